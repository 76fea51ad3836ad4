// Which way a value goes: up, down, on, off, set, unset. Unknown and incomparable values count as both.
#pragma once
#include <string_view>

#include "assess/change/difference.h"
#include "catalog/facts.h"

namespace oneway {

// Is the step before -> after one in `direction`?
bool goes(OneWay::Direction direction, const Difference& d);
// Is the step after -> before one in `direction` (so that the way there was the allowed one)?
bool comes_back(OneWay::Direction direction, const Difference& d);
bool erodes(const Erosion& rule, const Difference& d);
// -1, 0, 1; versions compare by their numeric parts ("9.6" < "10.2"), nullopt if they cannot be compared.
int compare_versions(std::string_view a, std::string_view b);

}  // namespace oneway
