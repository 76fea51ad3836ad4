#include <unistd.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>

#include "cli/catalog_options.h"
#include "cli/command.h"
#include "cli/exit_codes.h"
#include "cli/output.h"
#include "model/error.h"
#include "report/restore_report.h"
#include "restore/restore.h"

namespace oneway::cli {
namespace {

struct RestoreOptions {
  RestoreQuestion question;
  std::string plan, config_plan, check, format = "text", out;
  std::vector<std::string> rules;
  InputOptions input;
};

// The commands of the procedure as a script that stops at the first failure.
void write_script(const Restoration& r, const std::string& folder) {
  std::filesystem::create_directories(folder);
  std::ofstream file(std::filesystem::path(folder) / "restore.sh", std::ios::binary | std::ios::trunc);
  file << "#!/bin/sh\n# Read each step before it runs; made by oneway restore.\nset -eu\n";
  for (const ProcedureStep& s : r.procedure) {
    file << "\n# " << s.step << "\n";
    for (const std::string& command : s.commands) file << command << "\n";
  }
  if (!file.flush()) throw UsageError("cannot write into " + folder);
}

int run_restore(RestoreOptions& o, const Common& common) {
  if (!o.plan.empty()) o.question.plan = o.plan;
  if (!o.config_plan.empty()) o.question.config_plan = o.config_plan;
  const bool check = !o.check.empty();
  if (!check && (o.question.candidate.empty() || o.question.current.empty()))
    throw UsageError("restore needs --candidate STATE and --current STATE, or --check STATE");
  const auto catalog = open_catalog(o.rules);
  const Restoration r =
      check ? check_state(o.check, o.input, *catalog) : compare_states(o.question, o.input, *catalog);
  const report::Options options = terminal_options(common);
  if (o.format == "json")
    report::write_restoration_json(r, options, std::cout);
  else if (o.format == "markdown")
    report::write_restoration_markdown(r, options, std::cout);
  else
    report::write_restoration_text(r, options, std::cout);
  if (!o.out.empty()) write_script(r, o.out);
  return r.verdict == Restoration::Verdict::Safe ? kPassed : kGateFailed;
}

}  // namespace

void add_restore_command(CLI::App& app, const Common& common, Run& run) {
  CLI::App* command = app.add_subcommand("restore", "Is putting this state file back safe?");
  auto o = std::make_shared<RestoreOptions>();
  command->add_option("--candidate", o->question.candidate, "The state that would be put in place (a backup)")
      ->type_name("FILE");
  command->add_option("--current", o->question.current, "The state as it is now (`state pull`)")
      ->type_name("FILE");
  command
      ->add_option("--plan", o->plan,
                   "A plan of the current state, refresh-only or normal: what is proven to exist")
      ->type_name("FILE");
  command
      ->add_option("--config-plan", o->config_plan, "A plan of the configuration that will be applied next")
      ->type_name("FILE");
  command->add_option("--check", o->check, "Only ask whether this one state is sound")->type_name("FILE");
  command->add_option("-f,--format", o->format, "What to write")
      ->type_name("FORMAT")
      ->check(CLI::IsMember({"text", "json", "markdown"}))
      ->default_str("text");
  command->add_option("--engine", o->question.engine, "The program in the commands")
      ->type_name("ENGINE")
      ->check(CLI::IsMember({"terraform", "tofu"}))
      ->default_str("terraform");
  command->add_option("--out", o->out, "Write the procedure as a script into this folder")->type_name("DIR");
  add_rules_option(*command, o->rules);
  command->callback([o, &common, &run] { run = [o, &common] { return run_restore(*o, common); }; });
}

}  // namespace oneway::cli
