#include "assess/change/judge.h"

#include <algorithm>

#include "assess/change/effects.h"
#include "assess/change/repairs.h"
#include "assess/change/replacement.h"
#include "assess/change/windows.h"
#include "assess/change/words.h"
#include "assess/evidence.h"

namespace oneway {
namespace {

constexpr auto kForward = Transition::Forward;
constexpr auto kRevert = Transition::Revert;

Effect& add(const Case& c, std::string_view code, EffectKind kind, Transition t, RollbackClass cls,
            std::string text, std::string rule) {
  Effect& e = c.add(code, kind, t, cls, std::move(text));
  e.rule = std::move(rule);
  e.confidence = Confidence::Documented;  // the engine's own words, not a fact about the type
  return e;
}

void judge_forget(const Case& c) {
  const bool known_id = !c.before().dotted("id").empty_value() || c.change.before_identity;
  c.out.revert.actions = "import";
  c.out.revert.needs.push_back("import it again before anybody else adopts it");
  Effect& e =
      add(c, "OW503", EffectKind::StateOnly, kForward, RollbackClass::ManualRepair,
          std::string(
              "Only the state forgets it; the object lives on unmanaged, costs money and keeps its name. ") +
              (known_id ? "Going back imports it by its id."
                        : "Its id is not in the plan: look it up before it is forgotten."),
          "engine:forget");
  e.evidence.push_back(statement("actions", joined(c.change.actions.words(), "and")));
}

void judge_left_behind(const Case& c) {
  c.out.revert.actions = "destroy the new one, import the old one";
  add(c, "OW504", EffectKind::StateOnly, kForward, RollbackClass::ManualRepair,
      "A new object is made and the old one lives on unmanaged: nothing is lost, but both exist. Going back "
      "destroys the new one and imports the old one.",
      "engine:create-forget");
  judge_identity(c, kForward);
  judge_create(c);
}

void judge_noop(const Case& c) {
  if (c.change.importing) {
    c.out.revert.actions = "forget";
    add(c, "OW502", EffectKind::StateOnly, kForward, RollbackClass::FullyReversible,
        "Imported: the object enters the state, nothing happens to it. Going back forgets it again (a "
        "removed block or "
        "`state rm`): the old configuration alone, which does not have it, would destroy it.",
        "engine:import");
  }
  if (!c.change.previous_address.empty()) {
    c.out.revert.actions = "move back";
    Effect& e = add(c, "OW501", EffectKind::StateOnly, kForward, RollbackClass::FullyReversible,
                    "Moved in the state only; going back moves it back (the moved block turned round).",
                    "engine:moved");
    e.evidence.push_back(statement("previous_address", c.change.previous_address));
  }
  if (c.out.effects.empty())
    add(c, "OW100", EffectKind::StateOnly, kForward, RollbackClass::FullyReversible, "Nothing happens to it.",
        "engine:no-op");
}

void judge_unknown_action(const Case& c) {
  c.out.revert.actions = "unknown";
  Effect& e =
      c.add("OW106", EffectKind::Unknown, kForward, RollbackClass::NonRecoverable,
            "The plan asks for an action that this version does not know; it is taken as destructive.");
  e.confidence = Confidence::Unknown;
  e.rule = "engine:unknown-action";
  e.evidence.push_back(statement("actions", joined(c.change.actions.words(), "and")));
}

void judge_deposed(const Case& c) {
  add(c, "OW505", EffectKind::StateOnly, kForward, RollbackClass::FullyReversible,
      "A deposed object: what an interrupted create_before_destroy left behind. It may be the one that "
      "served until then; "
      "check the current one before it goes.",
      "engine:deposed")
      .evidence.push_back(statement("deposed", c.change.deposed));
}

void judge_actions(const Case& c) {
  const Actions& actions = c.change.actions;
  if (actions.has_unknown() || actions.summary() == "unknown") return judge_unknown_action(c);
  if (actions.is_only(Action::Read) || actions.is_only(Action::Open)) {
    c.out.revert.actions = "none";
    add(c, "OW100", EffectKind::StateOnly, kForward, RollbackClass::FullyReversible,
        "Read at apply; nothing is changed.", "engine:read");
    return;
  }
  if (actions.is_noop()) return judge_noop(c);
  if (!c.change.deposed.empty()) judge_deposed(c);
  if (c.change.importing || !c.change.previous_address.empty()) judge_noop(c);
  if (actions.is_only(Action::Forget)) return judge_forget(c);
  if (actions.leaves_old_behind()) return judge_left_behind(c);
  if (actions.is_only(Action::Update)) return judge_update(c);
  if (actions.is_only(Action::Create)) return judge_create(c);
  if (actions.is_only(Action::Delete)) {
    judge_destroy(c);
    judge_identity(c, kRevert);
    c.out.revert.actions = "create";
    return;
  }
  explain_replacement(c);
  judge_destroy(c);
  judge_identity(c, kForward);
  judge_create(c);
  c.out.revert.actions = "replace";
}

// Kinds of Kubernetes objects state the least that their loss or change means, where arguments do not decide
// it.
void add_floor(const Case& c) {
  const bool gone = c.change.actions.deletes();
  if (!gone && !c.change.actions.is_only(Action::Update)) return;
  const auto floor = rollback_class_from_id(gone ? c.facts().class_on_delete : c.facts().class_on_update);
  if (!floor || *floor == RollbackClass::FullyReversible) return;
  for (const Effect& e : c.out.effects)
    if (e.cls >= *floor || e.code == "OW204") return;  // judged as badly already, or an undelete was found
  c.add("OW192", EffectKind::Unknown, kForward, *floor,
        std::string(gone ? "Losing" : "Changing") + " this kind of object is known to be at least " +
            std::string(id(*floor)) + "." + sentence(c.facts().notes));
}

bool asks(const Condition& condition) {
  return std::any_of(condition.all.begin(), condition.all.end(),
                     [](const Clause& clause) { return clause.path.starts_with("provider."); });
}

}  // namespace

void settle(AssessedChange& change) {
  std::stable_sort(change.effects.begin(), change.effects.end(), [](const Effect& a, const Effect& b) {
    if (a.cls != b.cls) return a.cls > b.cls;
    if (a.transition != b.transition) return a.transition < b.transition;
    return a.code < b.code;
  });
  change.cls = change.effects.front().cls;
  change.confidence = Confidence::Documented;
  for (const Effect& e : change.effects)
    if (e.cls == change.cls) change.confidence = least(change.confidence, e.confidence);
  settle_windows(change);
}

AssessedChange judge(const Change& change, const Match& match, Value provider_config) {
  AssessedChange out;
  out.address = change.address;
  out.previous_address = change.previous_address;
  out.deposed = change.deposed;
  out.mode = change.mode;
  out.type = change.type;
  out.provider = change.provider;
  out.actions = change.actions;
  out.action_reason = change.action_reason;
  out.surface = change.mode == "managed" ? match.facts->surface : "other";
  const Case c{change, match, provider_config, out};
  judge_actions(c);
  add_floor(c);
  judge_windows(c);
  settle(out);
  propose_repairs(c);
  return out;
}

bool asks_for_provider_config(const TypeFacts& f) {
  return std::any_of(f.recovery.begin(), f.recovery.end(), [](const auto& r) { return asks(r.when); }) ||
         std::any_of(f.guards.begin(), f.guards.end(), [](const auto& g) { return asks(g.when); }) ||
         std::any_of(f.destroy.begin(), f.destroy.end(), [](const auto& d) { return asks(d.when); }) ||
         std::any_of(f.destroy_flags.begin(), f.destroy_flags.end(),
                     [](const auto& d) { return asks(d.when); }) ||
         std::any_of(f.names.begin(), f.names.end(), [](const auto& n) { return asks(n.held_when); });
}

}  // namespace oneway
