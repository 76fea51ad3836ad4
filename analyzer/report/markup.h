// Text of a plan made safe inside HTML, XML and Markdown.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace oneway::report {

// printable(), then & < > " ' as entities: for HTML and XML, in elements and in quoted attributes.
std::string markup(std::string_view text, std::size_t columns = 100'000);
// markup() of a sentence: what stands between backticks is code.
std::string markup_prose(std::string_view text, std::size_t columns = 100'000);
// For Markdown and for HTML inside it: every character that starts or ends anything there is an entity, and
// "@name" or
// "#1" calls nobody.
std::string markdown(std::string_view text, std::size_t columns = 100'000);
// markdown() of a sentence: what stands between backticks is code.
std::string markdown_prose(std::string_view text, std::size_t columns = 100'000);
// markdown() as inline code.
std::string markdown_code(std::string_view text, std::size_t columns = 100'000);
// A fenced block whose fence is longer than any run of backticks in `text`; lines are made printable().
std::string fenced(std::string_view text, std::string_view language);

}  // namespace oneway::report
