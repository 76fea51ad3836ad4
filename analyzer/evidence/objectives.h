// How long each step of a rollback took, against the objectives of a declaration.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "declaration/declaration.h"
#include "model/evidence_record.h"

namespace oneway {

// `took` holds "detect=4m" and so on. Throws UsageError for an objective or a length that it does not know.
std::vector<Objective> compare_objectives(const std::optional<Declaration>& declaration,
                                          const std::vector<std::string>& took);

}  // namespace oneway
