// The text of a JSON string that was validated already.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace oneway::json {

// Appends the decoded text of `raw`, the bytes between the quotes or a piece of them. Returns the bytes used:
// an escape that is cut by the end of `raw` is left for the next piece (fewer than kLongestEscape bytes).
std::size_t decode(std::string_view raw, std::string& out);
inline constexpr std::size_t kLongestEscape = 12;  // a surrogate pair

// `text` in quotes for a message: everything odd escaped, cut to a readable length.
std::string shown(std::string_view text);
// `key` as a step of a path: ".name" or ["any thing"].
std::string path_step(std::string_view key);

}  // namespace oneway::json
