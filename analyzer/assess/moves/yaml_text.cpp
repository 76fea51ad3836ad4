#include "assess/moves/yaml_text.h"

#include <yaml-cpp/yaml.h>

#include <string>

#include "assess/moves/hash.h"

namespace oneway::moves {
namespace {

constexpr std::size_t kLargestYaml = 64u << 10;

// Depth is bounded by the parser, which refuses to nest deeper.
std::uint64_t node_hash(const YAML::Node& node) {
  if (node.IsScalar()) return hash_text(node.Scalar(), 's');
  std::uint64_t h = node.IsMap() ? 'm' : 'l';
  if (node.IsMap()) {
    for (const auto& member : node) h += combine(node_hash(member.first), node_hash(member.second));
  } else if (node.IsSequence()) {
    for (const auto& element : node) h += mix(node_hash(element));
  }
  return mix(h);
}

bool looks_like_yaml(std::string_view text) {
  return text.size() <= kLargestYaml && text.find('\n') != std::string_view::npos &&
         text.find_first_of("&*") == std::string_view::npos &&
         (text.find(": ") != std::string_view::npos || text.find(":\n") != std::string_view::npos);
}

}  // namespace

std::optional<std::uint64_t> yaml_meaning_hash(std::string_view text) {
  if (!looks_like_yaml(text)) return std::nullopt;
  try {
    std::uint64_t h = 0;
    for (const YAML::Node& document : YAML::LoadAll(std::string(text))) {
      if (!document.IsMap() && !document.IsSequence()) return std::nullopt;
      h = combine(h, node_hash(document));
    }
    return h;
  } catch (const YAML::Exception&) {
    return std::nullopt;
  }
}

}  // namespace oneway::moves
