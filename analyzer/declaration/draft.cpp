#include <cstdio>

#include "declaration/declaration.h"

namespace oneway {
namespace {

// A YAML scalar in double quotes; control characters are escaped, so nothing of the plan leaves its line.
std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    const bool c1 = c == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0;
    if (c < 0x20 || c == 0x7F || c1) {
      char escape[8];
      std::snprintf(escape, sizeof escape, "\\x%02X", c1 ? static_cast<unsigned char>(text[++i]) : c);
      out += escape;
    } else {
      if (c == '"' || c == '\\') out += '\\';
      out += static_cast<char>(c);
    }
  }
  return out + "\"";
}

}  // namespace

std::string draft_declaration(const Assessment& a, const std::string& environment) {
  const RollbackClass cls = computed_class(a);
  const AssessedChange* shortest = nullptr;
  std::string effects, method;
  for (const AssessedChange& c : a.changes) {
    if (c.window.seconds && (!shortest || *c.window.seconds < *shortest->window.seconds)) shortest = &c;
    if (method.empty() && c.cls == cls && !c.repairs.empty()) method = c.repairs.front().pattern;
    for (const Effect& e : c.effects)
      if (e.cls >= kOneWay) effects += "  - " + quoted(c.address + ": " + e.code + " " + e.message) + "\n";
  }
  std::string out =
      "# A draft from the plan. What it cannot know is left out; a high-risk change fails until it is filled "
      "in.\nid: \"\"\nenvironment: " +
      quoted(environment) + "\nrollbackClass: " + std::string(id(cls)) + "\n";
  if (shortest) out += "rollbackWindow: " + std::to_string(*shortest->window.seconds) + "s\n";
  if (!method.empty()) out += "rollbackMethod: " + quoted(method) + "\n";
  if (!effects.empty()) out += "irreversibleEffects:\n" + effects;
  return out +
         "# rollbackUnsafeWhen: what makes going back unsafe\n# rollbackTrigger: the metric that starts it\n"
         "# approvers: [who]\n# expectedDuration: 15m\n# verification: [what proves that it works]\n"
         "# evidence: [what is kept]\n# rollbackSLO: {detect: 5m, decide: 10m, execute: 15m, verify: 10m, "
         "evidence: 24h}\n";
}

}  // namespace oneway
