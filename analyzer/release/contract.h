// What a module promises to its callers, as far as a plan's configuration shows it.
//
// The module is the only module that the root calls, when the root has no objects of its own (an example that
// calls the module), else the root itself. Names in a contract are relative to the module.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "ingest/plan/visitor.h"
#include "model/release.h"

namespace oneway {

struct Contract {
  struct Output {
    bool sensitive = false;
    std::vector<std::string> references;
    Kind kind = Kind::Missing;  // only of the root's outputs whose value is known
  };
  std::string module;  // "module.x", "" for the root
  std::map<std::string, Output> outputs;
  std::map<std::string, ConfigVariable> variables;
  std::map<std::string, std::string> providers;     // full name -> version constraint
  std::map<std::string, std::string> modules;       // inner calls -> version constraint
  std::map<std::string, std::size_t> provisioners;  // static address -> how many
};

// Collects the contract of one plan.
class ContractReader {
 public:
  void resource(const ConfigResource& r);
  void module_call(const ConfigModuleCall& m) { calls_.push_back(m); }
  void output(const ConfigOutput& o) { outputs_.push_back(o); }
  void variable(const ConfigVariable& v) { variables_.push_back(v); }
  void provider(const ConfigProvider& p) { providers_.push_back({p.full_name, p.version_constraint}); }
  void root_output(const OutputChange& o) { kinds_[o.name] = o.after.kind(); }
  Contract contract() const;

 private:
  std::vector<ConfigResource> provisioned_;
  std::vector<ConfigModuleCall> calls_;
  std::vector<ConfigOutput> outputs_;
  std::vector<ConfigVariable> variables_;
  std::vector<std::pair<std::string, std::string>> providers_;
  std::map<std::string, Kind> kinds_;
  bool root_has_objects_ = false;
};

// How `after` breaks the callers of `before`.
void compare_contracts(const Contract& before, const Contract& after, std::vector<ReleaseLint>& out);

}  // namespace oneway
