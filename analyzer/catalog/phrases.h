// Facts as a person would say them.
#pragma once
#include <string>
#include <vector>

#include "catalog/facts.h"

namespace oneway {

struct Override;

// "skip_final_snapshot is false and final_snapshot_identifier is set"; "" for an empty condition.
std::string in_words(const Condition& condition);
// "7 to 30 days", "as many days as retention_days says (7 if it is not set)"; "" if not stated.
std::string in_words(const Period& period);
std::string in_words(OneWay::Direction direction);  // "can only grow"
std::string in_words(OneWay::Revert revert);        // "setting it back is refused"
std::string in_words(const NameRule& rule);  // "identifier, unique in an account and region: free at once"
std::string in_words(const Override& override_);  // "The facts of x are milder than ..."
std::string in_words(const Erosion& erosion);     // "lowering backup_retention_period loses recovery"

}  // namespace oneway
