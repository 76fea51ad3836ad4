// Who takes, keeps and gives back which unique name: where apply, or the way back, is refused for want of a
// name.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "catalog/catalog.h"
#include "model/assessment.h"
#include "model/change.h"

namespace oneway {

// One name of one object. The name itself is kept as a hash; `evidence` shows it as far as it may be shown.
struct NameUse {
  enum class Does : unsigned char {
    Takes,      // a create
    GivesBack,  // a destroy
    Keeps,      // the object stays, managed or not, and has it
    Had         // the state has an object of this name; what becomes of it, another use of that address says
  };
  Does does = Does::Takes;
  std::uint32_t input = 0;
  std::string address;
  std::uint64_t name = 0;  // over type, rule and all arguments: equal = the same name
  bool forgotten = false;  // Keeps: a destroy only forgot it, before anything is made in its place
  bool assumed = false;    // a parent of it is not known yet and taken to stay
  bool create_before_destroy = false;  // both halves of such a replacement
  const TypeFacts* facts = nullptr;
  std::uint8_t rule = 0;   // index into facts->names
  Truth held = Truth::No;  // GivesBack: does the hold apply to these values?
  std::string hold;        // "7 days", "" = not stated
  std::optional<std::int64_t> hold_seconds;  // the longest it can be
  bool revivable = false;  // GivesBack: the old object itself can be brought back, by hand
  Evidence evidence;

  const NameRule& name_rule() const { return facts->names[rule]; }
};

// What the new object takes, and what an object that stays keeps.
std::vector<NameUse> names_taken(const Change& c, const Match& match, std::uint32_t input);
// What becomes of the names of a destroyed object. That may depend on the provider's configuration.
std::vector<NameUse> names_left(const Change& c, const Match& match, Value provider_config,
                                std::uint32_t input);
// Names of an object of prior_state, with its values; of `wanted` alone, unless that is null.
std::vector<NameUse> names_had(const PriorObject& o, const TypeFacts& facts, std::uint32_t input,
                               const std::unordered_set<std::uint64_t>* wanted);

// What follows for one change.
struct NameConsequence {
  std::uint32_t input = 0;
  std::string address;
  std::vector<Effect> effects;
  std::vector<ApplyStop> stops;
  std::vector<Window> windows;
};

struct NameAnswer {
  std::vector<NameConsequence> consequences;  // by input and address
  std::vector<Finding> findings;
};

// A name that an earlier plan gave back and that is not free yet, by somebody's memory (`--ledger`).
struct FormerName {
  std::uint64_t name = 0;      // as in NameUse
  std::string address, stack;  // who had it
  std::string until;           // "2026-12-01 12:00:00"; "" = not known
  bool certain = true;         // false: that plan may not have been applied
};

struct NameContext {
  std::vector<FormerName> former;

  // Pairs that are one object: destroy here and create there is a move then, and the text says so.
  const std::vector<Move>* moves = nullptr;
  // Per input, hashes of static address and provider configuration key, sorted: regional names of two
  // configurations of a provider do not collide for certain.
  std::vector<std::vector<std::pair<std::uint64_t, std::uint64_t>>> provider_keys;
};
NameAnswer judge_names(std::vector<NameUse> uses, const NameContext& context);

}  // namespace oneway
