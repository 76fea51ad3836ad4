// Is the plan whole, and is it what it seems? Findings about the document rather than about one change.
#pragma once
#include <string_view>

#include "assess/plan/stack.h"
#include "model/assessment.h"

namespace oneway {

bool known_reason(std::string_view action_reason);
void judge_integrity(const Stack& stack, Assessment& assessment);

}  // namespace oneway
