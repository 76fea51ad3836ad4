#include "assess/plan/dependents.h"

#include <algorithm>

namespace oneway {
namespace {

std::string module_prefix(const std::vector<std::string>& path) {
  std::string out;
  for (const std::string& name : path) out += "module." + name + ".";
  return out;
}

// The first `parts` dot-separated parts of a reference, without index brackets.
std::string head(std::string_view reference, int parts) {
  std::string out;
  for (std::size_t i = 0; i < reference.size(); ++i) {
    const char ch = reference[i];
    if (ch == '[') {
      while (i < reference.size() && reference[i] != ']') ++i;
      continue;
    }
    if (ch == '.' && --parts == 0) break;
    out += ch;
  }
  return out;
}

bool is_resource(std::string_view name) {
  const std::size_t last = name.rfind("module.");
  const std::string_view tail = last == std::string_view::npos ? name : name.substr(name.find('.', last + 7) == std::string_view::npos ? name.size() : name.find('.', last + 7) + 1);
  return !tail.empty() && !tail.starts_with("var.") && !tail.starts_with("output.");
}

}  // namespace

DependencyGraph::Id DependencyGraph::node(std::string_view name) {
  const auto [at, fresh] = ids_.try_emplace(std::string(name), static_cast<Id>(names_.size()));
  if (fresh) {
    names_.push_back(&at->first);
    uses_.emplace_back();
    used_by_.emplace_back();
  }
  return at->second;
}

void DependencyGraph::edge(Id from, Id to) {
  if (from == to || std::find(uses_[from].begin(), uses_[from].end(), to) != uses_[from].end()) return;
  uses_[from].push_back(to);
  used_by_[to].push_back(from);
}

void DependencyGraph::refer(Id from, const std::string& module, const std::vector<std::string>& references) {
  for (const std::string& reference : references) {
    if (reference.starts_with("var.")) {
      if (!module.empty()) edge(from, node(module + head(reference, 2)));
    } else if (reference.starts_with("module.")) {
      const std::string call = head(reference, 2), output = head(reference, 3);
      edge(from, node(output == call ? module + call : module + call + ".output." + output.substr(call.size() + 1)));
    } else if (reference.starts_with("data.")) {
      edge(from, node(module + head(reference, 3)));
    } else if (!reference.starts_with("local.") && !reference.starts_with("each.") && !reference.starts_with("count.") &&
               !reference.starts_with("path.") && !reference.starts_with("self") && !reference.starts_with("terraform.") &&
               reference.find('.') != std::string::npos) {
      edge(from, node(module + head(reference, 2)));
    }
  }
}

void DependencyGraph::resource(const ConfigResource& r) {
  const std::string module = module_prefix(r.module_path);
  const Id self = node(module + (r.mode == "data" ? "data." : "") + r.type + "." + r.name);
  refer(self, module, r.references);
  // Whoever waits for the module as a whole waits for this resource.
  if (!module.empty()) edge(node(module.substr(0, module.size() - 1)), self);
}

void DependencyGraph::module_call(const ConfigModuleCall& m) {
  const std::string outer = module_prefix(m.module_path), inner = outer + "module." + m.name + ".";
  for (const auto& [argument, references] : m.arguments) refer(node(inner + "var." + argument), outer, references);
}

void DependencyGraph::output(const ConfigOutput& o) {
  if (o.module_path.empty()) return;
  const std::string module = module_prefix(o.module_path);
  refer(node(module + "output." + o.name), module, o.references);
}

void DependencyGraph::prior(std::string_view static_address, const std::vector<std::string>& depends_on) {
  const Id self = node(static_address);
  for (const std::string& target : depends_on) edge(self, node(target));
}

std::vector<std::string> DependencyGraph::reach(std::string_view start, const std::vector<std::vector<Id>>& edges,
                                                std::size_t limit) const {
  std::vector<std::string> found;
  const auto first = ids_.find(std::string(start));
  if (first == ids_.end()) return found;
  std::vector<bool> seen(names_.size());
  std::vector<Id> ring{first->second};
  seen[first->second] = true;
  while (!ring.empty() && found.size() < limit) {
    std::vector<Id> next;
    for (Id at : ring)
      for (Id to : edges[at])
        if (!seen[to]) {
          seen[to] = true;
          next.push_back(to);
        }
    std::vector<std::string> names;
    for (Id id : next)
      if (is_resource(*names_[id])) names.push_back(*names_[id]);
    std::sort(names.begin(), names.end());
    for (std::string& name : names)
      if (found.size() < limit) found.push_back(std::move(name));
    ring = std::move(next);
  }
  return found;
}

std::vector<std::string> DependencyGraph::dependents(std::string_view a, std::size_t limit) const { return reach(a, used_by_, limit); }
std::vector<std::string> DependencyGraph::dependencies(std::string_view a, std::size_t limit) const { return reach(a, uses_, limit); }

}  // namespace oneway
