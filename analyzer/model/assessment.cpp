#include "model/assessment.h"

#include <algorithm>
#include <tuple>

namespace oneway {
namespace {
constexpr std::string_view kEffectKinds[] = {
    "state-only",         "data-lost",   "recovery-eroded", "identity-changed", "name-held", "one-way-argument",
    "forced-replacement", "world-write", "secret-changed",  "access-changed",   "unknown",   "recreated",
    "updated-in-place"};
}

std::string_view id(Transition t) { return t == Transition::Forward ? "forward" : "revert"; }
std::string_view id(Severity s) {
  return s == Severity::Note ? "note" : s == Severity::Warning ? "warning" : "error";
}
std::string_view id(EffectKind k) { return kEffectKinds[static_cast<int>(k)]; }
std::string_view id(StateRepair::Kind k) {
  constexpr std::string_view kKinds[] = {"moved", "import", "removed", "commands"};
  return kKinds[static_cast<int>(k)];
}

void sort_findings(std::vector<Finding>& findings) {
  std::stable_sort(findings.begin(), findings.end(), [](const Finding& x, const Finding& y) {
    return std::tie(y.severity, x.code, x.addresses) < std::tie(x.severity, y.code, y.addresses);
  });
}

}  // namespace oneway
