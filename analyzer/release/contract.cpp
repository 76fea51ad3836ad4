#include "release/contract.h"

#include <algorithm>

#include "release/lints.h"
#include "release/version.h"

namespace oneway {
namespace {

// `path` below `module` (zero or one call), dotted; false if it lies outside.
bool below(const std::vector<std::string>& path, const std::string& module, std::string& inner) {
  inner.clear();
  std::size_t at = 0;
  if (!module.empty()) {
    if (path.empty() || "module." + path[0] != module) return false;
    at = 1;
  }
  for (; at < path.size(); ++at) inner += "module." + path[at] + ".";
  return true;
}

class Comparison {
 public:
  Comparison(const Contract& before, const Contract& after, std::vector<ReleaseLint>& out)
      : before_(before), after_(after), out_(out) {}

  void run() {
    outputs();
    variables();
    providers();
    for (const auto& [name, constraint] : after_.modules) {
      const auto old = before_.modules.find(name);
      if (old != before_.modules.end() && old->second != constraint)
        add("OW943", name,
            "The version of an inner module changes from \"" + old->second + "\" to \"" + constraint + "\".");
    }
    for (const auto& [address, count] : after_.provisioners) {
      const auto old = before_.provisioners.find(address);
      if (old == before_.provisioners.end() || old->second < count)
        add("OW944", address, "A new provisioner runs commands when the object is made or destroyed.");
    }
  }

 private:
  void add(std::string_view code, std::string address, std::string message) {
    out_.push_back(make_lint(code, std::move(address), std::move(message)));
  }

  void outputs() {
    for (const auto& [name, old] : before_.outputs) {
      const auto now = after_.outputs.find(name);
      const std::string address = "output." + name;
      if (now == after_.outputs.end()) {
        const std::string heir = heir_of(old);
        if (heir.empty())
          add("OW920", address, "The output is gone: whoever reads it fails.");
        else
          add("OW921", address, "The output is now called " + heir + ": whoever reads the old name fails.");
        continue;
      }
      if (!old.sensitive && now->second.sensitive)
        add("OW922", address,
            "The output became sensitive: callers that print it or pass it on must mark theirs too.");
      const bool known = old.kind != Kind::Missing && old.kind != Kind::Null &&
                         now->second.kind != Kind::Missing && now->second.kind != Kind::Null;
      if (known && old.kind != now->second.kind)
        add("OW924", address, "The output's value is of another type.");
    }
    for (const auto& [name, output] : after_.outputs)
      if (!before_.outputs.contains(name)) add("OW923", "output." + name, "A new output.");
  }

  // A new output made of the same things.
  std::string heir_of(const Contract::Output& old) const {
    if (old.references.empty()) return "";
    for (const auto& [name, now] : after_.outputs)
      if (!before_.outputs.contains(name) && now.references == old.references) return name;
    return "";
  }

  void variables() {
    for (const auto& [name, old] : before_.variables) {
      const auto now = after_.variables.find(name);
      if (now == after_.variables.end())
        add("OW930", "variable." + name, "The variable is gone: callers that set it fail.");
      else if (old.has_default && !now->second.has_default)
        add("OW931", "variable." + name, "The variable lost its default: callers that do not set it fail.");
      else
        variable_kept("variable." + name, old, now->second);
    }
    for (const auto& [name, variable] : after_.variables)
      if (!before_.variables.contains(name)) {
        if (variable.has_default)
          add("OW932", "variable." + name, "A new variable with a default.");
        else
          add("OW931", "variable." + name, "A new variable without a default: every caller must set it.");
      }
  }

  void variable_kept(const std::string& address, const ConfigVariable& old, const ConfigVariable& now) {
    if (old.has_default && now.has_default && old.default_hash != now.default_hash)
      add("OW933", address,
          "The variable's default is another value: callers that do not set it get that one.");
    if (!old.sensitive && now.sensitive)
      add("OW934", address,
          "The variable became sensitive: so does everything that is made of it, and outputs must say so.");
  }

  void providers() {
    for (const auto& [name, constraint] : after_.providers) {
      const auto old = before_.providers.find(name);
      if (old == before_.providers.end())
        add("OW942", "provider." + name, "A new provider, which callers may have to configure.");
      else if (old->second != constraint)
        constraint_changed(name, old->second, constraint);
    }
  }

  void constraint_changed(const std::string& name, const std::string& from, const std::string& to) {
    const auto old_least = least_allowed(from), new_least = least_allowed(to);
    const auto old_end = upper_end(from), new_end = upper_end(to);
    const bool tighter = (new_least && (!old_least || *new_least > *old_least)) ||
                         (new_end && (!old_end || *new_end < *old_end));
    const std::string what = "The version constraint changes from \"" + from + "\" to \"" + to + "\"";
    if (tighter)
      add("OW940", "provider." + name, what + ": versions that callers use are refused.");
    else
      add("OW941", "provider." + name, what + ".");
  }

  const Contract& before_;
  const Contract& after_;
  std::vector<ReleaseLint>& out_;
};

}  // namespace

void ContractReader::resource(const ConfigResource& r) {
  if (r.module_path.empty() && r.mode == "managed") root_has_objects_ = true;
  if (!r.provisioners.empty()) provisioned_.push_back(r);
}

Contract ContractReader::contract() const {
  Contract c;
  std::vector<const ConfigModuleCall*> roots;
  for (const ConfigModuleCall& m : calls_)
    if (m.module_path.empty()) roots.push_back(&m);
  if (roots.size() == 1 && !root_has_objects_) c.module = "module." + roots.front()->name;

  std::string inner;
  for (const ConfigOutput& o : outputs_)
    if (below(o.module_path, c.module, inner) && inner.empty()) {
      Contract::Output& to = c.outputs[o.name];
      to = {o.sensitive, o.references, Kind::Missing};
      std::sort(to.references.begin(), to.references.end());
      if (const auto kind = kinds_.find(o.name); c.module.empty() && kind != kinds_.end())
        to.kind = kind->second;
    }
  for (const ConfigVariable& v : variables_)
    if (below(v.module_path, c.module, inner) && inner.empty()) c.variables[v.name] = v;
  for (const auto& [name, constraint] : providers_) {
    std::string& to = c.providers[name];
    if (constraint > to) to = constraint;
  }
  for (const ConfigModuleCall& m : calls_)
    if (below(m.module_path, c.module, inner)) c.modules[inner + "module." + m.name] = m.version_constraint;
  for (const ConfigResource& r : provisioned_)
    if (below(r.module_path, c.module, inner))
      c.provisioners[inner + r.type + "." + r.name] = r.provisioners.size();
  return c;
}

void compare_contracts(const Contract& before, const Contract& after, std::vector<ReleaseLint>& out) {
  Comparison(before, after, out).run();
}

}  // namespace oneway
