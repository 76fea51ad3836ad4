// What becomes of one object of the old version, as a change of the upgrade's plan.
#pragma once
#include "catalog/catalog.h"
#include "model/change.h"

namespace oneway {

// Nothing of the new version stands at its address.
Change destroyed(const Change& old);
Change destroyed_from_state(const Change& old);

// Old and new are plans from nothing: what is known only after apply on both sides counts as unchanged.
Change kept(const Change& old, const Change& now, const Catalog& catalog);

// `old` exists, so everything is known of it: what the new plan does not know stays as it is.
Change kept_from_state(const Change& old, bool tainted, const Change& now, const Catalog& catalog);

}  // namespace oneway
