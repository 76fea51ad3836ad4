#include "cli/ledger_hook.h"

#include <chrono>

#include "ingest/plan/forward.h"

namespace oneway::cli {

class LedgerHook::Watcher : public ForwardVisitor {
 public:
  Watcher(PlanVisitor& to, std::size_t input, std::vector<ModuleUse>& modules)
      : ForwardVisitor(to), input_(input), modules_(modules) {}
  void config_module_call(const ConfigModuleCall& m) override {
    std::string address;
    for (const std::string& step : m.module_path) address += "module." + step + ".";
    modules_.push_back({input_, address + "module." + m.name, m.source, m.version_constraint});
    ForwardVisitor::config_module_call(m);
  }

 private:
  std::size_t input_;
  std::vector<ModuleUse>& modules_;
};

LedgerHook::LedgerHook(const std::string& path) {
  if (!path.empty()) ledger_.emplace(path, Ledger::Open::Create);
}
LedgerHook::~LedgerHook() = default;

PlanVisitor& LedgerHook::watch(PlanVisitor& to) {
  if (!on()) return to;
  const std::size_t input = watchers_.size();
  return watchers_.emplace_back(to, input, modules_);
}

void LedgerHook::record(const Assessment& assessment) {
  if (!on()) return;
  ledger_->record(
      assessment, modules_,
      std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch())
          .count());
}

}  // namespace oneway::cli
