// Object by object: what the engine would believe after the restore, and what the next apply would then do.
#pragma once
#include "model/restoration.h"
#include "restore/state_side.h"

namespace oneway {

struct ObjectsAnswer {
  bool needs_repair = false;
};

// Fills objects, same and next_apply.
ObjectsAnswer compare_objects(const StateSide& candidate, const StateSide& current, const PlanEvidence& now,
                              const PlanEvidence& next, const NameTable& names, Restoration& out);

}  // namespace oneway
