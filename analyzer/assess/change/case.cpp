#include "assess/change/effects.h"
#include "assess/evidence.h"

namespace oneway {
namespace {

Value below(Value side, std::string_view object_path) { return object_path.empty() ? side : side.dotted(object_path); }

}  // namespace

Value Case::before() const { return below(change.before, match.object_path); }
Value Case::after() const { return below(change.after, match.object_path); }
Value Case::after_unknown() const { return below(change.after_unknown, match.object_path); }

std::string Case::path(std::string_view argument) const {
  return match.object_path.empty() ? std::string(argument) : match.object_path + "." + std::string(argument);
}

// Without values (a UI log) every condition that asks for one is undecided.
Truth Case::holds_before(const Condition& condition) const {
  if (!change.has_values() && !condition.all.empty()) return Truth::Unknown;
  return holds(condition, before(), {}, provider_config);
}

Truth Case::holds_after(const Condition& condition) const {
  if (!change.has_values() && !condition.all.empty()) return Truth::Unknown;
  return holds(condition, after(), after_unknown(), provider_config);
}

Effect& Case::add(std::string_view code, EffectKind kind, Transition t, RollbackClass cls, std::string message) const {
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
