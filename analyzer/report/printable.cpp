#include "report/printable.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>

#include "model/utf8.h"

namespace oneway::report {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

struct Range {
  char32_t first, last;
};

constexpr Range kHidden[] = {{0x0000, 0x001F},   {0x007F, 0x009F},   {0x00AD, 0x00AD},   {0x034F, 0x034F},
                             {0x061C, 0x061C},   {0x115F, 0x1160},   {0x17B4, 0x17B5},   {0x180B, 0x180F},
                             {0x200B, 0x200F},   {0x2028, 0x202E},   {0x2060, 0x206F},   {0x3164, 0x3164},
                             {0xFDD0, 0xFDEF},   {0xFEFF, 0xFEFF},   {0xFFA0, 0xFFA0},   {0xFFF0, 0xFFFB},
                             {0xFFFE, 0xFFFF},   {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF},
                             {0xF0000, 0x10FFFF}};

constexpr Range kCombining[] = {{0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x05BF, 0x05C7},
                                {0x0610, 0x061A}, {0x064B, 0x065F}, {0x0670, 0x0670}, {0x06D6, 0x06ED},
                                {0x0900, 0x0902}, {0x093C, 0x093C}, {0x0941, 0x0948}, {0x094D, 0x094D},
                                {0x0E31, 0x0E31}, {0x0E34, 0x0E3A}, {0x0E47, 0x0E4E}, {0x1AB0, 0x1AFF},
                                {0x1DC0, 0x1DFF}, {0x20D0, 0x20FF}, {0x302A, 0x302D}, {0x3099, 0x309A},
                                {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}};

constexpr Range kWide[] = {
    {0x1100, 0x115E},   {0x231A, 0x231B},   {0x2329, 0x232A},   {0x23E9, 0x23EC},   {0x25FD, 0x25FE},
    {0x2614, 0x2615},   {0x2648, 0x2653},   {0x26A1, 0x26A1},   {0x26BD, 0x26BE},   {0x26D4, 0x26D4},
    {0x2705, 0x2705},   {0x2728, 0x2728},   {0x274C, 0x274C},   {0x2753, 0x2757},   {0x2795, 0x2797},
    {0x2B1B, 0x2B1C},   {0x2B50, 0x2B55},   {0x2E80, 0x303E},   {0x3041, 0x33FF},   {0x3400, 0x4DBF},
    {0x4E00, 0x9FFF},   {0xA000, 0xA4CF},   {0xA960, 0xA97C},   {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},
    {0xFE10, 0xFE19},   {0xFE30, 0xFE6F},   {0xFF01, 0xFF60},   {0xFFE0, 0xFFE6},   {0x16FE0, 0x18AFF},
    {0x1AFF0, 0x1B2FF}, {0x1F004, 0x1F004}, {0x1F0CF, 0x1F0CF}, {0x1F18E, 0x1F19A}, {0x1F200, 0x1F320},
    {0x1F32D, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F7E0, 0x1F7F0}, {0x1F900, 0x1FAFF}, {0x20000, 0x3FFFD}};

template <std::size_t N>
bool in(const Range (&table)[N], char32_t c) {
  auto it = std::upper_bound(table, table + N, c, [](char32_t x, const Range& r) { return x < r.first; });
  return it != table && c <= (it - 1)->last;
}

// Bytes that may stand as they are without a closer look.
constexpr std::array<bool, 256> kPlain = [] {
  std::array<bool, 256> plain{};
  for (int c = 0x20; c < 0x7F; ++c) plain[c] = c != ':' && c != '#';
  return plain;
}();

bool is_letter_or_digit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

// "##[", "##vso[", "##teamcity[": runners look for these anywhere in a line.
bool starts_runner_command(std::string_view text) {
  if (!text.starts_with("##")) return false;
  std::size_t i = 2;
  while (i < text.size() && i < 18 && is_letter_or_digit(text[i])) ++i;
  return i < text.size() && text[i] == '[';
}

void append_escape(std::string& out, char32_t c) {
  char text[24];
  switch (c) {
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
  }
  std::snprintf(text, sizeof text, c > 0xFFFF ? "\\U%08x" : "\\u%04x", static_cast<unsigned>(c));
  out += text;
}

}  // namespace

CodePoint decode_utf8(std::string_view text, std::size_t at) {
  std::size_t end = at;
  const char32_t value = take_utf8(text, end);
  return {value == kBadUtf8 ? kReplacement : value, end - at};
}

bool is_hidden(char32_t c) {
  if (c >= 0x20 && c < 0x7F) return false;
  return in(kHidden, c);
}

int display_width(char32_t c) {
  if (c < 0x300) return 1;
  return in(kCombining, c) ? 0 : in(kWide, c) ? 2 : 1;
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t i = 0; i < text.size();) {
    if (static_cast<unsigned char>(text[i]) < 0x80) {
      ++width;
      ++i;
      continue;
    }
    const CodePoint c = decode_utf8(text, i);
    width += static_cast<std::size_t>(display_width(c.value));
    i += c.bytes;
  }
  return width;
}

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    std::size_t run = i;
    while (run < text.size() && kPlain[static_cast<unsigned char>(text[run])]) ++run;
    out.append(text, i, run - i);
    i = run;
    if (i == text.size()) break;
    if (text[i] == ':') {
      const bool starts_word = i == 0 || !(is_letter_or_digit(text[i - 1]) || text[i - 1] == ':');
      const bool command = starts_word && text.substr(i).starts_with("::");
      out += command ? "\\u003a" : ":";
      ++i;
      continue;
    }
    if (text[i] == '#') {
      out += starts_runner_command(text.substr(i)) ? "\\u0023" : "#";
      ++i;
      continue;
    }
    const CodePoint c = decode_utf8(text, i);
    if (is_hidden(c.value))
      append_escape(out, c.value);
    else if (c.value == kReplacement)
      out += "\xEF\xBF\xBD";
    else
      out.append(text, i, c.bytes);
    i += c.bytes;
  }
  return out;
}

std::string printable(std::string_view text, std::size_t columns) {
  std::string whole = printable(text);
  if (whole.size() <= columns) return whole;
  const std::size_t width = display_width(whole);
  if (width <= columns) return whole;
  const std::size_t keep = columns * 2 / 5;  // of either end; the note between needs the rest
  std::size_t head = 0, tail = 0, column = 0;
  for (std::size_t i = 0; i < whole.size();) {
    const CodePoint c = decode_utf8(whole, i);
    if (column <= keep) head = i;
    if (column < width - keep) tail = i + c.bytes;
    column += static_cast<std::size_t>(display_width(c.value));
    i += c.bytes;
  }
  const std::size_t left_out = width - display_width(std::string_view(whole).substr(0, head)) -
                               display_width(std::string_view(whole).substr(tail));
  return whole.substr(0, head) + "...(" + std::to_string(left_out) + " more)..." + whole.substr(tail);
}

std::string beginning(std::string_view text, std::size_t columns) {
  std::string whole = printable(text);
  if (whole.size() <= columns || display_width(whole) <= columns) return whole;
  std::size_t end = 0, column = 0;
  for (std::size_t i = 0; i < whole.size();) {
    const std::size_t start = i;
    const CodePoint c = decode_utf8(whole, i);
    i += c.bytes;
    column += static_cast<std::size_t>(display_width(c.value));
    if (column + 4 > columns) break;
    end = start + c.bytes;
  }
  const std::size_t space = whole.rfind(' ', end);
  return whole.substr(0, space == std::string::npos || space == 0 ? end : space) + " ...";
}

std::string printable_lines(std::string_view text) {
  while (text.ends_with('\n')) text.remove_suffix(1);
  std::string out;
  for (std::size_t start = 0; start <= text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    out += printable(text.substr(start, end - start));
    out += '\n';
    start = end + 1;
  }
  return out;
}

}  // namespace oneway::report
