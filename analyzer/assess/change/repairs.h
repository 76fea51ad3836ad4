// What a senior engineer would do instead of applying the change, or before it.
#pragma once
#include "assess/change/effects.h"

namespace oneway {

void propose_repairs(const Case& c);

}  // namespace oneway
