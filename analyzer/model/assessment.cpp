#include "model/assessment.h"

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

}  // namespace oneway
