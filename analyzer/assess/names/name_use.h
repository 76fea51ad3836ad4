// Who takes, holds and gives back which unique name: one of the two ways in which apply or the way back is
// refused.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "catalog/catalog.h"
#include "model/assessment.h"
#include "model/change.h"

namespace oneway {

// One name of one object, by hash; `shown` is the redacted text for messages.
struct NameUse {
  enum class Does : unsigned char {
    Takes,      // a create
    GivesBack,  // a destroy
    Keeps       // the object stays and has it
  };
  Does does = Does::Takes;
  std::uint32_t input = 0;
  std::string address, deposed;
  std::uint64_t name = 0;  // type family, rule and all arguments; equal = the same name
  bool complete = true;    // false: a parent in it is not known yet
  bool replaced = false;   // one half of a replacement of this change
  bool create_before_destroy = false;
  const TypeFacts* facts = nullptr;
  std::uint8_t rule = 0;   // index into facts->names
  Truth held = Truth::No;  // GivesBack: does the hold apply to these values?
  std::string hold;        // "7 days", "" = not stated
  std::string shown;       // "identifier = \"orders\""
};

std::vector<NameUse> name_uses(const Change& c, const Match& match, std::uint32_t input);
// Names of an object of prior_state.
std::vector<NameUse> name_uses(const PriorObject& o, const TypeFacts& facts, std::uint32_t input);

// What follows for one change.
struct NameConsequence {
  std::uint32_t input = 0;
  std::string address, deposed;
  std::vector<Effect> effects;
  std::vector<ApplyStop> stops;
};

struct NameAnswer {
  std::vector<NameConsequence> consequences;  // by input, address
  std::vector<Finding> findings;
};

// `moved` are the pairs that the move matcher found: destroy here and create there is a move then, and said
// to be one. `provider_of` answers the provider configuration key of a static address of an input ("" =
// unknown): regional names of two provider configurations do not collide for certain.
struct NameContext {
  const std::vector<Move>* moves = nullptr;
  std::vector<std::vector<std::pair<std::string, std::string>>>
      provider_keys;  // per input, sorted by static address
};
NameAnswer judge_names(std::vector<NameUse> uses, const NameContext& context);

}  // namespace oneway
