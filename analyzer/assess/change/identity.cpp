// A re-created object is another object: what others know it by changes.
#include <algorithm>
#include <array>

#include "assess/change/effects.h"
#include "assess/change/words.h"

namespace oneway {
namespace {

// Identities that things outside the plan remember: network names and addresses, principals.
constexpr std::array<std::string_view, 22> kRemembered = {
    "endpoint",       "address",   "dns",   "domain",      "url",        "uri",       "fqdn",
    "host",           "_ip",       "ip_",   "name_server", "hostname",   "principal", "object_id",
    "unique",         "client_id", "thumb", "fingerprint", "public_key", "account",   "email",
    "connection_name"};

bool remembered(std::string_view attribute) {
  return std::any_of(kRemembered.begin(), kRemembered.end(),
                     [&](std::string_view word) { return attribute.find(word) != std::string_view::npos; });
}

// Does the re-creation have another name? Going back makes it under its old one. The name is a rule's first
// argument, its parents follow; a parent that is not known yet is taken to stay.
bool renamed(const Case& c, Transition t) {
  if (t == Transition::Revert) return false;
  for (const NameRule& rule : c.facts().names)
    for (const std::string& argument : rule.arguments) {
      const bool unknown = any_true(c.after_unknown().dotted(argument));
      if (unknown ? argument == rule.arguments.front()
                  : !deep_equal(c.before().dotted(argument), c.after().dotted(argument)))
        return true;
    }
  return false;
}

}  // namespace

bool comes_back_by_create(const Case& c) {
  if (c.change.actions.creates()) return false;
  const auto& names = c.facts().names;
  return std::any_of(names.begin(), names.end(), [&](const NameRule& n) {
    return n.reuse == NameRule::Reuse::Resurrects && c.holds_before(n.held_when) == Truth::Yes;
  });
}

void judge_identity(const Case& c, Transition t) {
  if (t == Transition::Revert && comes_back_by_create(c)) return;
  std::vector<std::string> outside, inside, all = c.facts().identity;
  if (renamed(c, t))
    all.insert(all.end(), c.facts().identity_by_name.begin(), c.facts().identity_by_name.end());
  for (const std::string& attribute : all) {
    if (c.shows_values() && c.before().dotted(attribute).empty_value()) continue;
    (remembered(attribute) ? outside : inside).push_back(attribute);
  }
  if (outside.empty() && inside.empty()) return;
  const bool forward = t == Transition::Forward;
  const std::string lead = forward ? "The new object has another " : "Made again, it has another ";
  if (outside.empty()) {
    Effect& e = c.add("OW301", EffectKind::IdentityChanged, t, RollbackClass::FullyReversible,
                      lead + joined(inside, "and") + "; references in this configuration follow.");
    for (const std::string& attribute : inside) e.evidence.push_back(c.seen(attribute));
    return;
  }
  Effect& e =
      c.add("OW301", EffectKind::IdentityChanged, t, RollbackClass::ManualRepair,
            lead + joined(outside, "and") +
                ": whoever outside this configuration knows the old one must be pointed to the new one.");
  for (const std::string& attribute : outside) e.evidence.push_back(c.seen(attribute));
  c.out.revert.needs.push_back("point clients of the old " + joined(outside, "and") + " to the new one");
}

}  // namespace oneway
