#include "assess/plan/dependents.h"

#include <algorithm>
#include <unordered_set>

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
  const std::string_view tail =
      last == std::string_view::npos
          ? name
          : name.substr(name.find('.', last + 7) == std::string_view::npos ? name.size()
                                                                           : name.find('.', last + 7) + 1);
  return !tail.empty() && !tail.starts_with("var.") && !tail.starts_with("output.");
}

}  // namespace

void DependencyGraph::edge(Id from, Id to) {
  if (from == to) return;
  used_by_.emplace_back(to, from);
  sorted_ = false;
}

void DependencyGraph::sort_edges() const {
  if (sorted_) return;
  std::sort(used_by_.begin(), used_by_.end());
  used_by_.erase(std::unique(used_by_.begin(), used_by_.end()), used_by_.end());
  sorted_ = true;
}

void DependencyGraph::refer(std::string_view user, const std::string& module,
                            const std::vector<std::string>& references) {
  std::string target;
  for (const std::string& reference : references) {
    target.clear();
    if (reference.starts_with("var.")) {
      if (!module.empty()) target = module + head(reference, 2);
    } else if (reference.starts_with("module.")) {
      const std::string call = head(reference, 2), output = head(reference, 3);
      target = output == call ? module + call : module + call + ".output." + output.substr(call.size() + 1);
    } else if (reference.starts_with("data.")) {
      target = module + head(reference, 3);
    } else if (!reference.starts_with("local.") && !reference.starts_with("each.") &&
               !reference.starts_with("count.") && !reference.starts_with("path.") &&
               !reference.starts_with("self") && !reference.starts_with("terraform.") &&
               reference.find('.') != std::string::npos) {
      target = module + head(reference, 2);
    }
    if (!target.empty()) edge(names_.id(user), names_.id(target));
  }
}

void DependencyGraph::resource(const ConfigResource& r) {
  const std::string module = module_prefix(r.module_path);
  const std::string self = module + (r.mode == "data" ? "data." : "") + r.type + "." + r.name;
  refer(self, module, r.references);
  // Whoever waits for the module as a whole waits for this resource.
  if (!module.empty())
    edge(names_.id(std::string_view(module).substr(0, module.size() - 1)), names_.id(self));
}

void DependencyGraph::module_call(const ConfigModuleCall& m) {
  const std::string outer = module_prefix(m.module_path), inner = outer + "module." + m.name + ".";
  for (const auto& [argument, references] : m.arguments) refer(inner + "var." + argument, outer, references);
}

void DependencyGraph::output(const ConfigOutput& o) {
  if (o.module_path.empty()) return;
  const std::string module = module_prefix(o.module_path);
  refer(module + "output." + o.name, module, o.references);
}

void DependencyGraph::prior(std::string_view static_address, const std::vector<std::string>& depends_on) {
  const Id self = names_.id(static_address);
  for (const std::string& target : depends_on) edge(self, names_.id(target));
}

std::vector<std::string> DependencyGraph::dependents(std::string_view start, std::size_t limit) const {
  std::vector<std::string> found;
  const auto first = names_.find(start);
  if (!first) return found;
  sort_edges();
  std::unordered_set<Id> seen{*first};
  std::vector<Id> ring{*first};
  while (!ring.empty() && found.size() < limit) {
    std::vector<Id> next;
    for (Id at : ring)
      for (auto e = std::lower_bound(used_by_.begin(), used_by_.end(), std::pair<Id, Id>(at, 0));
           e != used_by_.end() && e->first == at; ++e)
        if (seen.insert(e->second).second) next.push_back(e->second);
    std::vector<std::string> names;
    for (Id id : next)
      if (std::string name = names_.text(id); is_resource(name)) names.push_back(std::move(name));
    std::sort(names.begin(), names.end());
    for (std::string& text : names)
      if (found.size() < limit) found.push_back(std::move(text));
    ring = std::move(next);
  }
  return found;
}

}  // namespace oneway
