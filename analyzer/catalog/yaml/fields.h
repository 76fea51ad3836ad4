// Reads one YAML map key by key into plain values and reports whatever it was not asked for.
//
// The words asked for are the words known, so a misspelt key names its nearest neighbour without a second
// list.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/words.h"
#include "catalog/yaml/tree.h"

namespace oneway::yaml {

// Where a tree came from, and where its faults go.
struct Source {
  std::string file;
  Diagnostics* out;

  void error(const Node& at, std::string message) const {
    out->error({file, at.line, at.column, std::move(message)});
  }
  void warn(const Node& at, std::string message) const {
    out->warn({file, at.line, at.column, std::move(message)});
  }
};

class Fields {
 public:
  // `what` names the map in messages: "a recovery".
  Fields(const Source& source, const Node& map, std::string what);
  ~Fields();  // reports keys that nobody asked for
  Fields(const Fields&) = delete;
  Fields& operator=(const Fields&) = delete;

  bool is_map() const { return node_.kind == Node::Kind::Map; }
  const Node& node() const { return node_; }
  const Source& source() const { return source_; }

  const Node* get(std::string_view key);      // nullptr if absent
  const Node* require(std::string_view key);  // the same, and its absence is an error

  // Each returns whether the key was there and well formed.
  bool text(std::string_view key, std::string& into);
  bool require_text(std::string_view key, std::string& into);
  bool flag(std::string_view key, bool& into);
  bool texts(std::string_view key, std::vector<std::string>& into);  // a list of words

  // A word out of a closed list.
  bool one_of(std::string_view key, std::span<const std::string_view> words, std::string& into);
  template <class E>
  bool word(std::string_view key, E& into) {
    std::string found;
    if (!one_of(key, Words<E>::list, found)) return false;
    into = *from_word<E>(found);
    return true;
  }
  template <class E>
  bool require_word(std::string_view key, E& into) {
    return require(key) && word(key, into);
  }

  // Calls `read(const Node&)` for each element of a list.
  template <class F>
  bool each(std::string_view key, F read) {
    const Node* list = get(key);
    if (!list || !expect_list(*list, key)) return false;
    for (const Node& item : list->items) read(item);
    return true;
  }

 private:
  bool expect_list(const Node& node, std::string_view key) const;

  const Source& source_;
  const Node& node_;
  std::string what_;
  std::vector<std::string_view> asked_;
};

// The text of a scalar; reports anything else as not being `what`.
bool read_text(const Source& source, const Node& node, std::string_view what, std::string& into);
bool read_word(const Source& source, const Node& node, std::string_view what,
               std::span<const std::string_view> words, std::string& into);

// Calls read(key, fields) for each entry of the map `section`.
template <class F>
void entries(Fields& top, std::string_view section, F read) {
  const Node* map = top.get(section);
  if (!map) return;
  if (map->kind != Node::Kind::Map) {
    top.source().error(*map, "`" + std::string(section) + "` must be a map");
    return;
  }
  for (std::size_t i = 0; i < map->keys.size(); ++i) {
    Fields fields(top.source(), map->items[i], "`" + map->keys[i].text + "`");
    if (fields.is_map()) read(map->keys[i], fields);
  }
}

}  // namespace oneway::yaml
