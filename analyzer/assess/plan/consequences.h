// What changes do to one another: dependents of a replaced object, provisioners that run, what is already
// gone when apply stops.
#pragma once
#include <vector>

#include "assess/plan/stack.h"
#include "model/assessment.h"

namespace oneway {

void add_consequences(Assessment& assessment, const std::vector<const Stack*>& stacks);

}  // namespace oneway
