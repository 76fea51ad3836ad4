// What a plan document says, one piece at a time, in the document's own order (which may be any order).
#pragma once
#include <string_view>

#include "model/plan.h"

namespace oneway {

// Every reference passed in is valid only during the call. Order of calls follows the document; end() comes
// once, last, and only after the whole document was read and found sound.
class PlanVisitor {
 public:
  virtual ~PlanVisitor() = default;
  virtual void change(Change& c) = 0;  // the visitor may move from `c`
  virtual void drift(Change&) {}
  virtual void deferred(DeferredChange&) {}
  virtual void output(OutputChange&) {}
  virtual void action_invocation(const ActionInvocation&) {}
  virtual void check(const CheckResult&) {}
  virtual void config_resource(const ConfigResource&) {}
  virtual void config_module_call(const ConfigModuleCall&) {}
  virtual void config_output(const ConfigOutput&) {}
  virtual void config_variable(const ConfigVariable&) {}
  virtual void config_provider(const ConfigProvider&) {}
  // Asked with the head (address, mode, type, ...) known: true if `values` are wanted too.
  virtual bool wants_prior_values(const PriorObject&) { return false; }
  // Then asked for each top-level argument, where the head came first: what is not wanted is left out.
  virtual bool wants_prior_argument(const PriorObject&, std::string_view) { return true; }
  virtual void prior(PriorObject&) {}
  // A root variable: its name and value.
  virtual void variable(const std::string&, Value) {}
  virtual void end(const PlanMeta&) = 0;
};

}  // namespace oneway
