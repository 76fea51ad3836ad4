// Objects that exist but that the plan creates or leaves behind: import blocks with the right id, removed
// blocks.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "assess/moves/fingerprint.h"
#include "model/assessment.h"

namespace oneway {

// An object that leaves the state but lives on, or that is known to exist at another place.
struct LivingObject {
  enum class Where : unsigned char { Forgotten, LeftBehind, PriorState, OtherStack, DriftFound };
  Where where = Where::Forgotten;
  std::uint32_t input = 0;
  std::string address;
  std::string type, provider;
  std::string import_id, identity;  // identity: JSON object text
  bool complete = true;
  std::vector<Identity> identities;
  std::uint64_t name = 0;
};

struct ImportAnswer {
  std::vector<ImportSuggestion> imports;
  std::vector<StateRepair> repairs;
  std::vector<Finding> findings;
};

ImportAnswer suggest_imports(const std::vector<LivingObject>& living, const std::vector<MatchRecord>& fresh,
                             const std::vector<Move>& moves);

}  // namespace oneway
