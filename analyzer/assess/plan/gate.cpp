#include "assess/plan/gate.h"

namespace oneway {

void summarize(Assessment& a, const std::vector<const Stack*>& stacks) {
  Summary& s = a.summary;
  for (const Stack* stack : stacks) {
    s.changes += stack->entries;
    s.unchanged += stack->noops;
    for (const auto& [action, n] : stack->by_action) s.by_action[action] += n;
  }
  s.by_class[0] += s.unchanged;
  s.by_confidence[static_cast<int>(Confidence::Documented)] += s.unchanged;
  for (const AssessedChange& c : a.changes) {
    ++s.by_class[static_cast<int>(c.cls)];
    ++s.by_confidence[static_cast<int>(c.confidence)];
    s.worst = worst(s.worst, c.cls);
  }
}

void judge_gate(Assessment& a, RollbackClass fail_on) {
  a.gate.fail_on = id(fail_on);
  for (const AssessedChange& c : a.changes) {
    if (c.cls >= fail_on && c.cls != RollbackClass::FullyReversible) {
      const Effect& reason = c.effects.front();
      a.gate.failures.push_back({reason.code, c.address, c.cls, reason.message});
    }
    for (const ApplyStop& stop : c.apply_stops)
      if (stop.certain) a.gate.failures.push_back({stop.code, c.address, c.cls, stop.message});
  }
  for (const Finding& f : a.findings)
    if (f.severity == Severity::Error ||
        (f.cls && *f.cls >= fail_on && *f.cls != RollbackClass::FullyReversible))
      a.gate.failures.push_back({f.code, f.addresses.empty() ? "" : f.addresses.front(),
                                 f.cls.value_or(RollbackClass::FullyReversible), f.message});
  a.gate.passed = a.gate.failures.empty();
}

}  // namespace oneway
