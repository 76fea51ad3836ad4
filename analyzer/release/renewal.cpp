#include "release/renewal.h"

#include <algorithm>
#include <string_view>

namespace oneway {
namespace {

std::string prefix_of(const std::vector<std::string>& path) {
  std::string out;
  for (const std::string& name : path) out += "module." + name + ".";
  return out;
}

// "aws_subnet.a[\"x\"].id" -> aws_subnet, a, id. Keys are left out: they may hold anything.
std::vector<std::string> steps_of(std::string_view reference) {
  std::vector<std::string> steps(1);
  bool in_key = false, quoted = false;
  for (std::size_t i = 0; i < reference.size(); ++i) {
    const char ch = reference[i];
    if (in_key) {
      if (quoted && ch == '\\')
        ++i;
      else if (ch == '"')
        quoted = !quoted;
      else if (ch == ']' && !quoted)
        in_key = false;
    } else if (ch == '[') {
      in_key = true;
    } else if (ch == '.') {
      steps.emplace_back();
    } else {
      steps.back() += ch;
    }
  }
  return steps;
}

bool is_no_resource(const std::string& word) {
  static const std::set<std::string> kWords = {"local", "each", "count", "path", "self", "terraform", "data"};
  return kWords.contains(word);
}

}  // namespace

void ConfigReferences::resource(const ConfigResource& r) {
  if (r.mode != "managed") return;
  const std::string module = prefix_of(r.module_path);
  for (const auto& [argument, references] : r.argument_references)
    nodes_[module + r.type + "." + r.name + "|" + argument] = {module, references};
}

void ConfigReferences::module_call(const ConfigModuleCall& m) {
  const std::string outer = prefix_of(m.module_path);
  for (const auto& [argument, references] : m.arguments)
    nodes_[outer + "module." + m.name + ".var." + argument] = {outer, references};
}

void ConfigReferences::output(const ConfigOutput& o) {
  const std::string module = prefix_of(o.module_path);
  nodes_[module + "output." + o.name] = {module, o.references};
}

std::vector<std::string> ConfigReferences::arguments(const std::string& static_address) const {
  std::vector<std::string> out;
  const std::string head = static_address + "|";
  for (auto at = nodes_.lower_bound(head); at != nodes_.end() && at->first.starts_with(head); ++at)
    out.push_back(at->first.substr(head.size()));
  return out;
}

const std::set<ConfigReferences::Source>& ConfigReferences::sources(const std::string& static_address,
                                                                    const std::string& argument) {
  const std::string key = static_address + "|" + argument;
  const auto [at, fresh] = answers_.try_emplace(key);
  const auto node = nodes_.find(key);
  if (!fresh || node == nodes_.end()) return at->second;
  follow(node->second, at->second);
  return at->second;
}

void ConfigReferences::follow(const Node& start, std::set<Source>& into) const {
  std::set<std::string> seen;
  std::vector<const Node*> open{&start};
  while (!open.empty()) {
    const Node& from = *open.back();
    open.pop_back();
    const auto go_on = [&](const std::string& key) {
      const auto next = nodes_.find(key);
      if (next != nodes_.end() && seen.insert(key).second) open.push_back(&next->second);
    };
    // A reference stands there with every shorter form of itself behind it: "a.b.id", "a.b".
    std::vector<std::string> last;
    for (const std::string& reference : from.references) {
      const std::vector<std::string> steps = steps_of(reference);
      const bool shorter = steps.size() < last.size() && std::equal(steps.begin(), steps.end(), last.begin());
      const bool same = steps == last;
      if (!shorter) last = steps;
      if (shorter || same || steps.size() < 2 || is_no_resource(steps[0])) continue;
      if (steps[0] == "var")
        go_on(from.module + "var." + steps[1]);
      else if (steps[0] == "module" && steps.size() > 2)
        go_on(from.module + "module." + steps[1] + ".output." + steps[2]);
      else if (steps[0] != "module")
        into.emplace(from.module + steps[0] + "." + steps[1], steps.size() > 2 ? steps[2] : "");
    }
  }
}

}  // namespace oneway
