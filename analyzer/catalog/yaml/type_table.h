// The entries of `types:` of many files, gathered first and read afterwards, so that `like:` may point
// anywhere.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "catalog/facts.h"
#include "catalog/yaml/fields.h"

namespace oneway::yaml {

class TypeTable {
 public:
  // What other rules already say of a type; nullptr = nothing.
  using Known = std::function<const TypeFacts*(std::string_view)>;

  explicit TypeTable(Diagnostics& out, Known known = {}) : out_(out), known_(std::move(known)) {}

  // Takes the top-level keys `provider`, `types` and `for_each` of a file.
  void gather(std::shared_ptr<const Node> file_tree, const std::string& file, Fields& top);

  struct Entry {
    std::string type, provider, file, rule;
    const Node* key = nullptr;
    const Node* node = nullptr;
    std::shared_ptr<const Node> keep_alive;
    enum class State : unsigned char { Unread, Reading, Read } state = State::Unread;
    TypeFacts facts;
    const Node* override_node = nullptr;  // overlays only
  };
  // Reads every entry. `overlay`: an entry may change a type that is known, and may carry `override:`.
  std::map<std::string, Entry, std::less<>>& read_all(bool overlay);

 private:
  void gather_types(std::shared_ptr<const Node> keep_alive, const Node& types, const Source& source,
                    const std::string& provider);
  void read(Entry& entry, bool overlay);
  // False if there is nothing to take over, which is reported.
  bool take_over(Entry& entry, const Node& like, bool overlay);
  void check_complete(const Entry& entry, const Source& source) const;

  Diagnostics& out_;
  Known known_;
  std::map<std::string, Entry, std::less<>> entries_;
};

}  // namespace oneway::yaml
