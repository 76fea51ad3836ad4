#include <CLI/CLI.hpp>
#include <memory>

#include "cli/command.h"
#include "cli/exit_codes.h"
#include "cli/judged_plan.h"
#include "cli/ledger_hook.h"
#include "cli/output.h"

namespace oneway::cli {
namespace {

struct PlanOptions {
  JudgeOptions judge;
  std::string ledger, stack;
  OutputOptions output;
};

int run_plan(PlanOptions& options, const Common& common) {
  if (options.judge.files.empty()) options.judge.files.push_back("-");
  LedgerHook ledger(options.ledger, options.stack);
  options.judge.input.digest = shows_digest(options.output) || ledger.on();
  const JudgedPlan judged = judge_plans(options.judge, &ledger);
  const Assessment& assessment = judged.assessment;
  ledger.record(assessment);
  report::Options report = terminal_options(common);
  if (judged.source->on())
    report.locate = [&](std::size_t input, std::string_view address) {
      return judged.source->locate(input, address);
    };
  write_everywhere(assessment, options.output, report);
  return assessment.gate.passed ? kPassed : kGateFailed;
}

}  // namespace

void add_plan_command(CLI::App& app, const Common& common, Run& run) {
  CLI::App* command = app.add_subcommand("plan", "Judge every change of a plan, both ways, and gate it");
  auto options = std::make_shared<PlanOptions>();
  command
      ->add_option(
          "FILE", options->judge.files,
          "Plan JSON (`show -json`), a UI log, or a binary plan file; - or nothing reads standard input")
      ->type_name("FILE");
  add_judge_options(*command, options->judge);
  command->add_flag("--playbook", options->judge.playbooks,
                    "Add the playbooks that fit this plan, with its addresses, windows and loops filled in");
  CLI::Option* ledger = command->add_option(
      "--ledger", options->ledger,
      "Remember the assessment in this file, and what earlier ones left behind (see `oneway ledger`)");
  ledger->type_name("FILE");
  command
      ->add_option("--stack", options->stack,
                   "What the ledger calls the stack of this plan (default: the plan's path)")
      ->type_name("NAME")
      ->needs(ledger);
  add_output_options(*command, options->output);
  command->callback(
      [options, &common, &run] { run = [options, &common] { return run_plan(*options, common); }; });
}

}  // namespace oneway::cli
