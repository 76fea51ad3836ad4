// A plan that makes everything: the objects it creates, whole, and the contract of its configuration.
#pragma once
#include <map>
#include <string>

#include "ingest/input.h"
#include "release/contract.h"
#include "release/renewal.h"

namespace oneway {

class CreatePlan : public PlanVisitor {
 public:
  // What the configuration says goes on to `forward` as well.
  explicit CreatePlan(std::string path, PlanVisitor* forward = nullptr)
      : path_(std::move(path)), forward_(forward) {}

  // Throws InputError if the file does not hold exactly one plan from an empty state.
  std::vector<InputInfo> read(const InputOptions& options);

  void change(Change& c) override;
  void output(OutputChange& o) override { contract.root_output(o); }
  void config_resource(const ConfigResource& r) override;
  void config_module_call(const ConfigModuleCall& m) override;
  void config_output(const ConfigOutput& o) override;
  void config_variable(const ConfigVariable& v) override;
  void config_provider(const ConfigProvider& p) override;
  void variable(const std::string& name, Value value) override {
    if (forward_) forward_->variable(name, value);
  }
  void deferred(DeferredChange& d) override {
    if (forward_) forward_->deferred(d);
  }
  void end(const PlanMeta& m) override { meta = m; }

  std::map<std::string, Change> objects, others;  // by address; others are data sources
  ContractReader contract;
  ConfigReferences references;
  PlanMeta meta;

 private:
  std::string path_;
  PlanVisitor* forward_;
};

}  // namespace oneway
