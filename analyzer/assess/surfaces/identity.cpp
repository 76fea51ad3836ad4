#include "assess/surfaces/identity.h"

#include "assess/plan/provider_constants.h"

namespace oneway {
namespace {

// The variable that an expression of a provider's configuration takes its value from: "role" of var.role.
std::string variable_of(Value expression) {
  const std::string_view reference = expression["references"].at(0).text();
  return reference.starts_with("var.") ? std::string(reference.substr(4)) : "";
}

}  // namespace

std::set<std::string> bare_names(const std::string& text) {
  std::set<std::string> names{text};
  for (const std::string& pattern : surface_rules().bare_names)
    if (std::string name = group_of_match(pattern, text); !name.empty()) names.insert(std::move(name));
  return names;
}

IdentityJudge::IdentityJudge(const AccessJudge& access)
    : access_(access), principals_(surface_rules().principals) {}

void IdentityJudge::keep(Shown& shown, const std::string& text, const std::string& where) const {
  if (text.size() < 3 || text.size() > 2048) return;
  for (const std::string& name : bare_names(text)) shown.identities.emplace(name, where);
}

void IdentityJudge::change(const Sight& sight) {
  if (sight.action().empty() || sight.creates()) return;
  Paths paths;
  for (const View& view : sight.views())
    for (const std::size_t i : principals_.of(view.name))
      for (const std::string& argument : surface_rules().principals[i].arguments)
        for (const Value side : {view.before, view.after})
          for (const std::string& text : paths.texts(side, argument))
            inputs_[sight.input].principals[sight.change.address].merge(bare_names(text));
}

void IdentityJudge::config_provider(const ConfigProvider& p, std::uint32_t input) {
  const Document constants = constants_of(p.expressions);
  Paths paths;
  for (const IdentitySource& source : surface_rules().identity_sources) {
    if (!matches_whole(source.provider, p.full_name.empty() ? p.name : p.full_name)) continue;
    for (const std::string& argument : source.arguments) {
      const std::string where = "provider " + p.name + ", " + argument;
      if (!constants.empty())
        for (const std::string& text : paths.texts(constants.root(), argument))
          keep(inputs_[input], text, where);
      for (const Value expression : paths.at(p.expressions, argument))
        if (const std::string name = variable_of(expression); !name.empty())
          inputs_[input].variables_wanted.emplace(name, where);
    }
  }
}

void IdentityJudge::variable(const std::string& name, Value value, std::uint32_t input) {
  if (value.is_string()) inputs_[input].variables[name] = value.text();
}

bool IdentityJudge::wants_prior_values(const PriorObject& o) const {
  if (o.mode != "data") return false;
  for (const IdentitySource& source : surface_rules().identity_sources)
    if (source.data == o.type) return true;
  return false;
}

void IdentityJudge::prior(const PriorObject& o, std::uint32_t input) {
  if (o.mode != "data") return;
  Paths paths;
  for (const IdentitySource& source : surface_rules().identity_sources) {
    if (source.data != o.type) continue;
    for (const std::string& argument : source.arguments)
      for (const std::string& text : paths.texts(o.values, argument)) keep(inputs_[input], text, o.address);
  }
}

void IdentityJudge::answer(Assessment& a, const std::vector<const Stack*>&) {
  for (auto& [input, shown] : inputs_) {
    for (const auto& [name, where] : shown.variables_wanted)
      if (const auto at = shown.variables.find(name); at != shown.variables.end())
        keep(shown, at->second, where + " = var." + name);
    if (shown.identities.empty()) continue;
    auto principals = shown.principals;
    for (const AssessedChange& c : a.changes)
      if (const auto at = access_.concerned().find(c.address);
          c.input == input && at != access_.concerned().end())
        for (const std::string& text : at->second) principals[c.address].merge(bare_names(text));
    for (const auto& [address, names] : principals)
      for (const std::string& name : names) {
        const auto at = shown.identities.find(name);
        if (at == shown.identities.end()) continue;
        Finding& f =
            add_finding(a, "OW708",
                        "The plan changes the rights of the identity that it runs as: apply, or the next one "
                        "that should take "
                        "it back, may be refused half-way. Have another identity ready that can repair it.",
                        {address});
        // The name itself may come out of a sensitive variable.
        f.evidence.push_back(text_evidence(at->second, "named in the change", true, false));
        break;
      }
  }
}

}  // namespace oneway
