// Can a destroyed object itself be brought back, contents and all? Other recoveries only fill a new object
// from a copy.
#pragma once
#include "catalog/catalog.h"

namespace oneway {

bool revives(const Recovery& r);
// The rule that says what a destroy does; nullptr = it deletes, or the values do not say.
const DestroyRule* destroy_rule(const TypeFacts& f, Value before, Value provider_config);
// By an undelete, a cancelled deletion, or because the destroy only forgets it: what the values before say
// for certain.
bool can_be_revived(const TypeFacts& f, Value before, Value provider_config);

}  // namespace oneway
