#include <CLI/CLI.hpp>
#include <memory>

#include "assess/plan/plan_assessor.h"
#include "catalog/catalog.h"
#include "cli/command.h"
#include "cli/exit_codes.h"
#include "cli/log.h"
#include "cli/output.h"
#include "ingest/input.h"

namespace oneway::cli {
namespace {

struct PlanOptions {
  std::vector<std::string> files;
  std::string fail_on = std::string(id(RollbackClass::NonRecoverable));
  InputOptions input;
  OutputOptions output;
};

RollbackClass class_of(const std::string& word) {
  if (const auto c = rollback_class_from_id(word)) return *c;
  throw UsageError("unknown rollback class: " + word);
}

int run_plan(PlanOptions& options, const Common& common) {
  if (options.files.empty()) options.files.push_back("-");
  options.input.digest = shows_digest(options.output);
  PlanAssessor assessor(Catalog::builtin(), {class_of(options.fail_on)});
  std::vector<InputInfo> inputs;
  for (const std::string& file : options.files) {
    log_info("reading " + file);
    for (InputInfo& info :
         read_plans(file, options.input, [&](std::size_t) -> PlanVisitor& { return assessor.begin(); }))
      inputs.push_back(std::move(info));
  }
  const Assessment assessment = assessor.finish(std::move(inputs));
  write_everywhere(assessment, options.output, terminal_options(common));
  return assessment.gate.passed ? kPassed : kGateFailed;
}

}  // namespace

void add_plan_command(CLI::App& app, const Common& common, Run& run) {
  CLI::App* command = app.add_subcommand("plan", "Judge every change of a plan, both ways, and gate it");
  auto options = std::make_shared<PlanOptions>();
  command->add_option("FILE", options->files,
                      "Plan JSON (`show -json`), a UI log, or a binary plan file; - or nothing reads standard input");
  std::string classes;
  for (RollbackClass c : kAllClasses) classes += (classes.empty() ? "" : ", ") + std::string(id(c));
  command->add_option("--fail-on", options->fail_on, "The mildest class that fails the gate: " + classes)
      ->default_str(options->fail_on);
  add_output_options(*command, options->output);
  command
      ->add_option("--engine", options->input.engine,
                   "For binary plan files: auto, none, or the path of terraform or tofu")
      ->default_str("auto");
  command->add_option("--max-value-bytes", options->input.limits.value_bytes, "Largest single change that is read")
      ->default_str("268435456");
  command->add_option("--max-depth", options->input.limits.depth, "Deepest nesting that is read")->default_str("512");
  command->add_option("--max-changes", options->input.max_changes, "Most entries that are read")
      ->default_str("10000000");
  command->callback([options, &common, &run] { run = [options, &common] { return run_plan(*options, common); }; });
}

}  // namespace oneway::cli
