#include "cli/app.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <csignal>
#include <iostream>

#include "cli/command.h"
#include "cli/exit_codes.h"
#include "cli/help.h"
#include "cli/log.h"
#include "model/error.h"

namespace oneway::cli {
namespace {

std::string footer() {
  std::string out = "Exit codes:\n";
  for (const ExitMeaning& m : kExitMeanings) {
    std::string code = std::to_string(m.code);
    code.resize(4, ' ');
    out += "  " + code + m.means + "\n";
  }
  return out +
         "\nExamples:\n"
         "  terraform show -json plan.tfplan | oneway plan -\n"
         "  oneway explain OW201\n"
         "  oneway plan --help";
}

// Each step for itself: a key is as secret as it looks alone.
std::string shown_path(std::string_view path) {
  std::string out;
  for (std::size_t start = 0; start < path.size();) {
    const std::size_t end = std::min(path.find('.', start + 1), path.size());
    out += fit_for_stderr(path.substr(start, 1)) + fit_for_stderr(path.substr(start + 1, end - start - 1));
    start = end;
  }
  return out;
}

std::string where(const InputError& e) {
  std::string out;
  if (e.byte_offset()) out += " at byte " + std::to_string(*e.byte_offset());
  if (!e.json_path().empty()) out += " (" + shown_path(e.json_path()) + ")";
  return out;
}

// Several lines, each made safe for a terminal.
void complain(std::string_view text) {
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    std::cerr << (start ? "  " : "oneway: ") << fit_for_stderr(text.substr(start, end - start)) << "\n";
    start = end + 1;
  }
}

}  // namespace

int run_program(int argc, char** argv) try {
  std::signal(SIGPIPE, SIG_IGN);
  CLI::App app{"Finds the one-way doors in a Terraform or OpenTofu plan before it is applied.", "oneway"};
  app.footer(footer());
  app.set_version_flag("--version", "oneway " ONEWAY_VERSION);
  app.require_subcommand(1);
  app.fallthrough();
  app.formatter(std::make_shared<HelpFormatter>());
  Common common;
  app.add_flag("-q,--quiet", common.quiet, "Only the verdict; of diagnostics only errors");
  app.add_flag("-v,--verbose", common.verbose,
               "Everything, with the rules behind it; diagnostics of what is being done");
  app.add_option("--color", common.color, "Colour of standard output; NO_COLOR is respected")
      ->type_name("WHEN")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->default_str("auto");
  Run run;
  add_plan_command(app, common, run);
  add_repair_command(app, common, run);
  add_explain_command(app, common, run);
  add_rules_command(app, run);
  add_restore_command(app, common, run);
  add_release_command(app, common, run);
  add_ledger_command(app, common, run);
  add_change_command(app, run);
  add_evidence_command(app, common, run);
  add_shell_commands(app, run);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    const int code = app.exit(e);
    return code == 0 ? kPassed : kUsage;
  }
  set_up_log(common.quiet, common.verbose);
  const int code = run();
  std::cout.flush();
  if (!std::cout) {
    std::cerr << "oneway: could not write the whole result to standard output\n";
    return kInternal;
  }
  return code;
} catch (const InputError& e) {
  std::cerr << "oneway: " << fit_for_stderr(e.what()) << where(e) << "\n";
  if (!e.advice().empty()) std::cerr << "        " << fit_for_stderr(e.advice()) << "\n";
  return kBadInput;
} catch (const UsageError& e) {
  complain(e.what());
  return kUsage;
} catch (const std::bad_alloc&) {
  std::cerr << "oneway: out of memory\n";
  return kInternal;
} catch (const std::exception& e) {
  std::cerr << "oneway: internal fault: " << fit_for_stderr(e.what()) << "\n";
  return kInternal;
}

}  // namespace oneway::cli
