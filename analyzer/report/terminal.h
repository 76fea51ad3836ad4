// Lays text out in columns of a terminal: wrapped by display width, labels at the left, colour only around
// whole words.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace oneway::report {

enum class Style : unsigned char { Plain, Bold, Dim, Red, Green, Yellow, Blue, Magenta, Cyan };

class Terminal {
 public:
  // `width` columns; less than 40 is taken as 40, and prose stops at 120 however wide the terminal is.
  Terminal(std::string& out, int width, bool color);

  // Text handed in is printable() already. Words are never split: an address longer than a line stays whole,
  // so it can be copied.
  void paragraph(std::string_view text, std::size_t indent = 0, Style style = Style::Plain);
  // `first` stands before the first line at `indent`; all lines of `text` start `hang` columns after
  // `indent`.
  void hanging(std::string_view first, std::string_view text, std::size_t indent, std::size_t hang,
               Style first_style = Style::Plain, Style style = Style::Plain);
  // A heading with a rule that fills the line.
  void heading(std::string_view text, Style style);
  // Several lines as they are (made printable, not wrapped), each indented.
  void verbatim(std::string_view text, std::size_t indent, std::string_view first_prefix = {});
  void blank() { out_ += '\n'; }

 private:
  void styled(std::string_view text, Style style);
  // Writes `text` from column `column` on, continuing at `indent`, and ends the line.
  void wrap(std::string_view text, std::size_t column, std::size_t indent, Style style);

  std::string& out_;
  std::size_t width_, prose_;
  bool color_;
};

}  // namespace oneway::report
