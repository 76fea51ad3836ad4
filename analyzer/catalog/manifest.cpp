#include "catalog/manifest.h"

#include <re2/re2.h>

#include "catalog/patterns.h"
#include "catalog/yaml/tree.h"

namespace oneway {
namespace {

bool is_json_number(const std::string& text) {
  static const RE2 number("-?(0|[1-9][0-9]{0,30})(\\.[0-9]{1,30})?", pattern_options());
  return RE2::FullMatch(text, number);
}

// The parser bounds the depth.
void copy(const yaml::Node& node, Document& into) {
  switch (node.kind) {
    case yaml::Node::Kind::Null:
      return into.null();
    case yaml::Node::Kind::List:
      into.begin_array();
      for (const yaml::Node& item : node.items) copy(item, into);
      return into.end();
    case yaml::Node::Kind::Map:
      into.begin_object();
      for (std::size_t i = 0; i < node.keys.size(); ++i) {
        into.key(node.keys[i].text);
        copy(node.items[i], into);
      }
      return into.end();
    case yaml::Node::Kind::Scalar:
      break;
  }
  if (!node.quoted && (node.text == "true" || node.text == "false")) return into.boolean(node.text == "true");
  if (!node.quoted && is_json_number(node.text)) return into.number(node.text);
  into.string(node.text);
}

}  // namespace

Document object_in(std::string_view manifest) {
  Document out;
  if (manifest.size() > yaml::kMaxBytes) return out;
  const std::vector<yaml::Node> all = yaml::parse_all(manifest);
  if (all.size() == 1 && all.front().kind == yaml::Node::Kind::Map) copy(all.front(), out);
  return out;
}

}  // namespace oneway
