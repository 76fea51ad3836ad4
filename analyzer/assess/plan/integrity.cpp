#include "assess/plan/integrity.h"

#include <algorithm>
#include <array>

#include "assess/change/words.h"
#include "assess/evidence.h"

namespace oneway {
namespace {

// Source: the engines' internal/command/jsonplan/resource.go, and jsonentities for the UI log's words.
constexpr std::array<std::string_view, 22> kReasons = {"replace_because_cannot_update",
                                                       "replace_because_tainted",
                                                       "replace_by_request",
                                                       "replace_by_triggers",
                                                       "delete_because_no_resource_config",
                                                       "delete_because_wrong_repetition",
                                                       "delete_because_count_index",
                                                       "delete_because_each_key",
                                                       "delete_because_enabled_false",
                                                       "delete_because_no_module",
                                                       "delete_because_no_move_target",
                                                       "read_because_config_unknown",
                                                       "read_because_dependency_pending",
                                                       "read_because_check_nested",
                                                       "forgot_because_lifecycle_destroy_in_config",
                                                       "forgot_because_lifecycle_destroy_in_state",
                                                       "tainted",
                                                       "requested",
                                                       "replace_triggered_by",
                                                       "cannot_update",
                                                       "unknown",
                                                       "none"};

// A plan that destroys this share of what it manages, and at least this many objects, is called out.
constexpr double kLargeShare = 0.5;
constexpr std::uint64_t kLargeCount = 5;

struct Findings {
  Assessment& a;
  void add(std::string code, Severity severity, std::string message,
           std::vector<std::string> addresses = {}) {
    Finding f;
    f.code = std::move(code);
    f.severity = severity;
    f.message = std::move(message);
    f.addresses = std::move(addresses);
    a.findings.push_back(std::move(f));
  }
};

void judge_verdict_keys(const Stack& s, bool plan, Findings& out) {
  const PlanMeta& m = s.meta;
  if (m.errored.value_or(false))
    out.add("OW101", Severity::Error,
            "Planning failed (errored = true): what is listed is only what was planned before the error. "
            "Mend the error and plan again.");
  if (m.applyable.has_value() && !*m.applyable && !m.errored.value_or(false) && s.entries > s.noops)
    out.add("OW102", Severity::Error,
            "The engine says that this plan cannot be applied (applyable = false), yet it lists changes. "
            "Plan again.");
  if (m.complete.has_value() && !*m.complete && !m.errored.value_or(false))
    out.add("OW103", Severity::Error,
            "The plan is partial (complete = false; -target or deferred changes): what is left out was not "
            "judged. Plan without -target.");
  if (!s.deferred.empty()) {
    std::vector<std::string> addresses;
    for (const auto& [address, reason] : s.deferred) addresses.push_back(address);
    out.add(
        "OW104", Severity::Error,
        "Changes are deferred to a later plan and cannot be judged now (" + s.deferred.front().second + ").",
        addresses);
  }
  if (plan && m.planned_resources > s.managed_planned)
    out.add("OW105", Severity::Error,
            "planned_values has " + std::to_string(m.planned_resources) +
                (m.planned_resources == 1 ? " object" : " objects") +
                ", but resource_changes tells of only " + std::to_string(s.managed_planned) +
                " of them: the document was cut or filtered. Use the whole output of `show -json`.");
  for (const std::string& contradiction : m.contradictions)
    out.add("OW114", Severity::Error,
            "The log cannot be relied on: " + contradiction +
                ". Use the whole log, or `show -json` of the plan.");
  if (!plan)
    out.add("OW107", Severity::Warning,
            "This is a UI log: it shows no values, so each change is judged as its worst case. Give `show "
            "-json` of the plan for a real answer.");
}

void judge_entries(const Stack& s, Findings& out) {
  if (!s.duplicates.empty())
    out.add("OW111", Severity::Error,
            "The same object is listed more than once: the document is not a plan of one engine run.",
            s.duplicates);
  if (!s.unknown_reasons.empty())
    out.add("OW109", Severity::Note,
            "An action_reason that this version does not know; the change is judged by its actions.",
            s.unknown_reasons);
  for (const CheckResult& c : s.bad_checks)
    out.add("OW108", Severity::Warning,
            "Check " + c.address + " " + (c.status == "fail" ? "fails" : "cannot be evaluated") +
                (c.problems.empty() ? "." : ": " + without_secrets(c.problems.front())),
            {c.address});
  if (s.managed_destroyed >= kLargeCount && s.managed_before > 0 &&
      static_cast<double>(s.managed_destroyed) >= kLargeShare * static_cast<double>(s.managed_before)) {
    const std::uint64_t percent = s.managed_destroyed * 100 / s.managed_before;
    out.add("OW112", Severity::Warning,
            "The plan destroys or replaces " + std::to_string(s.managed_destroyed) + " of " +
                std::to_string(s.managed_before) + " managed objects (" + std::to_string(percent) +
                " %). Make sure that this is the stack and the workspace that you mean.");
  }
}

void judge_drift(const Stack& s, const Assessment& a, Findings& out) {
  std::vector<std::string> concerned, others;
  for (const auto& [address, action] : s.drifted) {
    const bool changes =
        std::any_of(a.changes.begin(), a.changes.end(), [&, &address = address](const AssessedChange& c) {
          return c.input == s.input && (c.address == address || c.previous_address == address) &&
                 !c.actions.is_noop();
        });
    (changes ? concerned : others).push_back(address);
  }
  if (!concerned.empty())
    out.add("OW110", Severity::Warning,
            "Changed outside of the engine and changed again by this plan: apply overwrites what somebody "
            "did by hand. Find out who and why first.",
            concerned);
  if (!others.empty())
    out.add("OW113", Severity::Note, "Changed outside of the engine; this plan does not touch it.", others);
}

void judge_outputs(const Stack& s, Findings& out) {
  if (!s.outputs_removed.empty())
    out.add("OW507", Severity::Warning,
            "Root outputs go: stacks that read them through remote state fail (" +
                joined(s.outputs_removed, "and") + ").");
}

void judge_invocations(const Stack& s, Assessment& a) {
  for (const ActionInvocation& i : s.invocations) {
    Finding f;
    f.code = "OW603";
    f.severity = Severity::Warning;
    f.cls = RollbackClass::Compensatable;
    f.message = "The action " + i.address +
                (i.deferred ? " is deferred (" + i.deferred_reason + ")" : " is invoked") +
                (i.trigger_event.empty() ? "" : " on " + i.trigger_event + " of " + i.trigger_address) +
                ": it acts on the world at once and no plan undoes it.";
    f.addresses = {i.address};
    a.findings.push_back(std::move(f));
  }
}

}  // namespace

bool known_reason(std::string_view reason) {
  return std::find(kReasons.begin(), kReasons.end(), reason) != kReasons.end();
}

void judge_integrity(const Stack& stack, Assessment& a) {
  Findings out{a};
  const bool plan = stack.input >= a.inputs.size() || a.inputs[stack.input].kind == InputKind::Plan;
  judge_verdict_keys(stack, plan, out);
  judge_entries(stack, out);
  judge_drift(stack, a, out);
  judge_outputs(stack, out);
  judge_invocations(stack, a);
}

}  // namespace oneway
