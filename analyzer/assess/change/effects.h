// The effect engine: what one transition does to one object, judged from the facts of its type.
//
// The same functions judge the forward transition (what apply does) and the revert (what going back would do). They only
// add effects; the class of a change is the worst of them.
#pragma once
#include <string>
#include <vector>

#include "assess/change/difference.h"
#include "catalog/catalog.h"
#include "model/assessment.h"

namespace oneway {

// One change under judgement, with all that was found out about it.
struct Case {
  const Change& change;
  Match match;
  Value provider_config;  // for "provider." conditions; Missing if the plan does not show it
  AssessedChange& out;

  const TypeFacts& facts() const { return *match.facts; }
  // The object the facts' paths start from: the resource itself, or what it carries (a manifest).
  Value before() const;
  Value after() const;
  Value after_unknown() const;
  // Can conditions be decided at all? Not from a UI log, nor where the facts' arguments are spelt otherwise.
  bool shows_values() const { return change.has_values() && match.arguments_apply; }
  std::string path(std::string_view argument) const;  // as the plan names it
  Truth holds_before(const Condition& c) const;
  Truth holds_after(const Condition& c) const;

  Effect& add(std::string_view code, EffectKind kind, Transition t, RollbackClass cls, std::string message) const;
  Evidence seen(std::string_view argument) const;
};

// Adds evidence for each argument that a condition looks at.
void cite(const Case& c, const Condition& condition, Effect& effect);

// The object that exists before is destroyed (forward of delete and replace).
void judge_destroy(const Case& c);
// The object comes to be (forward of create and replace), and what its destruction on a revert would do.
void judge_create(const Case& c);
// Would creating the destroyed object again, under its name, bring the old one back? Only known of a plain destroy.
bool comes_back_by_create(const Case& c);
// In-place update, both ways.
void judge_update(const Case& c);
// What an update does to the world outside.
void judge_update_effects(const Case& c);
// Identity after a re-creation: forward for a replace, on the revert for a delete.
void judge_identity(const Case& c, Transition t);

}  // namespace oneway
