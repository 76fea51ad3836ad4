#include "assess/change/effects.h"
#include "assess/evidence.h"

namespace oneway {
Value Case::before() const {
  return seen_by(match, change.before);
}
Value Case::after() const {
  return seen_by(match, change.after);
}
Value Case::after_unknown() const {
  return seen_by(match, change.after_unknown);
}

std::string Case::path(std::string_view argument) const {
  return match.object_path.empty() ? std::string(argument) : match.object_path + "." + std::string(argument);
}

// Without values (a UI log) every condition that asks for one is undecided.
Truth Case::holds_before(const Condition& condition) const {
  if (!shows_values() && !condition.all.empty()) return Truth::Unknown;
  return holds(condition, before(), {}, provider_config);
}

Truth Case::holds_after(const Condition& condition) const {
  if (!shows_values() && !condition.all.empty()) return Truth::Unknown;
  return holds(condition, after(), after_unknown(), provider_config);
}

Effect& Case::add(std::string_view code, EffectKind kind, Transition t, RollbackClass cls,
                  std::string message) const {
  Effect e;
  e.code = code;
  e.kind = kind;
  e.transition = t;
  e.cls = cls;
  e.confidence = match.confidence;
  e.message = std::move(message);
  e.rule = facts().rule;
  out.effects.push_back(std::move(e));
  return out.effects.back();
}

Evidence Case::seen(std::string_view argument) const {
  if (argument.starts_with("provider.")) return statement(std::string(argument), "provider default");
  return evidence(change, path(argument));
}

void cite(const Case& c, const Condition& condition, Effect& effect) {
  for (const Clause& clause : condition.all) effect.evidence.push_back(c.seen(clause.path));
}

}  // namespace oneway
