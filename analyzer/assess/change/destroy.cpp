// What destroying an object loses, and which way back the arguments leave.
#include <algorithm>

#include "assess/change/effects.h"
#include "assess/change/revival.h"
#include "assess/change/windows.h"
#include "assess/change/words.h"
#include "catalog/phrases.h"

namespace oneway {
namespace {

using Does = DestroyRule::Does;

struct WaysBack {
  std::vector<const Recovery*> revive, copies, undecided, outside, lost;
};

WaysBack ways_back(const Case& c) {
  WaysBack ways;
  for (const Recovery& r : c.facts().recovery) {
    const Truth truth = r.outside ? Truth::Unknown : c.holds_before(r.when);
    if (r.dies_with_object)
      ways.lost.push_back(&r);
    else if (r.outside)
      ways.outside.push_back(&r);
    else if (truth == Truth::Unknown)
      ways.undecided.push_back(&r);
    else if (truth == Truth::Yes)
      (revives(r) ? ways.revive : ways.copies).push_back(&r);
  }
  return ways;
}

// What closes a way back before its time.
std::string closed_early(const Recovery& r) {
  if (r.forfeited_by_same_name) return "the name is taken again";
  return r.means == "soft-delete" || r.means == "recycle-bin" ? "it is purged" : "";
}

void open_windows(const Case& c, const std::vector<const Recovery*>& ways) {
  for (const Recovery* r : ways)
    if (auto window = lasting(c, r->period, c.before(), spoken(r->means))) {
      window->closes_early = closed_early(*r);
      open_window(c.out, std::move(*window));
    }
}

// How long the shortest open way back lasts, "" if none says so.
std::string time_left(const Case& c) {
  const Window* shortest = nullptr;
  for (const Window& w : c.out.windows)
    if (w.seconds && (!shortest || *w.seconds < *shortest->seconds)) shortest = &w;
  return shortest ? shortest->length : "";
}

std::string listed(const std::vector<const Recovery*>& list) {
  std::vector<std::string> words;
  for (const Recovery* r : list) {
    const std::string word = spoken(r->means);
    if (std::find(words.begin(), words.end(), word) == words.end()) words.push_back(word);
  }
  return joined(words, "or");
}

void cite_all(const Case& c, const WaysBack& ways, Effect& e) {
  for (const auto* list : {&ways.revive, &ways.copies, &ways.undecided})
    for (const Recovery* r : *list) cite(c, r->when, e);
  for (const DestroyFlag& f : c.facts().destroy_flags)
    if (c.holds_before(f.when) != Truth::No) cite(c, f.when, e);
}

// A way back that nobody can see in a plan is said as a hint, never counted.
std::string hints(const WaysBack& ways) {
  std::string text;
  if (!ways.undecided.empty()) text += " Not decided by what the plan shows: " + listed(ways.undecided) + ".";
  if (!ways.outside.empty()) text += " If somebody made one outside this plan: " + listed(ways.outside) + ".";
  if (!ways.lost.empty()) text += " Goes with it: " + listed(ways.lost) + ".";
  return text;
}

// The counter beside a write-only argument ("password_wo_version"): a change of it rotates the value, which
// it does not hold.
bool is_counter(std::string_view argument) {
  return argument.ends_with("_version") || argument.ends_with("_revision");
}

// A credential's rules also name arguments that only rotate it: there only a value that is marked sensitive
// counts.
bool value_is_in_the_plan(const Case& c) {
  return std::any_of(c.facts().secrets.begin(), c.facts().secrets.end(), [&](const SecretRule& s) {
    return !is_counter(s.argument) && !c.before().dotted(s.argument).empty_value() &&
           (!is_credential(c.facts()) || any_true(c.change.before_sensitive.dotted(s.argument)));
  });
}

void add_loss(const Case& c, const WaysBack& ways, std::string_view code, RollbackClass cls,
              std::string message) {
  Effect& e = c.add(code, EffectKind::DataLost, Transition::Forward, cls, std::move(message));
  cite_all(c, ways, e);
}

void judge_contents(const Case& c) {
  const TypeFacts& f = c.facts();
  const WaysBack ways = ways_back(c);
  const std::string what = contents_of(f);
  if (f.holds == TypeFacts::Holds::None && !f.contents_unmanaged) return;

  const bool only_if_empty =
      std::any_of(f.destroy_flags.begin(), f.destroy_flags.end(), [&](const DestroyFlag& flag) {
        return flag.does == DestroyFlag::Does::NeedsEmpty && c.holds_before(flag.when) == Truth::Yes;
      });
  if (only_if_empty) {
    Effect& e = c.add("OW211", EffectKind::DataLost, Transition::Forward, RollbackClass::ManualRepair,
                      "Destroyed only if it is empty: the provider refuses while " + what + " are there.");
    cite_all(c, ways, e);
    return;
  }
  if (f.holds == TypeFacts::Holds::Derived) {
    add_loss(c, ways, "OW203", RollbackClass::ManualRepair,
             upper_first(what) + " are lost and must be rebuilt from their source.");
    return;
  }
  if (!ways.revive.empty()) {
    open_windows(c, ways.revive);
    const std::string left = time_left(c), length = left.empty() ? "" : " within " + left;
    if (comes_back_by_create(c)) {
      add_loss(c, ways, "OW204", RollbackClass::CompatibilityWindow,
               upper_first(what) + " are gone from use; the old configuration brings them back" + length +
                   ": a create under the same name revives the old object." + hints(ways));
      return;
    }
    add_loss(c, ways, "OW204", RollbackClass::ManualRepair,
             upper_first(what) + " are gone from use; " + listed(ways.revive) + " brings them back" + length +
                 ", by hand and with an import." + hints(ways));
    return;
  }
  if (f.holds == TypeFacts::Holds::Secret && !f.contents_unmanaged) {
    if (value_is_in_the_plan(c)) {
      add_loss(c, ways, "OW214", RollbackClass::ManualRepair,
               "The value is destroyed; the state still holds it, so it can be written again. Older versions "
               "are gone.");
      return;
    }
    if (is_credential(f)) {
      add_loss(c, ways, "OW704", RollbackClass::ForwardOnly,
               "The credential is revoked for good; going back issues another one that every client must be "
               "given.");
      return;
    }
    if (ways.copies.empty()) {
      add_loss(c, ways, "OW209", RollbackClass::NonRecoverable,
               upper_first(what) + " are destroyed, and all that only they can open is lost." + hints(ways));
      return;
    }
  }
  if (!ways.copies.empty()) {
    open_windows(c, ways.copies);
    add_loss(c, ways, "OW202", RollbackClass::NonRecoverable,
             upper_first(what) + " are destroyed. Only a restore brings them back, from: " +
                 listed(ways.copies) + ". Going back makes an empty one." + hints(ways));
    return;
  }
  add_loss(c, ways, "OW201", RollbackClass::NonRecoverable,
           upper_first(what) + " are destroyed and nothing in this plan brings them back." + hints(ways));
}

void judge_refusals(const Case& c) {
  for (const Guard& g : c.facts().guards) {
    const Truth truth = c.holds_before(g.when);
    if (truth == Truth::No || g.lifted_by_provider) continue;
    c.out.apply_stops.push_back({"OW251",
                                 "The destroy is refused" + std::string(truth == Truth::Yes ? "" : " if ") +
                                     (truth == Truth::Yes ? ": " : "") + in_words(g.when) + " in the state" +
                                     (g.why.empty() ? "." : " (" + g.why + ")."),
                                 truth == Truth::Yes,
                                 {}});
  }
  for (const DestroyFlag& f : c.facts().destroy_flags) {
    const Truth truth = c.holds_before(f.when);
    if (truth == Truth::No) continue;
    if (f.does == DestroyFlag::Does::NeedsName && truth == Truth::Yes)
      c.out.apply_stops.push_back({"OW252",
                                   "The destroy is refused: a last copy is asked for but has no name (" +
                                       in_words(f.when) + " in the state)." + sentence(f.why),
                                   true,
                                   {}});
    if (f.does == DestroyFlag::Does::NeedsEmpty && truth == Truth::Yes)
      c.out.apply_stops.push_back(
          {"OW253", "The destroy is refused unless it is empty." + sentence(f.why), false, {}});
  }
}

void judge_more_than_it_says(const Case& c) {
  for (const DestroyFlag& f : c.facts().destroy_flags) {
    const Truth truth = c.holds_before(f.when);
    if (truth == Truth::No) continue;
    const bool siblings = f.does == DestroyFlag::Does::TakesSiblings;
    if (!siblings && f.does != DestroyFlag::Does::EndsSubscription) continue;
    Effect& e = c.add(
        siblings ? "OW215" : "OW605", siblings ? EffectKind::DataLost : EffectKind::WorldWrite,
        Transition::Forward, siblings ? RollbackClass::NonRecoverable : RollbackClass::Compensatable,
        (siblings ? "The destroy takes other objects with it." : "The destroy ends something paid for.") +
            sentence(f.why));
    cite(c, f.when, e);
  }
}

// Handles destroys that do not delete; true if nothing is left to judge.
bool judge_soft_destroy(const Case& c) {
  for (const DestroyRule& rule : c.facts().destroy) {
    if (c.holds_before(rule.when) != Truth::Yes) continue;
    const auto say = [&](std::string_view code, RollbackClass cls, std::string text) {
      Effect& e =
          c.add(code, EffectKind::StateOnly, Transition::Forward, cls, std::move(text) + sentence(rule.why));
      cite(c, rule.when, e);
    };
    switch (rule.does) {
      case Does::Deletes:
        return false;
      case Does::Forgets:
        say("OW506", c.facts().names.empty() ? RollbackClass::FullyReversible : RollbackClass::ManualRepair,
            c.facts().names.empty()
                ? "The destroy calls no API: the setting stays as it is, only the state forgets it."
                : "The object stays in the world, only the state forgets it; going back needs an import.");
        return true;
      case Does::EffectStays:
        say("OW506", RollbackClass::FullyReversible, "The destroy undoes nothing: what was done stays done.");
        return true;
      case Does::ValueLost:
        say("OW213", RollbackClass::ManualRepair,
            "The value lived only in the state: a re-creation makes another one. An older state version "
            "still holds it.");
        return true;
      case Does::Schedules: {
        if (auto window = lasting(c, rule.period, c.before(), "the scheduled deletion can be cancelled"))
          open_window(c.out, std::move(*window));
        const std::string left = time_left(c);
        const bool revived = comes_back_by_create(c);
        Effect& e = c.add(
            "OW204", EffectKind::DataLost, Transition::Forward,
            revived ? RollbackClass::CompatibilityWindow : RollbackClass::ManualRepair,
            "Deletion is scheduled" + (left.empty() ? std::string() : " and can be cancelled for " + left) +
                "; until then it cannot be used, afterwards nothing brings it back." +
                (revived ? " A create under the same name revives it." : "") + sentence(rule.why));
        cite(c, rule.when, e);
        return true;
      }
      case Does::Disables: {
        // A setting of another object has no name of its own: making it again sets it again, without an
        // import.
        const bool setting = rule.when.all.empty() && c.facts().names.empty();
        say("OW506", setting ? RollbackClass::FullyReversible : RollbackClass::ManualRepair,
            setting ? "The destroy only switches it off; the old configuration switches it on again."
                    : "The destroy only disables it; it can be switched on again and imported.");
        return true;
      }
    }
  }
  return false;
}

}  // namespace

void judge_destroy(const Case& c) {
  judge_refusals(c);
  if (judge_soft_destroy(c)) return;
  const std::size_t before = c.out.effects.size();
  judge_contents(c);
  judge_more_than_it_says(c);
  for (const WorldEffect& w : c.facts().effects) {
    if (!w.on_destroy || c.holds_before(w.when) == Truth::No) continue;
    Effect& e = c.add("OW602", EffectKind::WorldWrite, Transition::Forward, RollbackClass::Compensatable,
                      "The destroy acts on the world outside." + sentence(w.why) +
                          (w.undo.empty() ? "" : " Counter-action: " + w.undo + "."));
    cite(c, w.when, e);
  }
  if (c.facts().confidence == Confidence::Unknown)
    c.add("OW190", EffectKind::Unknown, Transition::Forward, RollbackClass::NonRecoverable,
          "Nothing is known of this type: its contents may be lost. " + c.match.why);
  else if (c.out.effects.size() == before)
    c.add("OW300", EffectKind::Recreated, Transition::Forward, RollbackClass::FullyReversible,
          "It holds no data of its own: the old configuration makes it again.");
}

}  // namespace oneway
