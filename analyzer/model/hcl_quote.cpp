// Quoting as the engines do it when they print an instance key.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <iterator>

#include "model/address.h"
#include "model/utf8.h"

namespace oneway {
namespace {

struct Span {
  char32_t first, last;
};

// What Go's unicode.IsPrint refuses and a string may hold: controls, spaces but ' ', format characters,
// private use, non-characters. Unassigned code points are taken as printable; either spelling means the same
// key.
constexpr Span kNotPrintable[] = {
    {0x00, 0x1F},       {0x7F, 0xA0},        {0xAD, 0xAD},       {0x600, 0x605},     {0x61C, 0x61C},
    {0x6DD, 0x6DD},     {0x70F, 0x70F},      {0x890, 0x891},     {0x8E2, 0x8E2},     {0x1680, 0x1680},
    {0x180E, 0x180E},   {0x2000, 0x200F},    {0x2028, 0x202F},   {0x205F, 0x206F},   {0x3000, 0x3000},
    {0xD800, 0xF8FF},   {0xFDD0, 0xFDEF},    {0xFEFF, 0xFEFF},   {0xFFF0, 0xFFFB},   {0xFFFE, 0xFFFF},
    {0x110BD, 0x110BD}, {0x110CD, 0x110CD},  {0x13430, 0x1345F}, {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A},
    {0xE0000, 0xE00FF}, {0xE01F0, 0x10FFFF},
};

bool printable(char32_t c) {
  const auto* span = std::lower_bound(std::begin(kNotPrintable), std::end(kNotPrintable), c,
                                      [](const Span& s, char32_t v) { return s.last < v; });
  return span == std::end(kNotPrintable) || c < span->first;
}

// ASCII that stands for itself.
bool plain(char c) {
  return c >= ' ' && c <= '~' && c != '"' && c != '\\' && c != '$' && c != '%';
}

}  // namespace

std::string hcl_quote(std::string_view text) {
  std::string out = "\"";
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t begin = i;
    while (i < text.size() && plain(text[i])) ++i;
    out.append(text, begin, i - begin);
    if (i == text.size()) break;
    const char32_t c = take_utf8(text, i);
    switch (c) {
      case '"':
        out += "\\\"";
        continue;
      case '\\':
        out += "\\\\";
        continue;
      case '\n':
        out += "\\n";
        continue;
      case '\r':
        out += "\\r";
        continue;
      case '\t':
        out += "\\t";
        continue;
      case '$':
      case '%':
        out.append(i < text.size() && text[i] == '{' ? 2 : 1, static_cast<char>(c));
        continue;
      case kBadUtf8:
        out += "\xEF\xBF\xBD";  // as Go reads it: U+FFFD
        continue;
      default:
        break;
    }
    if (printable(c)) {
      append_utf8(c, out);
    } else {
      char escape[12];
      std::snprintf(escape, sizeof escape, c < 0x10000 ? "\\u%04x" : "\\U%08x", static_cast<unsigned>(c));
      out += escape;
    }
  }
  return out + '"';
}

}  // namespace oneway
