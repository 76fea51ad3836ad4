#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>

#include "assess/plan/plan_assessor.h"
#include "cli/catalog_options.h"
#include "cli/command.h"
#include "cli/exit_codes.h"
#include "cli/ledger_hook.h"
#include "cli/log.h"
#include "cli/output.h"
#include "declaration/declaration.h"
#include "ingest/input.h"
#include "policy/policy.h"

namespace oneway::cli {
namespace {

struct PlanOptions {
  std::vector<std::string> files, rules;
  std::string fail_on = std::string(id(RollbackClass::NonRecoverable));
  std::string config, floor, environment, today, ledger, change;
  InputOptions input;
  OutputOptions output;
};

// Reads the policies before any input, so that a broken one costs no time.
struct Policies {
  std::optional<Policy> policy, floor;
  Policies(const PlanOptions& options, Day now) {
    if (!options.config.empty())
      policy = load_policy(options.config, now);
    else if (std::filesystem::exists(kDefaultPolicy))
      policy = load_policy(kDefaultPolicy, now);
    if (!options.floor.empty()) floor = load_policy(options.floor, now);
  }
  bool any() const { return policy || floor; }
  RuleSources sources(const std::vector<std::string>& folders) const {
    return {folders, policy ? &*policy : nullptr, floor ? &*floor : nullptr};
  }
};

RollbackClass class_of(const std::string& word) {
  if (const auto c = rollback_class_from_id(word)) return *c;
  throw UsageError("unknown rollback class: " + word);
}

int run_plan(PlanOptions& options, const Common& common) {
  if (options.files.empty()) options.files.push_back("-");
  LedgerHook ledger(options.ledger);
  options.input.digest = shows_digest(options.output) || ledger.on();
  const RollbackClass fail_on = class_of(options.fail_on);
  const Day today = day_of(options.today);
  const Policies policies(options, today);
  const auto catalog = open_catalog(policies.sources(options.rules), today);
  std::optional<Declaration> declaration;
  if (!options.change.empty()) declaration = load_declaration(options.change);
  PlanAssessor assessor(*catalog, {fail_on, policies.any() || options.input.digest});
  std::vector<InputInfo> inputs;
  for (const std::string& file : options.files) {
    log_info("reading " + file);
    for (InputInfo& info : read_plans(file, options.input, [&](std::size_t) -> PlanVisitor& {
           return ledger.watch(assessor.begin());
         }))
      inputs.push_back(std::move(info));
  }
  Assessment assessment = assessor.finish(std::move(inputs));
  if (declaration) judge_declaration(assessment, *declaration, options.environment);
  if (policies.any() || declaration)
    apply_policy(assessment,
                 {options.environment, fail_on, today, policies.policy ? &*policies.policy : nullptr,
                  policies.floor ? &*policies.floor : nullptr});
  ledger.record(assessment);
  write_everywhere(assessment, options.output, terminal_options(common));
  return assessment.gate.passed ? kPassed : kGateFailed;
}

}  // namespace

void add_plan_command(CLI::App& app, const Common& common, Run& run) {
  CLI::App* command = app.add_subcommand("plan", "Judge every change of a plan, both ways, and gate it");
  auto options = std::make_shared<PlanOptions>();
  command
      ->add_option(
          "FILE", options->files,
          "Plan JSON (`show -json`), a UI log, or a binary plan file; - or nothing reads standard input")
      ->type_name("FILE");
  std::vector<std::string> classes;
  for (RollbackClass c : kAllClasses) classes.emplace_back(id(c));
  command->add_option("--fail-on", options->fail_on, "The mildest class that fails the gate")
      ->type_name("CLASS")
      ->check(CLI::IsMember(classes))
      ->default_str(options->fail_on);
  command
      ->add_option("--config", options->config,
                   "The team's policy (default: .oneway.yaml where there is one)")
      ->type_name("FILE");
  command
      ->add_option("--policy-floor", options->floor,
                   "A policy that no other file can go below; keep it out of reach of pull requests")
      ->type_name("FILE");
  CLI::Option* environment = command->add_option(
      "--environment", options->environment, "The environment whose rules of the policy hold, such as prod");
  environment->type_name("NAME");
  command
      ->add_option("--change", options->change,
                   "The declaration of the change (change.yaml); fails where the plan contradicts it")
      ->type_name("FILE")
      ->needs(environment);
  command
      ->add_option("--today", options->today,
                   "The date by which acknowledgements and overrides expire (default: now)")
      ->type_name("DATE");
  command->add_option("--ledger", options->ledger, "Record the assessment in this file (see `oneway ledger`)")
      ->type_name("FILE");
  add_rules_option(*command, options->rules);
  add_output_options(*command, options->output);
  command
      ->add_option("--engine", options->input.engine,
                   "For binary plan files: auto, none, or the path of terraform or tofu")
      ->type_name("PATH")
      ->default_str("auto");
  command
      ->add_option("--max-value-bytes", options->input.limits.value_bytes,
                   "Largest single change that is read, in bytes")
      ->type_name("N")
      ->default_str("268435456");
  command->add_option("--max-depth", options->input.limits.depth, "Deepest nesting that is read")
      ->type_name("N")
      ->default_str("512");
  command->add_option("--max-changes", options->input.max_changes, "Most entries that are read")
      ->type_name("N")
      ->default_str("10000000");
  command->callback(
      [options, &common, &run] { run = [options, &common] { return run_plan(*options, common); }; });
}

}  // namespace oneway::cli
