// The judgement of one change: every effect both ways, the class that follows, and what it would take to go back.
#pragma once
#include "catalog/catalog.h"
#include "model/assessment.h"
#include "model/change.h"

namespace oneway {

// `provider_config` is what the plan says of the provider's configuration (Missing = not known yet).
// The change always gets at least one effect, so that no class stands without evidence.
AssessedChange judge(const Change& change, const Match& match, Value provider_config = {});

// Class, confidence and order of effects from the effects; call again after adding effects.
void settle(AssessedChange& change);

// Does a judgement of this type depend on the provider's configuration?
bool asks_for_provider_config(const TypeFacts& facts);

}  // namespace oneway
