// Plans judged with the team's rules and declaration: what `plan` shows and `evidence` records.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "assess/plan/plan_assessor.h"
#include "cli/command.h"
#include "cli/source_hook.h"
#include "declaration/declaration.h"
#include "ingest/input.h"
#include "policy/policy.h"

namespace oneway::cli {

struct JudgeOptions {
  std::vector<std::string> files, source, rules;
  std::string fail_on = std::string(id(RollbackClass::NonRecoverable));
  std::string config, floor, environment, today, change;
  InputOptions input;
  bool artifacts = false;  // look for artifacts that are named by a digest
  bool playbooks = false;  // pick the playbooks that fit
};

// The options of a command that judges; `files` is left to the command.
void add_judge_options(CLI::App& command, JudgeOptions& options);

struct JudgedPlan {
  Assessment assessment;
  std::optional<Declaration> declaration;
  std::shared_ptr<const SourceHook> source;  // of --source
};
// Stands between the reader and the judge.
class PlanWatcher {
 public:
  virtual ~PlanWatcher() = default;
  // The visitor to give to the reader of the next document instead of `to`. `catalog` lasts until the
  // judgement.
  virtual PlanVisitor& watch(PlanVisitor& to, const Catalog& catalog) = 0;
  // All documents are read, and nothing is concluded yet.
  virtual void before_judgement(PlanAssessor& assessor, const std::vector<InputInfo>& inputs) = 0;
  // It is done, and what is secret is known.
  virtual void after_judgement(const PlanAssessor& assessor) = 0;
};

// Reads policies and declaration first, so that a broken one costs no time, then the plans.
JudgedPlan judge_plans(const JudgeOptions& options, PlanWatcher* watcher = nullptr);

}  // namespace oneway::cli
