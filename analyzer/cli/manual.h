// The manual: every command with its options, as a man page and as Markdown, from the description of the
// command line.
#pragma once
#include <string>

namespace CLI {
class App;
}

namespace oneway::cli {

// oneway(1) for man.
std::string man_page(const CLI::App& program);
// A chapter a command, with what its --help prints.
std::string markdown_manual(const CLI::App& program);

}  // namespace oneway::cli
