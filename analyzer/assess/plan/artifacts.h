// The artifacts that a plan names by their content: images and charts with a digest, wherever they stand.
#pragma once
#include <vector>

#include "model/assessment.h"
#include "model/change.h"

namespace oneway {

// Adds those of one change; what the plan marks as sensitive is left out.
void add_artifacts(const Change& change, std::vector<Artifact>& into);

}  // namespace oneway
