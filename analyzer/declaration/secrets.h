// May the old secret come back? What the plan shows, and what only the declaration can say.
#pragma once
#include <string>
#include <vector>

#include "declaration/declaration.h"

namespace oneway {

struct SecretChange {
  const AssessedChange* change = nullptr;
  const Effect* effect = nullptr;
};
// Values that are rotated: going back would write the old one again.
std::vector<SecretChange> rotations(const Assessment& assessment);

struct Objection {
  const char* code;
  std::string message;
  std::vector<std::string> addresses;
};
// `goes_back`: the declared method restores the old values.
std::vector<Objection> judge_secrets(const Assessment& assessment, const Declaration& declaration,
                                     bool goes_back);

}  // namespace oneway
