// What is kept of a change so that it can be proven later: what was judged, what was declared, what the plan
// after the apply shows. Plain values; nothing secret is in them.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/assessment.h"

namespace oneway {

// The plan that was made after the apply.
struct PostApply {
  enum class Verdict : unsigned char {
    NoDivergence,  // every object is there, nothing is to be changed, nothing drifted
    Diverged,      // it says what differs
    Unproven       // it does not show enough to say
  };
  struct Divergence {
    std::string address;
    std::vector<std::string> actions;  // what the next apply would do; of drift what happened outside
    bool drift = false;
  };
  InputInfo input;
  Verdict verdict = Verdict::Unproven;
  std::vector<Divergence> divergences;   // by address
  std::vector<std::string> missing;      // created or kept by the change, and not there
  std::vector<std::string> still_there;  // destroyed by the change, and still there
  std::vector<std::string> why;          // what keeps it from being a proof
};
std::string_view id(PostApply::Verdict v);  // no-hidden-divergence, diverged, unproven

// One objective of rollbackSLO, and how long it took.
struct Objective {
  std::string name, allowed, took;  // "" = not declared, not given
  std::optional<bool> met;
};

struct EvidenceRecord {
  std::string change_id, environment, commit;
  std::string declaration_sha256;  // of change.yaml; "" without one
  Assessment assessment;           // of the plan that was applied
  std::optional<PostApply> post;
  std::vector<Objective> objectives;
};

}  // namespace oneway
