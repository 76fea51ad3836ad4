#include "assess/moves/cover.h"

#include <algorithm>
#include <map>

#include "assess/moves/refactoring.h"

namespace oneway::moves {
namespace {

using KeyKind = InstanceKey::Kind;

// Does the address lie in the module `path` (its first steps), whatever the key of the last step if
// `any_key`?
bool inside(const Address& a, const std::vector<ModuleStep>& path, bool any_key) {
  if (a.modules.size() < path.size()) return false;
  for (std::size_t i = 0; i < path.size(); ++i) {
    const bool last = i + 1 == path.size();
    if (a.modules[i].name != path[i].name || !(a.modules[i].key == path[i].key || (last && any_key)))
      return false;
  }
  return true;
}

std::string whole_path_text(const std::vector<ModuleStep>& path) {
  return path_text(path, path.size());
}

std::vector<ModuleStep> first_steps(const Address& a, std::size_t n) {
  return {a.modules.begin(), a.modules.begin() + static_cast<std::ptrdiff_t>(n)};
}

// Does `pair` do just what `from -> to` does to everything in it?
bool follows(const MovedPair& pair, const std::vector<ModuleStep>& from, const std::vector<ModuleStep>& to,
             bool any_key) {
  const Address &a = pair.gone->address, &b = pair.fresh->address;
  if (!inside(a, from, any_key) || !inside(b, to, any_key)) return false;
  if (any_key && !(a.modules[from.size() - 1].key == b.modules[to.size() - 1].key)) return false;
  return std::equal(a.modules.begin() + static_cast<std::ptrdiff_t>(from.size()), a.modules.end(),
                    b.modules.begin() + static_cast<std::ptrdiff_t>(to.size()), b.modules.end()) &&
         a.type == b.type && a.name == b.name && a.key == b.key;
}

std::string repetition_event(const std::string& what, const InstanceKey& from, const InstanceKey& to) {
  const auto word = [](const InstanceKey& k) {
    return k.kind == KeyKind::None ? "a single one" : k.kind == KeyKind::Number ? "count" : "for_each";
  };
  if (from.kind == to.kind)
    return what + (from.kind == KeyKind::String ? " has another for_each key" : " has another index");
  if (from.kind == KeyKind::None) return what + " gained " + word(to);
  if (to.kind == KeyKind::None) return what + " is no longer repeated by " + word(from);
  return what + " went from " + word(from) + " to " + word(to);
}

std::string module_event(const std::vector<ModuleStep>& from, const std::vector<ModuleStep>& to,
                         bool any_key) {
  std::vector<ModuleStep> a = from, b = to;
  const InstanceKey ka = a.back().key, kb = b.back().key;
  a.back().key = b.back().key = {};
  if (path_text(a, a.size()) == path_text(b, b.size()) && !any_key)
    return repetition_event(path_text(a, a.size()), ka, kb);
  if (any_key) return path_text(a, a.size()) + " became " + path_text(b, b.size());
  return path_text(from, from.size()) + " became " + path_text(to, to.size());
}

std::string resource_event(const Address& from, const Address& to) {
  const std::string a = resource_text(from), b = resource_text(to);
  if (a == b) return repetition_event(a, from.key, to.key);
  if (from.type != to.type) return a + " became " + b + " (the type has a successor)";
  if (from.modules.size() < to.modules.size() && from.name == to.name)
    return a + " went into " + path_text(to.modules, to.modules.size());
  if (from.modules.size() > to.modules.size() && from.name == to.name)
    return a + " left " + path_text(from.modules, from.modules.size());
  return a + " became " + b;
}

// A module, or one instance of it, that a block renames.
struct Rename {
  std::vector<ModuleStep> from, to;
  bool any_key;

  Address apply(Address a) const {
    std::vector<ModuleStep> modules = to;
    if (any_key) modules.back().key = a.modules[from.size() - 1].key;
    modules.insert(modules.end(), a.modules.begin() + static_cast<std::ptrdiff_t>(from.size()),
                   a.modules.end());
    a.modules = std::move(modules);
    return a;
  }
};

class Coverer {
 public:
  Coverer(const std::vector<MovedPair>& pairs, const std::vector<const MatchRecord*>& gone,
          const MoveContext::Stack& stack)
      : pairs_(pairs), gone_(gone), stack_(stack) {
    out_.repair_of.assign(pairs.size(), SIZE_MAX);
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      pair_of_[pairs[i].gone] = i;
      targets_.insert(pairs[i].fresh->address.to_string());
    }
  }

  Cover run() {
    modules();
    resources();
    for (std::size_t i = 0; i < pairs_.size(); ++i)
      if (open(i))
        add({i}, current(pairs_[i].gone->address).to_string(), pairs_[i].fresh->address.to_string(),
            resource_event(pairs_[i].gone->address, pairs_[i].fresh->address));
    return std::move(out_);
  }

 private:
  bool open(std::size_t pair) const { return out_.repair_of[pair] == SIZE_MAX; }
  bool declared(const std::string& text) const { return stack_.declared.contains(text); }
  bool standing(const std::string& text) const { return stack_.standing.contains(text); }

  void modules() {
    // Outer modules first: they cover the most.
    std::map<std::tuple<std::size_t, std::string, std::string>, std::size_t> seen;
    for (std::size_t i = 0; i < pairs_.size(); ++i) {
      const Address &a = pairs_[i].gone->address, &b = pairs_[i].fresh->address;
      if (a.type != b.type || a.name != b.name || !(a.key == b.key)) continue;
      if (const ModulePair m = changed_module(a, b); m.from_steps > 0)
        seen.try_emplace({m.from_steps, path_text(a.modules, m.from_steps), path_text(b.modules, m.to_steps)},
                         i);
    }
    for (const auto& [key, i] : seen) {
      if (!open(i)) continue;
      const Address &a = pairs_[i].gone->address, &b = pairs_[i].fresh->address;
      const ModulePair m = changed_module(a, b);
      const std::vector<ModuleStep> from = first_steps(a, m.from_steps), to = first_steps(b, m.to_steps);
      if (from.back().key == to.back().key && try_module(from, to, true)) continue;
      try_module(from, to, false);
    }
  }

  // `any_key`: the module call with all its instances.
  bool try_module(std::vector<ModuleStep> from, std::vector<ModuleStep> to, bool any_key) {
    if (any_key) from.back().key = to.back().key = {};
    const std::string from_text = path_text(from, from.size()), to_text = path_text(to, to.size());
    if (any_key
            ? declared(static_path_text(from, from.size())) ||
                  standing(static_path_text(from, from.size())) || standing(static_path_text(to, to.size()))
            : standing("=" + from_text) || standing("=" + to_text))
      return false;
    if (!any_key && from.back().key.kind == KeyKind::None && to.back().key.kind == KeyKind::None)
      return false;
    std::vector<std::size_t> covered;
    for (const MatchRecord* g : gone_) {
      if (!inside(g->address, from, any_key)) continue;
      if (g->side == MatchRecord::Side::Forgotten) return false;
      const auto it = pair_of_.find(g);
      if (it == pair_of_.end() || !open(it->second)) continue;
      const MovedPair& pair = pairs_[it->second];
      if (follows(pair, from, to, any_key)) {
        covered.push_back(it->second);
        continue;
      }
      // It goes along and on from there, unless the module was split or its place there is another object's.
      if (!inside(pair.fresh->address, to, any_key) ||
          targets_.contains(Rename{from, to, any_key}.apply(g->address).to_string()))
        return false;
    }
    if (covered.empty()) return false;
    add(covered, whole_path_text(current(from)), to_text, module_event(from, to, any_key));
    renames_.push_back({std::move(from), std::move(to), any_key});
    return true;
  }

  void resources() {
    std::map<std::pair<std::string, std::string>, std::vector<std::size_t>> by_resource;
    std::map<std::string, std::size_t> leaving;  // instances of a resource that leave
    for (const MatchRecord* g : gone_) ++leaving[resource_text(g->address)];
    for (std::size_t i = 0; i < pairs_.size(); ++i)
      if (open(i))
        by_resource[{resource_text(pairs_[i].gone->address), resource_text(pairs_[i].fresh->address)}]
            .push_back(i);
    for (const auto& [texts, members] : by_resource) {
      const Address &a = pairs_[members[0]].gone->address, &b = pairs_[members[0]].fresh->address;
      const bool same_keys = std::all_of(members.begin(), members.end(), [&](std::size_t i) {
        return pairs_[i].gone->address.key == pairs_[i].fresh->address.key;
      });
      if (!same_keys || texts.first == texts.second || declared(a.static_string()) ||
          standing(a.static_string()) || standing(b.static_string()) ||
          leaving[texts.first] != members.size())
        continue;
      add(members, resource_text(current(a)), texts.second, resource_event(a, b));
    }
  }

  // Where the blocks so far have taken an address to: later ones go on from there.
  Address current(Address a) const {
    for (const Rename& r : renames_)
      if (inside(a, r.from, r.any_key)) a = r.apply(std::move(a));
    return a;
  }
  std::vector<ModuleStep> current(std::vector<ModuleStep> modules) const {
    Address a;
    a.modules = std::move(modules);
    return current(std::move(a)).modules;
  }

  // A module call from elsewhere that one end lies in and the other does not.
  bool crosses_package(const Address& a, const Address& b) const {
    for (const auto& [x, y] : {std::pair{&a, &b}, std::pair{&b, &a}})
      for (std::size_t n = 1; n <= x->modules.size(); ++n) {
        const std::string path = static_path_text(x->modules, n);
        if (stack_.external.contains(path) &&
            (y->modules.size() < n || static_path_text(y->modules, n) != path))
          return true;
      }
    return false;
  }

  void add(const std::vector<std::size_t>& members, std::string from, std::string to, std::string event) {
    StateRepair r;
    r.kind = StateRepair::Kind::Moved;
    const MovedPair& first = pairs_[members[0]];
    r.input = first.gone->input;
    r.cross_type = first.gone->address.type != first.fresh->address.type;
    const bool whole_module = parse_module_path(from).has_value();
    r.external_package = !whole_module && crosses_package(first.gone->address, first.fresh->address);
    r.from = std::move(from);
    r.to = std::move(to);
    r.why = event;
    for (const std::size_t i : members) {
      r.covers.emplace_back(pairs_[i].gone->address_text, pairs_[i].fresh->address_text);
      if (r.cross_type) r.steps.emplace_back(pairs_[i].fresh->address.to_string(), pairs_[i].gone->import_id);
      out_.repair_of[i] = out_.repairs.size();
    }
    out_.repairs.push_back(std::move(r));
    out_.events.push_back(std::move(event));
  }

  const std::vector<MovedPair>& pairs_;
  const std::vector<const MatchRecord*>& gone_;
  const MoveContext::Stack& stack_;
  std::unordered_map<const MatchRecord*, std::size_t> pair_of_;
  std::unordered_set<std::string> targets_;
  std::vector<Rename> renames_;
  Cover out_;
};

}  // namespace

Cover cover(const std::vector<MovedPair>& pairs, const std::vector<const MatchRecord*>& gone,
            const MoveContext::Stack& stack) {
  return Coverer(pairs, gone, stack).run();
}

}  // namespace oneway::moves
