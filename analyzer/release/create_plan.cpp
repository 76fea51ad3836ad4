#include "release/create_plan.h"

namespace oneway {

std::vector<InputInfo> CreatePlan::read(const InputOptions& options) {
  return read_plans(path_, options, [&](std::size_t index) -> PlanVisitor& {
    if (index > 0) throw InputError(path_ + " holds several plans", "give one plan a file");
    return *this;
  });
}

void CreatePlan::change(Change& c) {
  if (c.mode == "managed" && !c.actions.is_only(Action::Create))
    throw InputError(path_ + " is no plan from an empty state: " + c.address + " exists already",
                     "give plans of existing stacks with --upgrade");
  (c.mode == "managed" ? objects : others)[c.address] = std::move(c);
}

void CreatePlan::config_resource(const ConfigResource& r) {
  contract.resource(r);
  references.resource(r);
  if (forward_) forward_->config_resource(r);
}

void CreatePlan::config_module_call(const ConfigModuleCall& m) {
  contract.module_call(m);
  references.module_call(m);
  if (forward_) forward_->config_module_call(m);
}

void CreatePlan::config_output(const ConfigOutput& o) {
  contract.output(o);
  references.output(o);
  if (forward_) forward_->config_output(o);
}

void CreatePlan::config_variable(const ConfigVariable& v) {
  contract.variable(v);
  if (forward_) forward_->config_variable(v);
}

void CreatePlan::config_provider(const ConfigProvider& p) {
  contract.provider(p);
  if (forward_) forward_->config_provider(p);
}

}  // namespace oneway
