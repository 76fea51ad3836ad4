// The counts of the report.
#pragma once
#include <vector>

#include "assess/plan/stack.h"
#include "model/assessment.h"

namespace oneway {

// Counts every entry once; the sum by class equals the number of entries.
void summarize(Assessment& assessment, const std::vector<const Stack*>& stacks);

}  // namespace oneway
