// In-place updates, argument by argument and both ways.
#include <optional>

#include "assess/change/direction.h"
#include "assess/change/effects.h"
#include "assess/change/windows.h"
#include "assess/change/words.h"
#include "assess/evidence.h"

namespace oneway {
namespace {

// The difference at `argument`, if the two sides differ there (or below).
std::optional<Difference> difference_at(const Case& c, const std::string& argument) {
  Difference d{argument, c.before().dotted(argument), c.after().dotted(argument), false};
  d.unknown = any_true(c.after_unknown().dotted(argument));
  if (!d.unknown &&
      ((d.before.null_or_missing() && d.after.null_or_missing()) || deep_equal(d.before, d.after)))
    return std::nullopt;
  return d;
}

std::string may(const Difference& d) {
  return d.unknown ? "may not" : "cannot";
}

void judge_one_way(const Case& c, const OneWay& rule, const Difference& d) {
  using R = OneWay::Revert;
  const TypeFacts& f = c.facts();
  const bool precious = f.holds == TypeFacts::Holds::Customer || f.holds == TypeFacts::Holds::Secret;
  if (!goes(rule.direction, d)) {
    if (comes_back(rule.direction, d) && rule.revert == R::Refused)
      c.out.apply_stops.push_back({"OW254",
                                   "Setting " + rule.argument + " this way is refused." + sentence(rule.why),
                                   c.match.confidence >= Confidence::WidelyKnown,
                                   {}});
    return;
  }
  if (c.holds_after(rule.when) == Truth::No) return;
  std::string code = "OW401", text;
  RollbackClass cls = RollbackClass::ForwardOnly;
  switch (rule.revert) {
    case R::Refused:
      text = rule.argument + " " + may(d) + " be set back: the change is refused.";
      break;
    case R::Replaces:
      code = "OW402";
      if (!precious) cls = RollbackClass::ManualRepair;
      text = "Setting " + rule.argument + " back replaces the object" +
             (precious ? ", and " + contents_of(f) + " would be lost: fix forward instead." : ".");
      break;
    case R::Ignored:
      code = "OW403";
      text = rule.argument + " " + may(d) + " be set back: the old value is accepted and has no effect.";
      break;
    case R::Lossy:
      code = "OW404";
      if (f.holds == TypeFacts::Holds::Customer) cls = RollbackClass::NonRecoverable;
      text = "Changing " + rule.argument + " loses something that setting it back does not bring back.";
      break;
    case R::NewObject:
      code = "OW405";
      text = "The old " + rule.argument + " is only to be had with a new object.";
      break;
  }
  Effect& e = c.add(code, EffectKind::OneWayArgument, Transition::Revert, cls, text + sentence(rule.why));
  e.evidence.push_back(c.seen(rule.argument));
  c.out.revert.blocked_by.push_back(rule.argument + " is one-way");
}

void judge_erosion(const Case& c, const Erosion& rule, const Difference& d) {
  if (!erodes(rule, d)) return;
  const bool derived =
      c.facts().holds == TypeFacts::Holds::Derived || c.facts().holds == TypeFacts::Holds::None;
  const auto say = [&](std::string_view code, EffectKind kind, RollbackClass cls, std::string text) {
    Effect& e = c.add(code, kind, Transition::Forward, cls, std::move(text) + sentence(rule.why));
    e.evidence.push_back(c.seen(rule.argument));
  };
  switch (rule.loses) {
    case Erosion::Loses::Guard:
      say("OW205", EffectKind::RecoveryEroded, RollbackClass::FullyReversible,
          rule.argument + " no longer guards it: the next destroy or replacement goes through.");
      break;
    case Erosion::Loses::FromThenOn:
      say("OW205", EffectKind::RecoveryEroded, RollbackClass::FullyReversible,
          "Changing " + rule.argument +
              " leaves what could be restored until now, and protects less of what comes.");
      break;
    case Erosion::Loses::Recovery:
      say("OW206", EffectKind::RecoveryEroded, RollbackClass::ForwardOnly,
          "Changing " + rule.argument +
              " drops what could be restored until now; setting it back does not bring that back.");
      break;
    case Erosion::Loses::Data:
      say("OW208", EffectKind::DataLost, derived ? RollbackClass::ForwardOnly : RollbackClass::NonRecoverable,
          "Changing " + rule.argument + " deletes data in place; setting it back does not bring it back.");
      break;
  }
}

void judge_secret(const Case& c, const SecretRule& rule, const Difference& d) {
  if (rule.does == SecretRule::Does::Exposes) {
    Effect& e =
        c.add("OW702", EffectKind::SecretChanged, Transition::Forward, RollbackClass::Compensatable,
              "Changing " + rule.argument +
                  " exposes a credential; what was seen cannot be unseen: rotate it." + sentence(rule.why));
    e.evidence.push_back(c.seen(rule.argument));
    return;
  }
  const bool old_is_known = !d.before.empty_value();
  Effect& e = c.add(
      "OW701", EffectKind::SecretChanged, Transition::Forward,
      old_is_known ? RollbackClass::CompatibilityWindow : RollbackClass::ForwardOnly,
      rule.argument + " is rotated: clients that hold the old value fail until they are given the new one. " +
          (old_is_known ? "Going back writes the old value again; do so only if it was not leaked or revoked."
                        : "The old value stands nowhere in the plan, so it cannot be written again.") +
          sentence(rule.why));
  e.evidence.push_back(c.seen(rule.argument));
  auto window = lasting(c, rule.old_valid_for, c.before(), "old and new credential overlap");
  if (!window)
    window = until("a client refuses one of the two values", "old and new credential overlap",
                   "no fact says how long the old value is accepted");
  window->closes_early = "the old value is revoked";
  open_window(c.out, std::move(*window));
}

std::string named(const std::vector<Difference>& list) {
  std::string out;
  for (std::size_t i = 0; i < list.size() && i < 4; ++i) out += (i ? ", " : "") + list[i].path;
  if (list.size() > 4) out += " and " + std::to_string(list.size() - 4) + " more";
  return out;
}

}  // namespace

void judge_update(const Case& c) {
  c.out.revert.actions = "update";
  const std::size_t before = c.out.effects.size();
  const TypeFacts& f = c.facts();
  for (const OneWay& rule : f.one_way)
    if (auto d = difference_at(c, rule.argument)) judge_one_way(c, rule, *d);
  for (const Erosion& rule : f.erodes)
    if (auto d = difference_at(c, rule.argument)) judge_erosion(c, rule, *d);
  for (const SecretRule& rule : f.secrets)
    if (auto d = difference_at(c, rule.argument)) judge_secret(c, rule, *d);
  judge_update_effects(c);

  if (c.out.effects.size() != before) return;
  if (!c.shows_values()) {
    c.add("OW191", EffectKind::Unknown, Transition::Forward,
          f.one_way.empty() && f.erodes.empty() ? RollbackClass::ManualRepair : RollbackClass::ForwardOnly,
          "The arguments that change are not shown, so the way back cannot be judged.");
    return;
  }
  const std::vector<Difference> changed = differences(c.change, 40);
  if (f.confidence == Confidence::Unknown) {
    Effect& e = c.add("OW190", EffectKind::Unknown, Transition::Revert, RollbackClass::ManualRepair,
                      "Nothing is known of this type: whether " + named(changed) +
                          " can be set back is not known. " + c.match.why);
    for (std::size_t i = 0; i < changed.size() && i < 4; ++i) e.evidence.push_back(c.seen(changed[i].path));
    return;
  }
  Effect& e = c.add("OW400", EffectKind::UpdatedInPlace, Transition::Revert, RollbackClass::FullyReversible,
                    changed.empty()
                        ? "Only marks of sensitivity change, no value does."
                        : "Updated in place: " + named(changed) + ". The old configuration sets it back.");
  for (std::size_t i = 0; i < changed.size() && i < 4; ++i)
    e.evidence.push_back(evidence(c.change, changed[i].path));
}

}  // namespace oneway
