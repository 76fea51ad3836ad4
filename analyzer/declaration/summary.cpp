#include "declaration/summary.h"

namespace oneway {

Declared summary_of(const Declaration& d, bool holds) {
  Declared out{d.file, d.id, d.environment, d.cls, holds, {}};
  const auto say = [&](std::string field, std::string text) {
    if (!text.empty()) out.answers.emplace_back(std::move(field), std::move(text));
  };
  const auto each = [&](const char* field, const std::vector<std::string>& list) {
    for (const std::string& text : list) say(field, text);
  };
  say("rollbackClass", std::string(id(d.cls)));
  for (const auto& [part, promise] : d.windows)
    say(part.empty() ? "rollbackWindow" : "rollbackWindow." + part, promise.text);
  say("rollbackMethod", d.method);
  say("stateRestoreApprovedBy", d.state_restore_approved_by);
  each("irreversibleEffects", d.irreversible_effects);
  say("rollbackUnsafeWhen", d.unsafe_when);
  say("rollbackTrigger", d.trigger);
  each("approvers", d.approvers);
  if (d.expected_duration) say("expectedDuration", d.expected_duration->text);
  each("verification", d.verification);
  each("evidence", d.evidence);
  say("secret.leaked", std::string(id(d.secret.leaked)));
  say("secret.revoked", std::string(id(d.secret.revoked)));
  say("secret.rotationRequired", std::string(id(d.secret.rotation_required)));
  say("secret.oldValueAccepted", std::string(id(d.secret.old_value_accepted)));
  for (const auto& [objective, length] : d.slo) say("rollbackSLO." + objective, length.text);
  return out;
}

}  // namespace oneway
