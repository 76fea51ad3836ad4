#include "report/markup.h"

#include <algorithm>

#include "report/printable.h"

namespace oneway::report {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

void append_entity(std::string& out, char c) {
  out += "&#" + std::to_string(static_cast<int>(c)) + ";";
}

// The next lone backtick from `at` on: runs of them, as nobody writes around a word, are none.
std::size_t next_tick(std::string_view text, std::string_view tick, std::size_t at) {
  while ((at = text.find(tick, at)) != std::string_view::npos) {
    std::size_t end = at + tick.size();
    while (text.substr(end).starts_with(tick)) end += tick.size();
    if (end == at + tick.size()) return at;
    at = end;
  }
  return at;
}

// What stands between two backticks, as `escaped` spells them, becomes code.
std::string with_code(const std::string& escaped, std::string_view tick) {
  std::string out;
  for (std::size_t at = 0;;) {
    const std::size_t open = next_tick(escaped, tick, at), inside = open + tick.size();
    const std::size_t close = open == std::string::npos ? open : next_tick(escaped, tick, inside);
    if (close == std::string::npos) return out + escaped.substr(at);
    out += escaped.substr(at, open - at) + "<code>" + escaped.substr(inside, close - inside) + "</code>";
    at = close + tick.size();
  }
}

}  // namespace

std::string markup(std::string_view text, std::size_t columns) {
  std::string out;
  for (char c : printable(text, columns)) switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  return out;
}

std::string markup_prose(std::string_view text, std::size_t columns) {
  return with_code(markup(text, columns), "`");
}

std::string markdown_prose(std::string_view text, std::size_t columns) {
  return with_code(markdown(text, columns), "&#96;");
}

std::string markdown(std::string_view text, std::size_t columns) {
  constexpr std::string_view kSpecial = "&<>\"'`|*_[]~\\:!$^{}";
  constexpr std::string_view kZeroWidthSpace = "&#8203;";
  const std::string shown = printable(text, columns);
  std::string out;
  const std::size_t digits = std::min(shown.find_first_not_of("0123456789"), shown.size());
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const char c = shown[i];
    const bool marks_list =
        (i == 0 && (c == '-' || c == '+')) || (i == digits && i > 0 && (c == '.' || c == ')'));
    if (c == '@' || (c == '#' && i + 1 < shown.size() && is_digit(shown[i + 1]))) {
      append_entity(out, c);
      out += kZeroWidthSpace;
    } else if (c == '#' || marks_list || kSpecial.find(c) != std::string_view::npos) {
      append_entity(out, c);
    } else {
      out += c;
    }
  }
  return out;
}

std::string markdown_code(std::string_view text, std::size_t columns) {
  return "<code>" + markdown(text, columns) + "</code>";
}

std::string fenced(std::string_view text, std::string_view language) {
  std::size_t longest = 2, run = 0;
  for (char c : text) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  const std::string fence(longest + 1, '`');
  return fence + std::string(language) + "\n" + printable_lines(text) + fence + "\n";
}

}  // namespace oneway::report
