#include "ingest/json/escapes.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "ingest/json/grammar.h"
#include "model/utf8.h"

namespace oneway::json {
namespace {

constexpr std::size_t kReadable = 80;

std::uint32_t read_hex(const char* digits) {
  std::uint32_t value = 0;
  for (int i = 0; i < 4; ++i)
    value = value << 4 | static_cast<std::uint32_t>(hex_digit(static_cast<unsigned char>(digits[i])));
  return value;
}

char simple_escape(char c) {
  switch (c) {
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    default:
      return c;
  }
}

// Decodes the escape at `p`; 0 if it is cut.
std::size_t decode_escape(const char* p, const char* end, std::string& out) {
  if (end - p < 2) return 0;
  if (p[1] != 'u') {
    out += simple_escape(p[1]);
    return 2;
  }
  if (end - p < 6) return 0;
  const std::uint32_t unit = read_hex(p + 2);
  if (unit < 0xD800 || unit > 0xDBFF) {
    append_utf8(unit, out);
    return 6;
  }
  if (end - p < 12) return 0;
  append_utf8(0x10000 + ((unit - 0xD800) << 10) + (read_hex(p + 8) - 0xDC00), out);
  return 12;
}

}  // namespace

std::size_t decode(std::string_view raw, std::string& out) {
  const char* const begin = raw.data();
  const char* const end = begin + raw.size();
  const char* p = begin;
  while (p < end) {
    const void* found = std::memchr(p, '\\', static_cast<std::size_t>(end - p));
    const char* const escape = found ? static_cast<const char*>(found) : end;
    out.append(p, escape);
    p = escape;
    if (p == end) break;
    const std::size_t used = decode_escape(p, end, out);
    if (used == 0) break;
    p += used;
  }
  return static_cast<std::size_t>(p - begin);
}

std::string shown(std::string_view text) {
  static constexpr char kHex[] = "0123456789abcdef";
  std::string out = "\"";
  for (char c : text.substr(0, kReadable)) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte > 0x7E) {
      out += "\\x";
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    } else {
      if (c == '"' || c == '\\') out += '\\';
      out += c;
    }
  }
  return out + (text.size() > kReadable ? "...\"" : "\"");
}

std::string path_step(std::string_view key) {
  const auto plain = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
  };
  if (!key.empty() && key.size() <= kReadable && std::all_of(key.begin(), key.end(), plain))
    return "." + std::string(key);
  return "[" + shown(key) + "]";
}

}  // namespace oneway::json
