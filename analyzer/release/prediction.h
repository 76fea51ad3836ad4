// What an upgrade would plan, told from two plans that create everything: one of the old version, one of the
// new.
//
// An object at the same address is compared argument by argument; the facts say which arguments force a
// replacement. An object that only one side has is a destroy or a create, so the whole-plan questions find
// the moves among them. What is known only after apply on both sides counts as unchanged.
#pragma once
#include "assess/plan/plan_assessor.h"
#include "ingest/input.h"
#include "release/contract.h"

namespace oneway {

struct Prediction {
  Assessment assessment;
  Contract before, after;
};

// Throws InputError if one of them does not start from an empty state.
Prediction predict_upgrade(const std::string& baseline, const std::string& candidate,
                           const InputOptions& options, const Catalog& catalog, const AssessOptions& assess);

}  // namespace oneway
