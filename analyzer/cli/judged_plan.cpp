#include "cli/judged_plan.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>

#include "assess/evidence.h"
#include "assess/plan/plan_assessor.h"
#include "cli/catalog_options.h"
#include "cli/log.h"
#include "model/error.h"

namespace oneway::cli {
namespace {

struct Policies {
  std::optional<Policy> policy, floor;
  Policies(const JudgeOptions& options, Day now) {
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

// What a person wrote is shown and recorded: a word with the shape of a credential is not.
void hide_credentials(std::string& text) {
  std::string out;
  for (std::size_t start = 0; start <= text.size();) {
    const std::size_t end = std::min(text.find(' ', start), text.size());
    const std::string_view word = std::string_view(text).substr(start, end - start);
    out += (start ? " " : "") + std::string(looks_like_a_secret(word) ? "(looks like a credential)" : word);
    start = end + 1;
  }
  text = std::move(out);
}

void hide_credentials(Declaration& d) {
  for (std::string* text : {&d.id, &d.method, &d.unsafe_when, &d.trigger}) hide_credentials(*text);
  for (auto* list : {&d.irreversible_effects, &d.approvers, &d.verification, &d.evidence})
    for (std::string& text : *list) hide_credentials(text);
}

}  // namespace

void add_judge_options(CLI::App& command, JudgeOptions& options) {
  std::vector<std::string> classes;
  for (RollbackClass c : kAllClasses) classes.emplace_back(id(c));
  command.add_option("--fail-on", options.fail_on, "The mildest class that fails the gate")
      ->type_name("CLASS")
      ->check(CLI::IsMember(classes))
      ->default_str(options.fail_on);
  command
      .add_option("--config", options.config, "The team's policy (default: .oneway.yaml where there is one)")
      ->type_name("FILE");
  command
      .add_option("--policy-floor", options.floor,
                  "A policy that no other file can go below; keep it out of reach of pull requests")
      ->type_name("FILE");
  CLI::Option* environment = command.add_option(
      "--environment", options.environment, "The environment whose rules of the policy hold, such as prod");
  environment->type_name("NAME");
  command
      .add_option("--change", options.change,
                  "The declaration of the change (change.yaml); fails where the plan contradicts it")
      ->type_name("FILE")
      ->needs(environment);
  command
      .add_option(
          "--source", options.source,
          "The folder of the root module that the plan was made from: reports name file and line, and "
          "`oneway:ack` comments count; once for all plans, or once for each")
      ->type_name("DIR")
      ->allow_extra_args(false)
      ->take_all();
  command
      .add_option("--today", options.today,
                  "The date by which acknowledgements and overrides expire (default: now)")
      ->type_name("DATE");
  add_rules_option(command, options.rules);
  command
      .add_option("--engine", options.input.engine,
                  "For binary plan files: auto, none, or the path of terraform or tofu")
      ->type_name("PATH")
      ->default_str("auto");
  command
      .add_option("--max-value-bytes", options.input.limits.value_bytes,
                  "Largest single change that is read, in bytes")
      ->type_name("N")
      ->default_str("268435456");
  command.add_option("--max-depth", options.input.limits.depth, "Deepest nesting that is read")
      ->type_name("N")
      ->default_str("512");
  command.add_option("--max-changes", options.input.max_changes, "Most entries that are read")
      ->type_name("N")
      ->default_str("10000000");
}

JudgedPlan judge_plans(const JudgeOptions& options, PlanWatcher* watcher) {
  JudgedPlan judged;
  const RollbackClass fail_on = class_of(options.fail_on);
  const Day today = day_of(options.today);
  const Policies policies(options, today);
  const auto catalog = open_catalog(policies.sources(options.rules), today);
  if (!options.change.empty()) {
    judged.declaration = load_declaration(options.change);
    hide_credentials(*judged.declaration);
  }
  AssessOptions how{policies.any() || options.input.digest, options.artifacts, options.playbooks};
  PlanAssessor assessor(*catalog, how);
  const auto source = std::make_shared<SourceHook>(options.source);
  std::vector<InputInfo> inputs;
  for (const std::string& file : options.files) {
    log_info("reading " + file);
    for (InputInfo& info : read_plans(file, options.input, [&](std::size_t) -> PlanVisitor& {
           PlanVisitor& judge = source->watch(assessor.begin());
           return watcher != nullptr ? watcher->watch(judge, *catalog) : judge;
         }))
      inputs.push_back(std::move(info));
  }
  if (watcher != nullptr) watcher->before_judgement(assessor, inputs);
  judged.assessment = assessor.finish(std::move(inputs));
  if (watcher != nullptr) watcher->after_judgement(assessor);
  if (judged.declaration) judge_declaration(judged.assessment, *judged.declaration, options.environment);
  source->read(judged.assessment.inputs);
  apply_policy(judged.assessment,
               {options.environment, fail_on, today, policies.policy ? &*policies.policy : nullptr,
                policies.floor ? &*policies.floor : nullptr, &source->comments()});
  judged.source = source;
  return judged;
}

}  // namespace oneway::cli
