// What becomes of one object of the old version, as a change of the upgrade's plan.
#pragma once
#include <functional>
#include <set>
#include <string>

#include "catalog/catalog.h"
#include "model/change.h"

namespace oneway {

// Nothing of the new version stands at its address.
Change destroyed(const Change& old);
Change destroyed_from_state(const Change& old);

// `renewed` are arguments that are known only after apply because what they refer to is made anew.
using Arguments = std::set<std::string, std::less<>>;

// Old and new are plans from nothing: what else is known only after apply on both sides counts as unchanged.
Change kept(const Change& old, const Change& now, const Arguments& renewed, const Catalog& catalog);

// `old` exists, so everything is known of it: what else the new plan does not know stays as it is.
Change kept_from_state(const Change& old, bool tainted, const Change& now, const Arguments& renewed,
                       const Catalog& catalog);

}  // namespace oneway
