#include "declaration/secrets.h"

#include <string_view>

namespace oneway {
namespace {

using Answer = Declaration::Answer;

std::vector<SecretChange> with_code(const Assessment& a, std::string_view code) {
  std::vector<SecretChange> found;
  for (const AssessedChange& c : a.changes)
    for (const Effect& e : c.effects)
      if (e.code == code) found.push_back({&c, &e});
  return found;
}

struct Condition {
  const char* field;
  Answer answer, safe;
};

}  // namespace

std::vector<SecretChange> rotations(const Assessment& a) {
  return with_code(a, "OW701");
}

std::vector<Objection> judge_secrets(const Assessment& a, const Declaration& d, bool goes_back) {
  std::vector<Objection> found;
  const auto rotated = rotations(a);
  if (!rotated.empty() && goes_back) {
    const AssessedChange& first = *rotated.front().change;
    for (const Condition& c : {Condition{"leaked", d.secret.leaked, Answer::No},
                               {"revoked", d.secret.revoked, Answer::No},
                               {"rotationRequired", d.secret.rotation_required, Answer::No},
                               {"oldValueAccepted", d.secret.old_value_accepted, Answer::Yes}}) {
      const std::string field = std::string("secret.") + c.field;
      if (c.answer == Answer::Open)
        found.push_back({"OW804",
                         field + " is not answered, and going back would restore the old secret of " +
                             first.address + ": " + rotated.front().effect->message,
                         {first.address}});
      else if (c.answer != c.safe)
        found.push_back({"OW807",
                         field + " is " + std::string(id(c.answer)) + ", so the old secret of " +
                             first.address + " must not come back, and rollbackMethod is " +
                             (d.method.empty() ? "not stated" : d.method) + ": name rotate-forward.",
                         {first.address}});
    }
  }
  if (d.secret.revoked == Answer::No)
    for (const SecretChange& s : with_code(a, "OW704"))
      found.push_back(
          {"OW807",
           "secret.revoked is no, the plan revokes " + s.change->address + ": " + s.effect->message,
           {s.change->address}});
  return found;
}

}  // namespace oneway
