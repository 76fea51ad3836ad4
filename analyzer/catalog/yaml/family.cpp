#include "catalog/yaml/family.h"

#include <algorithm>

namespace oneway::yaml {
namespace {

constexpr std::size_t kMostTypes = 10'000;
constexpr std::size_t kMostMade = 2'000'000;  // nodes and characters of text

// What a file's families may still make: a short file could ask for far more than its own length.
struct Budget {
  std::size_t left = kMostMade;
  bool spend(std::size_t amount) {
    const bool enough = amount <= left;
    left = enough ? left - amount : 0;
    return enough;
  }
};

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || c == '_';
}

// Fills what one object says into the entry of one member.
class Filler {
 public:
  Filler(const Source& source, const Node& object, Budget& budget)
      : source_(source), object_(object), budget_(budget) {}

  Node fill(const Node& from) {
    Node to;
    if (!budget_.spend(1)) return to;
    to.kind = from.kind;
    to.quoted = from.quoted;
    to.line = from.line;
    to.column = from.column;
    to.text = filled(from.text);
    for (const Node& key : from.keys) to.keys.push_back(fill(key));
    for (const Node& item : from.items) {
      const Node* list = from.kind == Node::Kind::List ? list_for(item) : nullptr;
      if (!list)
        to.items.push_back(fill(item));
      else
        for (const Node& element : list->items) to.items.push_back(fill(element));
    }
    return to;
  }

 private:
  // The object's list that takes the place of "$word".
  const Node* list_for(const Node& item) const {
    if (item.kind != Node::Kind::Scalar || !item.text.starts_with('$')) return nullptr;
    const Node* said = object_.find(std::string_view(item.text).substr(1));
    return said && said->kind == Node::Kind::List ? said : nullptr;
  }

  std::string filled(std::string_view rest) {
    std::string out;
    for (std::size_t at; (at = rest.find('$')) != std::string_view::npos && budget_.spend(at + 1);) {
      out.append(rest.substr(0, at));
      rest.remove_prefix(at + 1);
      const auto end =
          static_cast<std::size_t>(std::find_if_not(rest.begin(), rest.end(), is_word) - rest.begin());
      const std::string_view word = rest.substr(0, end);
      rest.remove_prefix(end);
      const Node* said = object_.find(word);
      if (!said || said->kind != Node::Kind::Scalar)
        source_.error(object_, "the family asks for `" + std::string(word) + "`, which is not here");
      else if (budget_.spend(said->text.size()))
        out.append(said->text);
    }
    return budget_.spend(rest.size()) ? out.append(rest) : out;
  }

  const Source& source_;
  const Node& object_;
  Budget& budget_;
};

void expand(const Source& source, const Node& family, Budget& budget, Node& types) {
  Fields fields(source, family, "a family");
  const Node* members = fields.require("members");
  const Node* objects = fields.require("objects");
  if (!members || !objects) return;
  for (const Node* map : {members, objects})
    if (map->kind != Node::Kind::Map)
      return source.error(*map, "a family takes maps of `members` and `objects`");
  if (types.items.size() + members->items.size() * objects->items.size() > kMostTypes)
    return source.error(family, "the family has more than " + std::to_string(kMostTypes) + " types");
  for (std::size_t o = 0; o < objects->items.size(); ++o) {
    Filler filler(source, objects->items[o], budget);
    for (std::size_t m = 0; m < members->items.size(); ++m) {
      Node key = objects->keys[o];
      key.text += members->keys[m].text;
      types.keys.push_back(std::move(key));
      types.items.push_back(filler.fill(members->items[m]));
      if (budget.left == 0) return source.error(family, "the family is too large");
    }
  }
}

}  // namespace

Node expand_families(const Source& source, const Node& families) {
  Node types;
  types.kind = Node::Kind::Map;
  if (families.kind != Node::Kind::List) {
    source.error(families, "`for_each` must be a list");
    return types;
  }
  Budget budget;
  for (const Node& family : families.items)
    if (budget.left > 0) expand(source, family, budget, types);
  return types;
}

}  // namespace oneway::yaml
