#include "cli/source_hook.h"

#include <map>

#include "cli/log.h"
#include "ingest/plan/forward.h"
#include "model/error.h"

namespace oneway::cli {

class SourceHook::Watcher : public ForwardVisitor {
 public:
  using ForwardVisitor::ForwardVisitor;
  void config_module_call(const ConfigModuleCall& m) override {
    calls.push_back({.module_path = m.module_path, .name = m.name, .source = m.source});
    ForwardVisitor::config_module_call(m);
  }
  std::vector<ConfigModuleCall> calls;
};

SourceHook::SourceHook(const std::vector<std::string>& folders) {
  for (const std::string& folder : folders) files_.emplace_back(folder);
}
SourceHook::~SourceHook() = default;

PlanVisitor& SourceHook::watch(PlanVisitor& to) {
  return on() ? watchers_.emplace_back(to) : to;
}

void SourceHook::read(const std::vector<InputInfo>& inputs) {
  if (!on()) return;
  if (files_.size() != 1 && files_.size() != inputs.size())
    throw UsageError("--source is given once for all plans, or once for each: " +
                     std::to_string(inputs.size()) + " plans were read");
  std::size_t i = 0;
  for (const Watcher& watcher : watchers_) {
    SourceFiles& files = files_[files_.size() == 1 ? 0 : i];
    configurations_.emplace_back(files, watcher.calls, inputs[i].engine);
    ++i;
  }
  for (const SourceFiles& files : files_)
    for (const std::string& skipped : files.skipped()) log_warning("not read: " + skipped);
  read_comments();
}

// A comment that several plans share is one acknowledgement.
void SourceHook::read_comments() {
  std::map<std::string, Acknowledgement> by_place;
  for (std::size_t i = 0; i < configurations_.size(); ++i)
    for (const Configuration::Mark& mark : configurations_[i].marks()) {
      const std::string place = mark.file + ":" + std::to_string(mark.line);
      Acknowledgement& ack = by_place.try_emplace(place, read_comment(mark.text, place)).first->second;
      for (const std::string& resource : mark.resources) ack.resources.emplace_back(i, resource);
    }
  for (auto& [place, ack] : by_place) {
    if (ack.resources.empty() && ack.fault.empty()) ack.fault = "it stands beside no resource block";
    comments_.push_back(std::move(ack));
  }
}

std::optional<SourceLocation> SourceHook::locate(std::size_t input, std::string_view address) const {
  return input < configurations_.size() ? configurations_[input].locate(address) : std::nullopt;
}

}  // namespace oneway::cli
