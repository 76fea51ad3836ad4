// Who refers to what: edges between blocks, from the configuration's references and the state's dependency lists.
//
// Nodes are static addresses ("module.a.aws_vpc.b", no keys). Memory grows with the number of blocks, not of instances.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/plan.h"

namespace oneway {

class DependencyGraph {
 public:
  void resource(const ConfigResource& r);
  void module_call(const ConfigModuleCall& m);
  void output(const ConfigOutput& o);
  void prior(std::string_view static_address, const std::vector<std::string>& depends_on);

  // Resources that depend on `static_address`, directly or through others, nearest first, at most `limit`.
  std::vector<std::string> dependents(std::string_view static_address, std::size_t limit = 50) const;
  // Resources that `static_address` depends on, likewise.
  std::vector<std::string> dependencies(std::string_view static_address, std::size_t limit = 50) const;

 private:
  using Id = std::uint32_t;
  Id node(std::string_view name);
  void edge(Id from, Id to);
  void refer(Id from, const std::string& module, const std::vector<std::string>& references);
  std::vector<std::string> reach(std::string_view start, const std::vector<std::vector<Id>>& edges, std::size_t limit) const;

  std::unordered_map<std::string, Id> ids_;
  std::vector<const std::string*> names_;
  std::vector<std::vector<Id>> uses_, used_by_;
};

}  // namespace oneway
