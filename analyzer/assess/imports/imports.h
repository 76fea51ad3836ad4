// Objects that exist but that the plan creates or leaves behind: import blocks with the right id.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "assess/moves/fingerprint.h"
#include "model/assessment.h"

namespace oneway {

// An object that lives on although the state loses it, or that may exist although the plan creates it.
struct LivingObject {
  enum class Where : unsigned char {
    Forgotten,   // a removed block or `destroy = false`
    LeftBehind,  // the old half of a create + forget
    Vanished     // was not found when the state was refreshed: if it is there after all, the create clashes
  };
  Where where = Where::Forgotten;
  std::uint32_t input = 0;
  std::string address, type, provider;
  std::string import_id;  // with placeholders if not complete
  std::string identity;   // JSON object text, "" if the plan carries none
  bool complete = true;
  std::vector<Identity> identities;
};

std::vector<LivingObject> living_objects(const Change& c, const Match& match, std::uint32_t input);
// From resource_drift.
std::vector<LivingObject> vanished_objects(const Change& c, const Match& match, std::uint32_t input);

// A create at an address whose object was only not found: it may live on.
struct Twin {
  std::uint32_t input = 0;
  std::string address;
  Effect effect;
};

struct ImportAnswer {
  std::vector<Twin> twins;
  std::vector<ImportSuggestion> imports;
  std::vector<StateRepair> repairs;  // beside `imports`
  std::vector<Finding> findings;
};

ImportAnswer suggest_imports(const std::vector<LivingObject>& living, const std::vector<MatchRecord>& fresh,
                             const std::vector<Move>& moves);

}  // namespace oneway
