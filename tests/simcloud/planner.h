// What a provider answers to PlanResourceChange: defaults, unknowns, and the paths that force a replacement.
#pragma once
#include "description.h"

namespace simcloud {

// A path into a value: a string is an attribute, a number an index, {"key": k} a map key.
using Path = std::vector<json>;

struct Planned {
  json state;
  std::vector<Path> replaces;
};

Planned plan_change(const Type& type, const json& prior, const json& proposed, const json& config);

}  // namespace simcloud
