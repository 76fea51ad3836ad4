// Who refers to what: edges between blocks, from the configuration's references and the state's dependency lists.
//
// Nodes are static addresses ("module.a.aws_vpc.b", no keys). Memory grows with the number of blocks, not of instances:
// about 60 bytes a node that has an edge, 8 bytes an edge.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "model/plan.h"

namespace oneway {

class DependencyGraph {
 public:
  DependencyGraph();
  DependencyGraph(const DependencyGraph&) = delete;
  DependencyGraph& operator=(const DependencyGraph&) = delete;

  void resource(const ConfigResource& r);
  void module_call(const ConfigModuleCall& m);
  void output(const ConfigOutput& o);
  void prior(std::string_view static_address, const std::vector<std::string>& depends_on);

  // Resources that depend on `static_address`, directly or through others, nearest first, at most `limit`.
  std::vector<std::string> dependents(std::string_view static_address, std::size_t limit = 50) const;

 private:
  using Id = std::uint32_t;
  struct ByName {
    const DependencyGraph* graph;
    using is_transparent = void;
    std::size_t operator()(Id id) const { return (*this)(graph->name(id)); }
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    bool operator()(Id a, Id b) const { return graph->name(a) == graph->name(b); }
    bool operator()(Id a, std::string_view b) const { return graph->name(a) == b; }
    bool operator()(std::string_view a, Id b) const { return a == graph->name(b); }
  };

  Id node(std::string_view name);
  std::string_view name(Id id) const { return std::string_view(names_).substr(starts_[id], starts_[id + 1] - starts_[id]); }
  void edge(Id from, Id to);
  void refer(std::string_view from, const std::string& module, const std::vector<std::string>& references);
  void sort_edges() const;

  std::string names_;                    // all names, one behind the other
  std::vector<std::uint32_t> starts_{0};  // where each begins
  std::unordered_set<Id, ByName, ByName> ids_;
  mutable std::vector<std::pair<Id, Id>> used_by_;  // target, user; sorted and unique on first question
  mutable bool sorted_ = false;
};

}  // namespace oneway
