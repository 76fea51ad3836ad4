// Is one state sound in itself: findings about duplicates, leftovers, dangling dependencies, lineage, open
// secrets.
#pragma once
#include "model/restoration.h"
#include "restore/state_side.h"

namespace oneway {

void check_side(const StateSide& side, Restoration& out);

}  // namespace oneway
