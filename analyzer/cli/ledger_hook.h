// `--ledger FILE` of a command that assesses plans: opens the ledger before any input is read, sees the
// module calls while plans are read, records at the end.
#pragma once
#include <list>
#include <optional>
#include <string>
#include <vector>

#include "ingest/plan/visitor.h"
#include "ledger/ledger.h"

namespace oneway::cli {

class LedgerHook {
 public:
  explicit LedgerHook(const std::string& path);  // "" = no ledger
  ~LedgerHook();
  bool on() const { return ledger_.has_value(); }
  // The visitor to give to the reader of the next document instead of `to`.
  PlanVisitor& watch(PlanVisitor& to);
  void record(const Assessment& assessment);

 private:
  class Watcher;
  std::optional<Ledger> ledger_;
  std::list<Watcher> watchers_;
  std::vector<ModuleUse> modules_;
};

}  // namespace oneway::cli
