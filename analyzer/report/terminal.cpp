#include "report/terminal.h"

#include <algorithm>

#include "report/printable.h"

namespace oneway::report {
namespace {

constexpr std::size_t kWidestProse = 120;

constexpr std::string_view kCodes[] = {"", "1", "2", "1;31", "32", "33", "34", "35", "36"};

}  // namespace

Terminal::Terminal(std::string& out, int width, bool color)
    : out_(out),
      width_(static_cast<std::size_t>(std::max(width, 40))),
      prose_(std::min(width_, kWidestProse)),
      color_(color) {}

void Terminal::styled(std::string_view text, Style style) {
  if (!color_ || style == Style::Plain || text.empty()) {
    out_ += text;
    return;
  }
  out_ += "\x1b[";
  out_ += kCodes[static_cast<int>(style)];
  out_ += 'm';
  out_ += text;
  out_ += "\x1b[0m";
}

void Terminal::wrap(std::string_view text, std::size_t column, std::size_t indent, Style style) {
  std::size_t line_start = 0, line_end = 0;  // what of `text` stands on the current line
  std::size_t used = column;
  bool empty_line = true;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t word = text.find_first_not_of(' ', i);
    if (word == std::string_view::npos) break;
    std::size_t end = std::min(text.find(' ', word), text.size());
    const std::size_t wide = display_width(text.substr(word, end - word));
    const std::size_t gap = empty_line ? 0 : word - line_end;
    if (!empty_line && used + gap + wide > prose_) {
      styled(text.substr(line_start, line_end - line_start), style);
      out_ += '\n';
      out_.append(indent, ' ');
      used = indent;
      empty_line = true;
    }
    if (empty_line) line_start = word;
    used += (empty_line ? 0 : gap) + wide;
    empty_line = false;
    line_end = end;
    i = end;
  }
  if (!empty_line) styled(text.substr(line_start, line_end - line_start), style);
  out_ += '\n';
}

void Terminal::paragraph(std::string_view text, std::size_t indent, Style style) {
  out_.append(indent, ' ');
  wrap(text, indent, indent, style);
}

void Terminal::hanging(std::string_view first, std::string_view text, std::size_t indent, std::size_t hang,
                       Style first_style, Style style) {
  out_.append(indent, ' ');
  styled(first, first_style);
  const std::size_t wide = display_width(first);
  if (wide < hang) out_.append(hang - wide, ' ');
  wrap(text, indent + std::max(wide, hang), indent + hang, style);
}

void Terminal::heading(std::string_view text, Style style) {
  std::string line = "== " + std::string(text) + " ";
  const std::size_t wide = display_width(line);
  if (wide < prose_) line.append(prose_ - wide, '=');
  styled(line, style);
  out_ += '\n';
}

void Terminal::verbatim(std::string_view text, std::size_t indent, std::string_view first_prefix) {
  const std::string lines = printable_lines(text);
  for (std::size_t start = 0; start < lines.size();) {
    const std::size_t end = lines.find('\n', start) + 1;
    out_.append(indent, ' ');
    if (start == 0)
      out_ += first_prefix;
    else
      out_.append(first_prefix.size(), ' ');
    out_.append(lines, start, end - start);
    start = end;
  }
}

}  // namespace oneway::report
