// YAML inside a string (user data, Helm values), compared by content.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

namespace oneway::moves {

// nullopt if `text` is no YAML map or list of several lines, or uses anchors (which could grow without
// bound).
std::optional<std::uint64_t> yaml_meaning_hash(std::string_view text);

}  // namespace oneway::moves
