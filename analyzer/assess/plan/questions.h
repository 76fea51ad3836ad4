// The questions that an incident commander asks before a rollback, answered from the assessment.
#pragma once
#include <vector>

#include "model/assessment.h"

namespace oneway {

std::vector<Question> answer_questions(const Assessment& assessment);

}  // namespace oneway
