#include "assess/plan/questions.h"

#include <algorithm>
#include <functional>

namespace oneway {
namespace {

using Test = std::function<bool(const AssessedChange&)>;

bool has_kind(const AssessedChange& c, EffectKind kind) {
  return std::any_of(c.effects.begin(), c.effects.end(), [&](const Effect& e) { return e.kind == kind; });
}

bool has_window(const AssessedChange& c, Window::Kind kind) {
  return std::any_of(c.windows.begin(), c.windows.end(), [&](const Window& w) { return w.kind == kind; });
}

// Yes with the addresses that make it so; unknown where only facts that are missing stand in the way; else
// no.
Question ask(const Assessment& a, std::string id, std::string text, const Test& yes) {
  Question q{std::move(id), std::move(text), "no", {}};
  std::vector<std::string> unsure;
  for (const AssessedChange& c : a.changes) {
    if (yes(c))
      q.because.push_back(c.address);
    else if (has_kind(c, EffectKind::Unknown))
      unsure.push_back(c.address);
  }
  if (!q.because.empty())
    q.answer = "yes";
  else if (!unsure.empty()) {
    q.answer = "unknown";
    q.because = std::move(unsure);
  }
  if (q.because.size() > 20) q.because.resize(20);
  return q;
}

Test of(EffectKind kind) {
  return [kind](const AssessedChange& c) { return has_kind(c, kind); };
}

bool touches_the_world(const AssessedChange& c) {
  return !c.actions.is_noop() && !c.actions.is_only(Action::Read) && !c.actions.is_only(Action::Open) &&
         !c.actions.is_only(Action::Forget);
}

}  // namespace

std::vector<Question> answer_questions(const Assessment& a) {
  std::vector<Question> all;
  all.push_back(ask(a, "mutates-real-resources", "Does apply change real resources?", touches_the_world));
  all.push_back(ask(a, "data-destroyed", "Is data destroyed?", [](const AssessedChange& c) {
    return std::any_of(c.effects.begin(), c.effects.end(), [](const Effect& e) {
      return e.kind == EffectKind::DataLost && e.transition == Transition::Forward;
    });
  }));
  all.push_back(ask(a, "names-held", "Is a name blocked for re-use afterwards?", of(EffectKind::NameHeld)));
  all.push_back(ask(a, "identity-changes", "Do identities change that clients, DNS or caches remember?",
                    [](const AssessedChange& c) {
                      return has_window(c, Window::Kind::Settling) ||
                             std::any_of(c.effects.begin(), c.effects.end(), [](const Effect& e) {
                               return e.kind == EffectKind::IdentityChanged &&
                                      e.cls > RollbackClass::FullyReversible;
                             });
                    }));
  all.push_back(ask(a, "dependencies-shift", "Do other resources depend on what is replaced or destroyed?",
                    [](const AssessedChange& c) { return !c.dependents.empty(); }));
  all.push_back(ask(a, "access-propagates", "Do permissions change that take time to propagate?",
                    [](const AssessedChange& c) { return c.surface == "iam" && touches_the_world(c); }));
  all.push_back(
      ask(a, "secret-changes",
          "Does a secret change whose old value is safe only if it was not leaked, not revoked, its "
          "rotation not required, and it is still accepted?",
          of(EffectKind::SecretChanged)));
  all.push_back(ask(a, "state-misses-it", "Does apply do something that the state does not record?",
                    [](const AssessedChange& c) {
                      return has_kind(c, EffectKind::WorldWrite) || c.actions.forgets() ||
                             c.actions.leaves_old_behind();
                    }));
  all.push_back(ask(a, "acts-outside-state", "Does apply act on the world outside the state?",
                    of(EffectKind::WorldWrite)));
  all.push_back(ask(a, "old-configuration-destroys",
                    "Would the old configuration now propose destructive changes?",
                    [](const AssessedChange& c) {
                      return c.revert.actions == "replace" || c.revert.actions == "destroy";
                    }));
  all.push_back(ask(a, "import-or-state-surgery", "Does going back need an import or state surgery?",
                    [](const AssessedChange& c) {
                      return c.revert.actions.find("import") != std::string::npos ||
                             std::any_of(c.effects.begin(), c.effects.end(), [](const Effect& e) {
                               return e.code == "OW204" && e.cls == RollbackClass::ManualRepair;
                             });
                    }));
  all.push_back(ask(a, "way-back-closes", "Does a way back close after a time or an event?",
                    [](const AssessedChange& c) { return has_window(c, Window::Kind::WayBack); }));
  all.push_back(ask(a, "apply-stops", "Can apply stop half-way?",
                    [](const AssessedChange& c) { return !c.apply_stops.empty(); }));
  return all;
}

}  // namespace oneway
