// What one plan document said, reduced to what the whole-plan questions need.
#pragma once
#include <map>
#include <set>
#include <string>
#include <vector>

#include "assess/name_set.h"
#include "assess/plan/dependents.h"
#include "model/assessment.h"
#include "model/plan.h"

namespace oneway {

struct Stack {
  std::size_t input = 0;
  PlanMeta meta;
  DependencyGraph graph;
  std::uint64_t entries = 0, noops = 0;
  // Live objects: that the plan knows, that it destroys or replaces, and that planned_values must list too
  // (those that are only forgotten are in it).
  std::uint64_t managed_before = 0, managed_destroyed = 0, managed_planned = 0;
  std::map<std::string, std::uint64_t> by_action;
  NameSet identities;  // address + deposed of everything that is not a plain no-op
  NameSet changed;     // static addresses of the same
  std::vector<std::string> duplicates;
  std::vector<std::string> unknown_reasons;

  std::map<std::string, std::string> drifted;                 // address -> action ("update", "delete")
  std::vector<std::pair<std::string, std::string>> deferred;  // address, reason
  std::vector<ActionInvocation> invocations;
  std::vector<CheckResult> bad_checks;
  std::vector<std::string> outputs_removed, outputs_changed;
  std::map<std::string, std::vector<ConfigResource::Provisioner>> provisioners;  // by static address
  std::map<std::string, Document>
      provider_configs;  // constants of each provider's default configuration, by full name
  std::set<std::string> sensitive_variables;
  std::map<std::string, Document>
      variables;  // string values by name, until it is known whether they are sensitive
};

}  // namespace oneway
