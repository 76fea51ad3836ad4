#include "assess/change/repairs.h"

#include <algorithm>

#include "assess/change/words.h"

namespace oneway {
namespace {

bool has(const AssessedChange& change, std::string_view code) {
  return std::any_of(change.effects.begin(), change.effects.end(),
                     [&](const Effect& e) { return e.code == code; });
}

void add(const Case& c, std::string pattern, std::string summary, std::vector<std::string> steps = {}) {
  for (const Repair& r : c.out.repairs)
    if (r.pattern == pattern) return;
  c.out.repairs.push_back({std::move(pattern), std::move(summary), std::move(steps), {}, {}});
}

// Where nothing was asked for on purpose, the first repair is not to do it.
void avoid_replacement(const Case& c) {
  const std::string& reason = c.change.action_reason;
  if (reason == "replace_because_tainted")
    add(c, "untaint", "If the object is sound, take the mark away instead of replacing it.",
        {"Check the object in the cloud.", "Run `untaint` on the address, then plan again."});
  else if (reason == "replace_by_request")
    add(c, "revert-configuration", "Plan again without -replace.");
  else if (c.change.replace_paths.size()) {
    std::vector<std::string> paths;
    for (auto [key, steps] : c.change.replace_paths.elements()) {
      const std::string path = dotted_path(steps);
      if (paths.size() < 3 && std::find(paths.begin(), paths.end(), path) == paths.end())
        paths.push_back(path);
    }
    add(c, "revert-configuration", "Keep the old " + joined(paths, "and") + " and nothing is replaced.",
        {"Set " + joined(paths, "and") +
             " back in the configuration, or list it in lifecycle.ignore_changes.",
         "Plan again: the replacement must be gone."});
  }
}

}  // namespace

void propose_repairs(const Case& c) {
  if (c.out.cls == RollbackClass::FullyReversible) return;
  const Actions& actions = c.change.actions;
  const TypeFacts& f = c.facts();
  if (actions.replaces()) avoid_replacement(c);
  if (actions.deletes() && c.out.cls == RollbackClass::NonRecoverable && c.change.deposed.empty())
    add(c, "keep-and-forget",
        "Keep the object and let the state forget it; destroy it after the window, on purpose.",
        {"Replace the resource block by a `removed` block with `lifecycle { destroy = false }`.",
         "Delete the object by hand once nobody needs it."});
  if (!f.repair.empty()) add(c, f.repair_pattern.empty() ? "note" : f.repair_pattern, upper_first(f.repair));
  if (has(c.out, "OW204"))
    add(c, "undelete", "Within the window: restore or undelete it in the cloud, then import it.");
  if (c.out.cls == RollbackClass::ForwardOnly && c.out.repairs.empty())
    add(c, "roll-forward", "Do not go back: make a new change that repairs what is wrong.");
  if (c.out.cls == RollbackClass::Compensatable && c.out.repairs.empty())
    add(c, "compensate", "Write the counter-action down before apply; nothing undoes what was done.");
}

}  // namespace oneway
