#include <algorithm>
#include <cstdio>

#include "declaration/allowance.h"
#include "declaration/declaration.h"
#include "declaration/secrets.h"

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
    } else if (text.substr(i, 3) == "\xE2\x80\xA8" || text.substr(i, 3) == "\xE2\x80\xA9") {
      out += text[i + 2] == '\xA8' ? "\\L" : "\\P";  // line and paragraph separator
      i += 2;
    } else {
      if (c == '"' || c == '\\') out += '\\';
      out += static_cast<char>(c);
    }
  }
  return out + "\"";
}

class Draft {
 public:
  explicit Draft(const Assessment& a) : a_(a), cls_(computed_class(a)), high_risk_(cls_ >= kHighRisk) {}

  std::string write(const std::string& environment) {
    out_ =
        "# Drafted by `oneway change init` from the plan. Fill in every \"\" and []: a blank is refused, and "
        "so\n"
        "# is a claim that the plan contradicts (oneway plan --change).\n";
    blank("id", "\"\"", "the number of the change or the incident");
    if (environment.empty())
      blank("environment", "\"\"", "where it is applied: what --environment says");
    else
      line("environment", quoted(environment));
    line("rollbackClass", std::string(id(cls_)));
    windows();
    method();
    effects();
    secret();
    if (high_risk_) questions();
    out_ += high_risk_ ? ""
                       : "# Not asked for at this class: rollbackUnsafeWhen, rollbackTrigger, approvers, "
                         "expectedDuration,\n# verification, evidence.\n";
    out_ +=
        "# rollbackSLO: {detect: 5m, decide: 10m, execute: 15m, verify: 10m, evidence: 24h}   # for a "
        "critical "
        "service\n";
    return std::move(out_);
  }

 private:
  void line(std::string_view key, const std::string& value) {
    out_ += std::string(key) + ": " + value + "\n";
  }
  void blank(std::string_view key, std::string_view value, std::string_view what) {
    out_ += std::string(key) + ": " + std::string(value) + "  # " + std::string(what) + "\n";
  }

  void windows() {
    std::vector<std::pair<std::string_view, std::string>> parts;
    for (std::string_view part : kWindowParts)
      if (std::string text = promise(allowance(a_, part)); !text.empty()) parts.emplace_back(part, text);
    if (parts.empty()) {
      if (high_risk_)
        blank("rollbackWindow", "\"\"", "no fact limits it: a length such as 48h, what closes it, or none");
    } else if (parts.size() == 1 && promise(allowance(a_, "")) == parts[0].second) {
      line("rollbackWindow", quoted(parts[0].second));
    } else {
      out_ += "rollbackWindow:\n";
      for (const auto& [part, text] : parts) line("  " + std::string(part), quoted(text));
    }
  }

  void method() {
    for (const Recommendation& r : a_.recommendations)
      if (r.cls == cls_ && !r.ways.empty()) return line("rollbackMethod", quoted(r.ways.front().pattern));
    if (high_risk_) blank("rollbackMethod", "\"\"", "a repair pattern, see `oneway explain`");
  }

  void effects() {
    std::string list;
    for (const AssessedChange& c : a_.changes)
      for (const Effect& e : c.effects)
        if (e.cls >= kOneWay) list += "  - " + quoted(c.address + ": " + e.code + " " + e.message) + "\n";
    if (!list.empty()) out_ += "irreversibleEffects:  # say of each why it is accepted\n" + list;
  }

  void secret() {
    const auto rotated = rotations(a_);
    if (rotated.empty()) return;
    out_ += "secret:  # the old value comes back safely only with no, no, no, yes\n";
    for (const char* key : {"leaked", "revoked", "rotationRequired", "oldValueAccepted"})
      out_ += std::string("  ") + key + ": \"\"\n";
  }

  void questions() {
    blank("rollbackUnsafeWhen", "\"\"", "what makes going back unsafe");
    blank("rollbackTrigger", "\"\"", "the metric that starts it");
    blank("approvers", "[]", "who can approve it");
    blank("expectedDuration", "\"\"", "how long it takes, such as 15m");
    blank("verification", "[]", "what proves that it works");
    blank("evidence", "[]", "what is kept");
  }

  const Assessment& a_;
  RollbackClass cls_;
  bool high_risk_;
  std::string out_;
};

}  // namespace

std::string draft_declaration(const Assessment& a, const std::string& environment) {
  return Draft(a).write(environment);
}

}  // namespace oneway
