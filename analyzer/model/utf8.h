// Code points of UTF-8 text.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace oneway {

inline constexpr char32_t kBadUtf8 = 0xFFFFFFFF;

// The code point at `i`, which moves past it; kBadUtf8 (and one byte on) where no valid sequence stands.
char32_t take_utf8(std::string_view text, std::size_t& i);
// `c` must be a scalar value (no surrogate, at most 0x10FFFF).
void append_utf8(char32_t c, std::string& out);

}  // namespace oneway
