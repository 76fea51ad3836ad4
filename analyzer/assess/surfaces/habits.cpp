#include "assess/surfaces/habits.h"

#include <algorithm>
#include <optional>

#include "assess/evidence.h"
#include "assess/surfaces/paths.h"

namespace oneway {
namespace {

bool contains(const std::vector<std::string>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

std::optional<std::string> smallest(Value side, const std::string& path) {
  Paths paths;
  std::optional<std::string> least;
  for (const Value v : paths.at(side, path)) {
    const std::string text(v.text());
    if (text.empty() || text.find_first_not_of("0123456789.") != std::string::npos) continue;
    if (!least || compare_numbers(text, *least) < 0) least = text;
  }
  return least;
}

bool differs(Value before, Value after, const std::string& path) {
  Paths paths;
  const auto old = paths.at(before, path), now = paths.at(after, path);
  return old.size() != now.size() ||
         !std::equal(old.begin(), old.end(), now.begin(), [](Value a, Value b) { return deep_equal(a, b); });
}

Evidence seen(const View& view, const std::string& path, const std::string& shown_path) {
  Evidence e;
  Paths paths;
  e.path = shown_path;
  const auto one = [&](Value side, Value mask) {
    const auto found = paths.at(side, path);
    return found.size() == 1 ? shown(found[0], path, masked(mask, path), e.hidden) : std::string();
  };
  e.before = one(view.before, view.before_sensitive);
  e.after = one(view.after, view.after_sensitive);
  return e;
}

}  // namespace

HabitJudge::HabitJudge() : patterns_(surface_rules().patterns) {
  for (std::size_t i = 0; i < surface_rules().patterns.size(); ++i)
    if (!surface_rules().patterns[i].surfaces.empty()) of_surfaces_.push_back(i);
}

void HabitJudge::change(const Sight& sight) {
  if (sight.action().empty()) return;
  for (const View& view : sight.views()) {
    for (const std::size_t i : patterns_.of(view.name)) pattern(sight, view, surface_rules().patterns[i]);
  }
  const View& carried = sight.views().back();
  for (const std::size_t i : of_surfaces_)
    if (contains(surface_rules().patterns[i].surfaces, sight.match.facts->surface))
      pattern(sight, carried, surface_rules().patterns[i]);
  rename(sight, carried);
  if (sight.views().size() > 1) immutable(sight, carried);
}

void HabitJudge::pattern(const Sight& sight, const View& view, const PatternRule& rule) {
  if (!contains(rule.on, sight.action())) return;
  if (!rule.before.all.empty() && holds(rule.before, view.before) != Truth::Yes) return;
  if (!rule.after.all.empty() && holds(rule.after, view.after, view.unknown) != Truth::Yes) return;
  std::vector<Evidence> evidence;
  if (!rule.changes.empty()) {
    for (const std::string& path : rule.changes)
      if (sight.creates() ? !differs({}, view.after, path) : !differs(view.before, view.after, path))
        continue;
      else
        evidence.push_back(seen(view, path, replaced(path, ".@json", "")));
    if (evidence.empty()) return;
  }
  if (!rule.decreases.empty()) {
    bool falls = false;
    for (const std::string& path : rule.decreases) {
      const auto old = smallest(view.before, path), now = smallest(view.after, path);
      if (!now || *now == "0") continue;
      const bool lower =
          old ? compare_numbers(*now, *old) < 0 : compare_numbers(*now, std::to_string(rule.few)) <= 0;
      if (!lower) continue;
      falls = true;
      Evidence e = text_evidence(replaced(path, ".@json", ""), *now, true, false);
      e.after = *now;
      if (old) e.before = *old;
      evidence.push_back(std::move(e));
    }
    if (!falls) return;
  }
  said_.push_back({sight.input, rule.code, replaced(rule.message, "{address}", sight.change.address),
                   sight.change.address, std::move(evidence), sight.destroys()});
}

// The name of something that holds data changes and the provider carries it out in place.
void HabitJudge::rename(const Sight& sight, const View& view) {
  const TypeFacts& facts = *sight.match.facts;
  if (!sight.updates() || facts.holds != TypeFacts::Holds::Customer || sight.match.inferred) return;
  for (const NameRule& name : facts.names) {
    if (name.arguments.empty()) continue;
    const std::string& path = name.arguments.front();
    const Value before = view.before.dotted(path), after = view.after.dotted(path);
    if (!before.is_string() || !after.is_string() || before.text().empty() || deep_equal(before, after))
      continue;
    if (contains(facts.force_new, path)) continue;
    said_.push_back(
        {sight.input,
         "OW724",
         sight.change.address +
             " is renamed in place while it holds data: whoever uses the old name fails at once, and again "
             "when it is named back. Let users follow a reference, or put the new name beside the old one "
             "first.",
         sight.change.address,
         {seen(view, path, path)},
         false});
    return;
  }
}

// What an object carries is planned as one argument, so the plan cannot know that a field of it never
// changes.
void HabitJudge::immutable(const Sight& sight, const View& view) {
  if (!sight.updates()) return;
  for (const std::string& path : sight.match.facts->force_new)
    if (!marked(view.unknown, path) && differs(view.before, view.after, path)) {
      immutable_.emplace(std::pair<std::size_t, std::string>{sight.input, sight.change.address}, path);
      return;
    }
}

void HabitJudge::answer(Assessment& a, const std::vector<const Stack*>& stacks) {
  for (Said& s : said_) {
    if (s.destroyed && destroys_everything(*stacks[s.input])) continue;
    add_finding(a, s.code, s.message, {s.address}).evidence = std::move(s.evidence);
  }
  for (AssessedChange& c : a.changes)
    if (const auto at = immutable_.find({c.input, c.address}); at != immutable_.end())
      c.apply_stops.push_back(
          {"OW254",
           at->second +
               " of a live object of this kind cannot be changed: the API refuses the "
               "update, unless the provider replaces the object after all. Make it again under another "
               "name, or replace it on purpose.",
           false,
           {}});
  const auto giant = static_cast<std::uint64_t>(surface_rules().giant_state);
  for (const Stack* stack : stacks) {
    const std::uint64_t all = std::max(stack->managed_before, stack->meta.prior_resources);
    const std::uint64_t changed = stack->entries - std::min(stack->entries, stack->noops);
    if (giant == 0 || all < giant || changed == 0) continue;
    add_finding(
        a, "OW725",
        "The state holds " + std::to_string(all) + " objects and this plan changes " +
            std::to_string(changed) + " of them (" + std::to_string(changed * 1000 / all / 10) + "." +
            std::to_string(changed * 1000 / all % 10) +
            " %): a repair of the state, a lock or a restore concerns all of them. Split it along what is "
            "changed together.",
        {});
  }
}

}  // namespace oneway
