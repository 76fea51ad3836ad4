#include "assess/moves/refactoring.h"

#include <algorithm>

namespace oneway::moves {
namespace {

std::string of_stack(std::uint32_t input, std::string text) {
  return std::to_string(input) + " " + std::move(text);
}

int compare_keys(const InstanceKey& a, const InstanceKey& b) {
  if (a.kind != b.kind) return a.kind < b.kind ? -1 : 1;
  if (a.kind == InstanceKey::Kind::Number && a.text.size() != b.text.size())
    return a.text.size() < b.text.size() ? -1 : 1;
  return a.text.compare(b.text);
}

// The partner that most objects went to; the smaller text among equals.
const std::string* most(const std::unordered_map<std::string, int>& votes) {
  const std::pair<const std::string, int>* best = nullptr;
  for (const auto& v : votes)
    if (best == nullptr || v.second > best->second || (v.second == best->second && v.first < best->first))
      best = &v;
  return best == nullptr ? nullptr : &best->first;
}

std::string join(const std::string& module, const std::string& rest) {
  return module.empty() || rest.empty() ? module + rest : module + "." + rest;
}

}  // namespace

std::string path_text(const std::vector<ModuleStep>& modules, std::size_t steps) {
  std::string out;
  for (std::size_t i = 0; i < steps; ++i)
    out += (i == 0 ? "module." : ".module.") + modules[i].name + modules[i].key.to_string();
  return out;
}

std::string static_path_text(const std::vector<ModuleStep>& modules, std::size_t steps) {
  std::string out;
  for (std::size_t i = 0; i < steps; ++i) out += (i == 0 ? "module." : ".module.") + modules[i].name;
  return out;
}

std::string resource_text(const Address& a) {
  return join(path_text(a.modules, a.modules.size()), a.type + "." + a.name);
}

bool address_less(const Address& a, const Address& b) {
  for (std::size_t i = 0; i < std::min(a.modules.size(), b.modules.size()); ++i) {
    if (const int c = a.modules[i].name.compare(b.modules[i].name)) return c < 0;
    if (const int c = compare_keys(a.modules[i].key, b.modules[i].key)) return c < 0;
  }
  if (a.modules.size() != b.modules.size()) return a.modules.size() < b.modules.size();
  if (const int c = a.type.compare(b.type)) return c < 0;
  if (const int c = a.name.compare(b.name)) return c < 0;
  return compare_keys(a.key, b.key) < 0;
}

ModulePair changed_module(const Address& from, const Address& to) {
  std::size_t f = from.modules.size(), t = to.modules.size();
  if (f == 0 || t == 0) return {};
  while (f > 1 && t > 1 && from.modules[f - 1] == to.modules[t - 1]) --f, --t;
  if (path_text(from.modules, f) == path_text(to.modules, t)) return {};
  return {f, t};
}

void Refactoring::learn(const MatchRecord& gone, const MatchRecord& fresh) {
  const Address &from = gone.address, &to = fresh.address;
  ++resources_[of_stack(gone.input, resource_text(from))][resource_text(to)];
  if (from.modules == to.modules || from.type != to.type || from.name != to.name) return;
  std::size_t f = from.modules.size(), t = to.modules.size();
  while (f > 0 && t > 0 && from.modules[f - 1] == to.modules[t - 1]) --f, --t;
  if (f > 0 || t > 0) ++modules_[of_stack(gone.input, path_text(from.modules, f))][path_text(to.modules, t)];
}

int Refactoring::support(const MatchRecord& gone, const MatchRecord& fresh) const {
  int points = 0;
  if (auto it = resources_.find(of_stack(gone.input, resource_text(gone.address))); it != resources_.end())
    if (it->second.contains(resource_text(fresh.address))) points += 8;
  const Address &from = gone.address, &to = fresh.address;
  std::size_t f = from.modules.size(), t = to.modules.size();
  while (f > 0 && t > 0 && from.modules[f - 1] == to.modules[t - 1]) --f, --t;
  if (f == 0 && t == 0) return points;
  if (auto it = modules_.find(of_stack(gone.input, path_text(from.modules, f))); it != modules_.end())
    if (it->second.contains(path_text(to.modules, t))) points += from.name == to.name ? 12 : 6;
  return points;
}

std::vector<std::string> Refactoring::expected(const MatchRecord& gone) const {
  std::vector<std::string> out;
  const Address& a = gone.address;
  const std::string key = a.key.to_string();
  if (auto it = resources_.find(of_stack(gone.input, resource_text(a))); it != resources_.end())
    if (const std::string* to = most(it->second)) out.push_back(*to + key);
  for (std::size_t steps = a.modules.size() + 1; steps-- > 1;) {
    const auto it = modules_.find(of_stack(gone.input, path_text(a.modules, steps)));
    if (it == modules_.end()) continue;
    const std::vector<ModuleStep> inner(a.modules.begin() + static_cast<std::ptrdiff_t>(steps),
                                        a.modules.end());
    if (const std::string* to = most(it->second))
      out.push_back(join(join(*to, path_text(inner, inner.size())), a.type + "." + a.name + key));
  }
  return out;
}

}  // namespace oneway::moves
