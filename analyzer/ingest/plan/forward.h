// A visitor that hands everything on to another one; whoever wants to see a part overrides that part.
#pragma once
#include "ingest/plan/visitor.h"

namespace oneway {

class ForwardVisitor : public PlanVisitor {
 public:
  explicit ForwardVisitor(PlanVisitor& to) : to_(to) {}
  void change(Change& c) override { to_.change(c); }
  void drift(Change& c) override { to_.drift(c); }
  void deferred(DeferredChange& d) override { to_.deferred(d); }
  void output(OutputChange& o) override { to_.output(o); }
  void action_invocation(const ActionInvocation& a) override { to_.action_invocation(a); }
  void check(const CheckResult& c) override { to_.check(c); }
  void config_resource(const ConfigResource& r) override { to_.config_resource(r); }
  void config_module_call(const ConfigModuleCall& m) override { to_.config_module_call(m); }
  void config_output(const ConfigOutput& o) override { to_.config_output(o); }
  void config_variable(const ConfigVariable& v) override { to_.config_variable(v); }
  void config_provider(const ConfigProvider& p) override { to_.config_provider(p); }
  bool wants_prior_values(const PriorObject& o) override { return to_.wants_prior_values(o); }
  bool wants_prior_argument(const PriorObject& o, std::string_view argument) override {
    return to_.wants_prior_argument(o, argument);
  }
  void prior(PriorObject& o) override { to_.prior(o); }
  void variable(const std::string& name, Value value) override { to_.variable(name, value); }
  void end(const PlanMeta& m) override { to_.end(m); }

 private:
  PlanVisitor& to_;
};

}  // namespace oneway
