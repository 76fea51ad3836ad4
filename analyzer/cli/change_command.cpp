#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "assess/plan/plan_assessor.h"
#include "cli/catalog_options.h"
#include "cli/command.h"
#include "cli/exit_codes.h"
#include "declaration/declaration.h"
#include "ingest/input.h"

namespace oneway::cli {
namespace {

struct ChangeOptions {
  std::string file = "-", environment;
  std::vector<std::string> rules;
  InputOptions input;
};

int run_init(const ChangeOptions& options) {
  const auto catalog = open_catalog(options.rules);
  PlanAssessor assessor(*catalog);
  auto inputs =
      read_plans(options.file, options.input, [&](std::size_t) -> PlanVisitor& { return assessor.begin(); });
  std::cout << draft_declaration(assessor.finish(std::move(inputs)), options.environment);
  return kPassed;
}

}  // namespace

void add_change_command(CLI::App& app, Run& run) {
  CLI::App* command = app.add_subcommand("change", "Declare a change before it is applied");
  command->require_subcommand(1);
  CLI::App* init = command->add_subcommand("init", "Draft the declaration (change.yaml) from a plan");
  auto options = std::make_shared<ChangeOptions>();
  init->add_option("FILE", options->file, "The plan; - or nothing reads standard input")->type_name("FILE");
  init->add_option("--environment", options->environment, "The environment that the plan is for")
      ->type_name("NAME");
  add_rules_option(*init, options->rules);
  init->callback([options, &run] { run = [options] { return run_init(*options); }; });
}

}  // namespace oneway::cli
