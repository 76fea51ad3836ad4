// Why an object is replaced, and what kind of replacement it is.
#pragma once
#include "assess/change/effects.h"

namespace oneway {

// One sentence from action_reason, replace_paths and the unknown that forces it; sets AssessedChange::why_replaced and
// adds effects for a replacement that starts empty or is forced only by an unknown value.
void explain_replacement(const Case& c);

}  // namespace oneway
