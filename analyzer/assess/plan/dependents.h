// Who refers to what: edges between blocks, from the configuration's references and the state's dependency
// lists.
//
// Nodes are static addresses ("module.a.aws_vpc.b", no keys). Memory grows with the number of blocks, not of
// instances: about 80 bytes a node that has an edge, 8 bytes an edge.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "assess/plan/block_names.h"
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

 private:
  using Id = BlockNames::Id;
  void edge(Id from, Id to);
  void refer(std::string_view from, const std::string& module, const std::vector<std::string>& references);
  void sort_edges() const;

  BlockNames names_;
  mutable std::vector<std::pair<Id, Id>> used_by_;  // target, user; sorted and unique on first question
  mutable bool sorted_ = false;
};

}  // namespace oneway
