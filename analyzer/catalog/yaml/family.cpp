#include "catalog/yaml/family.h"

#include <algorithm>

namespace oneway::yaml {
namespace {

constexpr std::size_t kMostTypes = 10'000;  // of one file

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || c == '_';
}

// Fills what one object says into the entry of one member.
class Filler {
 public:
  Filler(const Source& source, const Node& object) : source_(source), object_(object) {}

  Node fill(const Node& from) const {
    Node to = from;
    to.text = filled(from);
    to.items.clear();
    for (const Node& item : from.items) {
      const Node* list = from.kind == Node::Kind::List ? list_for(item) : nullptr;
      if (list)
        to.items.insert(to.items.end(), list->items.begin(), list->items.end());
      else
        to.items.push_back(fill(item));
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

  std::string filled(const Node& from) const {
    std::string out;
    std::string_view rest = from.text;
    for (std::size_t at; (at = rest.find('$')) != std::string_view::npos;) {
      out.append(rest.substr(0, at));
      rest.remove_prefix(at + 1);
      const auto end =
          static_cast<std::size_t>(std::find_if_not(rest.begin(), rest.end(), is_word) - rest.begin());
      const Node* said = object_.find(rest.substr(0, end));
      if (said && said->kind == Node::Kind::Scalar)
        out.append(said->text);
      else
        source_.error(object_,
                      "the family asks for `" + std::string(rest.substr(0, end)) + "`, which is not here");
      rest.remove_prefix(end);
    }
    return out.append(rest);
  }

  const Source& source_;
  const Node& object_;
};

void expand(const Source& source, const Node& family, Node& types) {
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
    const Filler filler(source, objects->items[o]);
    for (std::size_t m = 0; m < members->items.size(); ++m) {
      Node key = objects->keys[o];
      key.text += members->keys[m].text;
      types.keys.push_back(std::move(key));
      types.items.push_back(filler.fill(members->items[m]));
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
  for (const Node& family : families.items) expand(source, family, types);
  return types;
}

}  // namespace oneway::yaml
