// A subcommand: declares its options on the parser; its run function is called after parsing and gives the
// exit code.
#pragma once
#include <functional>
#include <string>

namespace CLI {
class App;
}

namespace oneway::cli {

using Run = std::function<int()>;

// Options every command has.
struct Common {
  bool quiet = false, verbose = false;
  std::string color = "auto";
};

// Each adds one subcommand (or a few) to `app`; when it is the one asked for, it sets `run`.
void add_plan_command(CLI::App& app, const Common& common, Run& run);
void add_repair_command(CLI::App& app, const Common& common, Run& run);
void add_explain_command(CLI::App& app, const Common& common, Run& run);
void add_rules_command(CLI::App& app, Run& run);
void add_restore_command(CLI::App& app, const Common& common, Run& run);
void add_release_command(CLI::App& app, const Common& common, Run& run);
void add_ledger_command(CLI::App& app, const Common& common, Run& run);
void add_change_command(CLI::App& app, Run& run);
void add_evidence_command(CLI::App& app, const Common& common, Run& run);
void add_shell_commands(CLI::App& app, Run& run);

}  // namespace oneway::cli
