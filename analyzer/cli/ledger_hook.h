// `--ledger FILE` of a command that assesses plans: opens the ledger before any input is read, watches the
// plans while they are read, reminds of what earlier plans left behind, records at the end.
#pragma once
#include <list>
#include <optional>
#include <string>
#include <vector>

#include "cli/judged_plan.h"
#include "ledger/ledger.h"

namespace oneway::cli {

class LedgerHook : public PlanWatcher {
 public:
  // `path` "" = no ledger. `stack` is what the ledger calls the input; "" = its path.
  LedgerHook(const std::string& path, std::string stack);
  ~LedgerHook() override;
  bool on() const { return ledger_.has_value(); }
  PlanVisitor& watch(PlanVisitor& to, const Catalog& catalog) override;
  // Notes which earlier plans the ones just read show to be applied, and tells the assessor which names are
  // still held.
  void before_judgement(PlanAssessor& assessor, const std::vector<InputInfo>& inputs) override;
  // Keeps what the ledger is to remember, less what turned out to be secret.
  void after_judgement(const PlanAssessor& assessor) override;
  void record(const Assessment& assessment);

 private:
  class Watcher;
  std::optional<Ledger> ledger_;
  std::string stack_;
  std::vector<std::string> stacks_;  // by input
  std::list<Watcher> watchers_;
  LedgerFacts facts_;
};

}  // namespace oneway::cli
