// --help: a description wrapped to the width of a terminal.
#pragma once
#include <CLI/CLI.hpp>

namespace oneway::cli {

class HelpFormatter : public CLI::Formatter {
 public:
  std::string make_help(const CLI::App* app, std::string name, CLI::AppFormatMode mode) const override;
};

}  // namespace oneway::cli
