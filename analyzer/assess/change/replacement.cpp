#include "assess/change/replacement.h"

#include "assess/change/words.h"
#include "assess/evidence.h"

namespace oneway {
namespace {

std::string arrow(const Evidence& e) {
  if (e.before.empty() && e.after.empty() && !e.unknown) return "";
  return " (" + (e.before.empty() ? "not set" : e.before) + " -> " +
         (e.unknown         ? "known after apply"
          : e.after.empty() ? "not set"
                            : e.after) +
         ")";
}

bool names_a_source_of_data(const std::string& path) {
  for (std::string_view word : {"snapshot", "restore", "backup", "source_db", "recovery_point", "clone"})
    if (path.find(word) != std::string::npos) return true;
  return false;
}

std::string reason_words(const std::string& reason) {
  if (reason == "replace_because_tainted")
    return "it is marked tainted (by hand, or its creation failed half-way)";
  if (reason == "replace_by_request") return "-replace asked for it on the command line";
  if (reason == "replace_by_triggers") return "replace_triggered_by saw a change elsewhere";
  if (reason == "replace_because_cannot_update") return "the provider cannot change in place: ";
  if (reason.empty()) return "the plan does not say";
  return "the plan says " + reason + ", a reason this version does not know";
}

}  // namespace

void explain_replacement(const Case& c) {
  const Value paths = c.change.replace_paths;
  std::string text = "Replaced because " + reason_words(c.change.action_reason);
  if (c.change.action_reason.empty() && paths.size())
    text = "Replaced because the provider cannot change in place: ";
  std::size_t unknown = 0, equal = 0, n = 0;
  std::vector<std::string> list;
  for (auto [key, steps] : paths.elements()) {
    const std::string path = dotted_path(steps);
    const Evidence e = evidence(c.change, path);
    const Value before = c.change.before.dotted(path), after = c.change.after.dotted(path);
    ++n;
    unknown += e.unknown;
    equal += !e.unknown && before && deep_equal(before, after);
    if (list.size() < 4) list.push_back(path + arrow(e));
    if (names_a_source_of_data(path) && !before.empty_value() && after.empty_value() && !e.unknown) {
      Effect& starts_empty = c.add("OW207", EffectKind::DataLost, Transition::Forward,
                                   c.facts().holds == TypeFacts::Holds::None ? RollbackClass::ManualRepair
                                                                             : RollbackClass::NonRecoverable,
                                   "The replacement starts empty: removing " + path +
                                       " does not keep the restored data, it makes a blank object. Keep the "
                                       "argument, or ignore changes to it.");
      starts_empty.evidence.push_back(e);
    }
  }
  if (n > list.size()) list.push_back(std::to_string(n - list.size()) + " more");
  text += joined(list, "and");
  if (n && unknown == n) {
    text += "; forced only by a value that is known after apply, so it may turn out not to be needed";
    Effect& e =
        c.add("OW305", EffectKind::ForcedReplacement, Transition::Forward, RollbackClass::FullyReversible,
              "Conditional: the replacement is forced only by a value that is not known yet. Make that value "
              "known first (apply what it comes from), then plan again.");
    e.confidence = Confidence::Inferred;
    for (auto [key, steps] : paths.elements()) e.evidence.push_back(evidence(c.change, dotted_path(steps)));
  } else if (equal) {
    text += "; suspicious: the value does not even change";
  }
  if (c.change.actions.create_before_destroy()) text += ". The new one is created first";
  c.out.why_replaced = text + ".";
}

}  // namespace oneway
