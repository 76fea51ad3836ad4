// What bringing an object into being does to the world, and what taking it away again would meet.
#include <algorithm>

#include "assess/change/effects.h"
#include "assess/change/windows.h"
#include "assess/change/words.h"
#include "catalog/phrases.h"

namespace oneway {
namespace {

using Does = WorldEffect::Does;

struct EffectWords {
  std::string_view code;
  EffectKind kind;
  RollbackClass cls;
  std::string_view text;
};

EffectWords words_for(Does does) {
  switch (does) {
    case Does::Invokes:
      return {"OW602", EffectKind::WorldWrite, RollbackClass::Compensatable,
              "Apply calls something that acts at once."};
    case Does::Sends:
      return {"OW602", EffectKind::WorldWrite, RollbackClass::Compensatable,
              "Apply sends something to somebody."};
    case Does::Buys:
      return {"OW604", EffectKind::WorldWrite, RollbackClass::Compensatable,
              "Apply buys something; destroying it does not get the money back."};
    case Does::Reserves:
      return {"OW604", EffectKind::WorldWrite, RollbackClass::Compensatable,
              "Apply reserves something for good."};
    case Does::Runs:
      return {"OW602", EffectKind::WorldWrite, RollbackClass::Compensatable, "Apply runs a program or job."};
    case Does::Writes:
      return {"OW602", EffectKind::WorldWrite, RollbackClass::Compensatable,
              "Apply writes over what others may have put there."};
    case Does::Gates:
      return {"OW703", EffectKind::AccessChanged, RollbackClass::FullyReversible,
              "From apply on it decides what others may do: a fault in it is an outage."};
    case Does::Issues:
      return {"OW602", EffectKind::WorldWrite, RollbackClass::Compensatable,
              "Apply issues something that stays valid after a destroy."};
  }
  return {"OW602", EffectKind::WorldWrite, RollbackClass::Compensatable, ""};
}

bool argument_changed(const Case& c, const std::string& argument) {
  if (argument.empty()) return true;
  return !deep_equal(c.before().dotted(argument), c.after().dotted(argument)) ||
         any_true(c.after_unknown().dotted(argument));
}

// A rule on somebody else's data (a lifecycle, a retention) starts to work when it is made.
void judge_rules_that_delete(const Case& c) {
  if (c.facts().holds != TypeFacts::Holds::None) return;
  for (const Erosion& e : c.facts().erodes) {
    const bool starts = e.on == Erosion::On::Any || e.on == Erosion::On::Set;
    if (!starts || e.loses != Erosion::Loses::Data || c.after().dotted(e.argument).empty_value()) continue;
    open_window(c.out, until("its first run", "take the new rule away again",
                             "what it deletes does not come back with the old configuration"));
    Effect& effect =
        c.add("OW208", EffectKind::DataLost, Transition::Revert, RollbackClass::CompatibilityWindow,
              "Going back takes the rule away, but brings nothing back that it deleted meanwhile." +
                  sentence(e.why));
    effect.evidence.push_back(c.seen(e.argument));
  }
}

// Going back destroys the new object: data written meanwhile, guards on it, its name afterwards.
void judge_removal(const Case& c) {
  const TypeFacts& f = c.facts();
  c.out.revert.actions = "destroy";
  for (const DestroyRule& rule : f.destroy) {
    if (c.holds_after(rule.when) != Truth::Yes) continue;
    if (rule.does == DestroyRule::Does::Deletes) break;
    const bool done = rule.does == DestroyRule::Does::EffectStays;
    if (done || rule.does == DestroyRule::Does::Forgets)
      c.add(
          "OW506", EffectKind::StateOnly, Transition::Revert,
          done ? RollbackClass::Compensatable : RollbackClass::ManualRepair,
          (done ? "Going back does not undo it: the effect stays."
                : "Going back only forgets it: the setting stays as applied and must be set back by hand.") +
              sentence(rule.why));
    return;
  }
  for (const Guard& g : f.guards)
    if (!g.lifted_by_provider && c.holds_after(g.when) == Truth::Yes) {
      c.out.revert.blocked_by.push_back(in_words(g.when) + " must be lifted first");
      Effect& e = c.add("OW216", EffectKind::OneWayArgument, Transition::Revert, RollbackClass::ManualRepair,
                        "Going back needs two applies: the guard (" + in_words(g.when) +
                            ") refuses the destroy until it is lifted.");
      cite(c, g.when, e);
    }
  if (f.holds == TypeFacts::Holds::Customer || f.contents_unmanaged) {
    open_window(c.out, until("the first write", "take the new, still empty object away again",
                             "going back destroys it with what was written meanwhile"));
    c.add("OW210", EffectKind::DataLost, Transition::Revert, RollbackClass::CompatibilityWindow,
          "Going back destroys it: harmless while it is empty, a loss of " + contents_of(f) +
              " once something was written.");
  }
}

}  // namespace

void judge_create(const Case& c) {
  const std::size_t before = c.out.effects.size();
  for (const WorldEffect& w : c.facts().effects) {
    if (!w.on_create || c.holds_after(w.when) == Truth::No) continue;
    const EffectWords words = words_for(w.does);
    Effect& e = c.add(words.code, words.kind, Transition::Forward, words.cls,
                      std::string(words.text) + sentence(w.why) +
                          (w.undo.empty() ? "" : " Counter-action: " + w.undo + "."));
    cite(c, w.when, e);
  }
  if (!c.change.actions.replaces()) {
    judge_removal(c);
    judge_rules_that_delete(c);
  }
  if (c.facts().confidence == Confidence::Unknown)
    c.add("OW190", EffectKind::Unknown, Transition::Revert, RollbackClass::ManualRepair,
          "Nothing is known of this type: what its destruction on the way back takes along is not known. " +
              c.match.why);
  else if (c.out.effects.size() == before && !c.change.actions.replaces())
    c.add("OW200", EffectKind::Recreated, Transition::Forward, RollbackClass::FullyReversible,
          "A new object; going back destroys it and nothing older is touched.");
}

void judge_update_effects(const Case& c) {
  for (const WorldEffect& w : c.facts().effects) {
    if (!w.on_update || c.holds_after(w.when) == Truth::No || !argument_changed(c, w.argument)) continue;
    const EffectWords words = words_for(w.does);
    Effect& e = c.add(words.code, words.kind, Transition::Forward, words.cls,
                      std::string(words.text) + sentence(w.why) +
                          (w.undo.empty() ? "" : " Counter-action: " + w.undo + "."));
    if (!w.argument.empty()) e.evidence.push_back(c.seen(w.argument));
  }
}

}  // namespace oneway
