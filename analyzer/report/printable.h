// Text of a plan made fit to be shown: what a name says is what a reader sees, and nothing that shows it
// obeys it.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace oneway::report {

struct CodePoint {
  char32_t value;     // U+FFFD for a byte that is no UTF-8
  std::size_t bytes;  // at least 1
};
// Requires at < text.size().
CodePoint decode_utf8(std::string_view text, std::size_t at);

// Control characters, line separators, bidirectional controls, invisible and non-characters.
bool is_hidden(char32_t c);
// Columns of a terminal: 0 for combining marks, 2 for wide characters.
int display_width(char32_t c);
std::size_t display_width(std::string_view text);

// `text` on one line: hidden characters as \n, \t or \u202e (what HCL and JSON would write), bytes that are
// no UTF-8 as U+FFFD, and the words that make a CI runner obey a line of a log ("::error::", "##[group]",
// "##vso[...]") broken by writing one of their characters as \u003a or \u0023.
std::string printable(std::string_view text);
// printable(), and when that is longer than `columns` its middle is left out and counted.
std::string printable(std::string_view text, std::size_t columns);
// printable() of a sentence, and when that is longer than `columns` its first words and "...".
std::string beginning(std::string_view text, std::size_t columns);
// Several lines (HCL, shell), each made printable() and ended by a newline; empty lines at the end are
// dropped.
std::string printable_lines(std::string_view text);

}  // namespace oneway::report
