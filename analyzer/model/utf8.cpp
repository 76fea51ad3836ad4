#include "model/utf8.h"

namespace oneway {

char32_t take_utf8(std::string_view text, std::size_t& i) {
  const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(text[k]); };
  const unsigned char lead = byte(i++);
  if (lead < 0x80) return lead;
  if (lead < 0xC2 || lead > 0xF4) return kBadUtf8;
  const std::size_t tail = lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
  if (text.size() - i < tail) return kBadUtf8;
  char32_t c = lead & (0x3F >> tail);
  for (std::size_t k = i; k < i + tail; ++k) {
    if ((byte(k) & 0xC0) != 0x80) return kBadUtf8;
    c = c << 6 | (byte(k) & 0x3F);
  }
  constexpr char32_t kLeast[] = {0, 0x80, 0x800, 0x10000};
  if (c < kLeast[tail] || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) return kBadUtf8;
  i += tail;
  return c;
}

void append_utf8(char32_t c, std::string& out) {
  const auto tail = [&](int shift) { out += static_cast<char>(0x80 | (c >> shift & 0x3F)); };
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | c >> 6);
    tail(0);
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | c >> 12);
    tail(6);
    tail(0);
  } else {
    out += static_cast<char>(0xF0 | c >> 18);
    tail(12);
    tail(6);
    tail(0);
  }
}

}  // namespace oneway
