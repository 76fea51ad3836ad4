// The command line as plain values, taken from the parser: what --help, the man page, the reference in docs/
// and the completions are made of, so that none of them can tell another story.
#pragma once
#include <string>
#include <vector>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace oneway::cli {

struct OptionDescription {
  std::vector<std::string> names;  // "--format", "-f"; one name without dashes for a positional
  std::string value;               // "FORMAT"; "" for a flag
  std::vector<std::string> choices;
  std::string about, preset;
  bool required = false, repeatable = false;

  bool takes_path() const { return value == "FILE" || value == "DIR" || value == "PATH"; }
};

struct CommandDescription {
  std::string name;  // "plan"
  std::string about;
  std::vector<OptionDescription> positionals, options;
  std::vector<CommandDescription> commands;
};

OptionDescription describe(const CLI::Option& option);
// Hidden options and commands are left out.
CommandDescription describe(const CLI::App& app);

// "--format, -f FORMAT" or "FILE...": the left column of a list of options.
std::string heading(const OptionDescription& option);
// What it is for, with its choices and its preset.
std::string sentence(const OptionDescription& option);
// "[OPTIONS] FILE..." behind the command's name.
std::string usage(const CommandDescription& command);

}  // namespace oneway::cli
