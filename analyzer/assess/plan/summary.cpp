#include "assess/plan/summary.h"

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

}  // namespace oneway
