// Hidden commands for packagers and shells: what is made from the description of the command line.
#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "cli/command.h"
#include "cli/completion.h"
#include "cli/exit_codes.h"
#include "cli/manual.h"

namespace oneway::cli {

void add_shell_commands(CLI::App& app, Run& run) {
  auto word = std::make_shared<std::string>();
  CLI::App* completion = app.add_subcommand("completion", "Completions for a shell")->group("");
  completion->add_option("SHELL", *word, "The shell")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish"}));
  completion->callback([word, &app, &run] {
    run = [word, &app] {
      const CommandDescription program = describe(app);
      std::cout << (*word == "bash"  ? bash_completion(program)
                    : *word == "zsh" ? zsh_completion(program)
                                     : fish_completion(program));
      return kPassed;
    };
  });

  CLI::App* manual = app.add_subcommand("manual", "All commands and options")->group("");
  manual->add_option("FORMAT", *word, "The form")->required()->check(CLI::IsMember({"man", "markdown"}));
  manual->callback([word, &app, &run] {
    run = [word, &app] {
      std::cout << (*word == "man" ? man_page(app) : markdown_manual(app));
      return kPassed;
    };
  });
}

}  // namespace oneway::cli
