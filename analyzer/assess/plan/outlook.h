// What holds for the plan as a whole once the single changes are judged: its rollback windows, and what to do
// for each class if it goes wrong.
#pragma once
#include "model/assessment.h"

namespace oneway {

// The shortest way back of the plan, and of each part of a declared rollback window.
std::vector<RulingWindow> ruling_windows(const std::vector<AssessedChange>& changes);

// One recommendation a class that occurs, worst first.
std::vector<Recommendation> recommendations(const std::vector<AssessedChange>& changes);

}  // namespace oneway
