// What an upgrade would plan, told without a cloud: the new version's plan from an empty state, held against
// the old version's, or against a state that the old version left.
//
// An object at the same address is compared argument by argument; the facts say which arguments force a
// replacement. An object that only one side has is a destroy or a create, so the whole-plan questions find
// the moves among them. What is known only after apply counts as unchanged.
#pragma once
#include "assess/plan/plan_assessor.h"
#include "ingest/input.h"
#include "release/contract.h"

namespace oneway {

struct Prediction {
  Assessment assessment;
  // A state tells nothing of a contract but the root's outputs: the rest of `before` is that of `after` then.
  Contract before, after;
};

// Throw InputError if a plan does not start from an empty state.
Prediction predict_from_plan(const std::string& baseline, const std::string& candidate,
                             const InputOptions& options, const Catalog& catalog);
Prediction predict_from_state(const std::string& state, const std::string& candidate,
                              const InputOptions& options, const Catalog& catalog);

}  // namespace oneway
