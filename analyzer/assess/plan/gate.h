// The counts of the report and the verdict of the gate.
#pragma once
#include <vector>

#include "assess/plan/stack.h"
#include "model/assessment.h"

namespace oneway {

// Counts every entry once; the sum by class equals the number of entries.
void summarize(Assessment& assessment, const std::vector<const Stack*>& stacks);

// Fails on every change of class `fail_on` or worse, on every apply that is certain to stop half-way, and on
// findings that say the plan was not understood or is not whole.
void judge_gate(Assessment& assessment, RollbackClass fail_on);

}  // namespace oneway
