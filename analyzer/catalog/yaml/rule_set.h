// The project's own rule files, read and checked: what the build compiles into the program.
#pragma once
#include <string>
#include <vector>

#include "catalog/facts.h"
#include "catalog/inference_rules.h"
#include "catalog/registry.h"
#include "catalog/surface_rules.h"
#include "catalog/yaml/diagnostics.h"

namespace oneway {

struct RuleSet {
  std::vector<TypeFacts> types;  // sorted by name
  std::vector<CodeInfo> codes;
  std::vector<RepairInfo> repairs;
  std::vector<ClassInfo> classes;
  InferenceRules inference;
  std::vector<PlaybookInfo> playbooks;
  std::vector<LoopInfo> loops;
  SurfaceRules surfaces;
};

// Reads providers/**/*.yaml, kinds.yaml, inference.yaml, codes.yaml, repairs.yaml, classes.yaml,
// playbooks.yaml, surfaces/*.yaml and arguments/*.txt of `folder`. Faults go to `out`; the set is whole only
// if there are none.
RuleSet read_rules(const std::string& folder, Diagnostics& out);

// Every file below `folder` (or the file itself) whose name ends in .yaml or .yml, sorted, relative to it.
std::vector<std::string> yaml_files(const std::string& folder, Diagnostics& out);

}  // namespace oneway
