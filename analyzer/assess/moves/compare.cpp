#include "assess/moves/compare.h"

#include <algorithm>

namespace oneway::moves {
namespace {

bool has_neutral_ancestor(const MatchRecord& r, std::uint32_t path, const PathTable& paths) {
  for (path = paths.parent(path); path != PathTable::kRoot; path = paths.parent(path)) {
    const auto it = std::lower_bound(r.leaves.begin(), r.leaves.end(), path,
                                     [](const Leaf& l, std::uint32_t p) { return l.path < p; });
    if (it != r.leaves.end() && it->path == path && it->neutral()) return true;
  }
  return false;
}

struct IdentityVerdict {
  bool same = false, other = false;
};

// Import id, ids and names of the same rule; the strongest kind that can be compared decides.
IdentityVerdict compare_identities(const MatchRecord& a, const MatchRecord& b) {
  const bool same_rules = a.facts == b.facts;
  IdentityVerdict verdict;
  for (const Identity& x : a.identities)
    for (const Identity& y : b.identities) {
      if (x.kind != y.kind || x.rule != y.rule) continue;
      const bool by_rule = x.kind == Identity::Kind::Name || x.kind == Identity::Kind::ImportId;
      if (by_rule && !same_rules) continue;
      (x.hash == y.hash ? verdict.same : verdict.other) = true;
    }
  if (verdict.same) verdict.other = false;
  return verdict;
}

}  // namespace

template <typename Equal, typename Differs>
void Comparer::walk(const MatchRecord& gone, const MatchRecord& fresh, Equal equal, Differs differs) const {
  const bool same_type = gone.address.type == fresh.address.type;
  auto only = [&](const Leaf& leaf, std::size_t i, const MatchRecord& other, bool in_gone) {
    if (same_type && !leaf.neutral() && !leaf.zero() && !has_neutral_ancestor(other, leaf.path, paths_))
      differs(leaf.path, in_gone ? i : SIZE_MAX, in_gone ? SIZE_MAX : i);
  };
  std::size_t i = 0, j = 0;
  const auto &g = gone.leaves, &f = fresh.leaves;
  while (i < g.size() || j < f.size()) {
    if (j == f.size() || (i < g.size() && g[i].path < f[j].path)) {
      only(g[i], i, fresh, true);
      ++i;
    } else if (i == g.size() || f[j].path < g[i].path) {
      only(f[j], j, gone, false);
      ++j;
    } else {
      if (!g[i].neutral() && !f[j].neutral()) {
        if (g[i].hash() == f[j].hash())
          equal(i, j);
        else
          differs(g[i].path, i, j);
      }
      ++i, ++j;
    }
  }
}

bool Comparer::forces_replacement(const TypeFacts& facts, std::uint32_t path) const {
  auto [it, made] = force_new_.try_emplace(&facts);
  if (made) {
    for (const std::string& argument : facts.force_new)
      if (const auto id = paths_.find(argument)) it->second.push_back(*id);
    std::sort(it->second.begin(), it->second.end());
  }
  for (; path != PathTable::kRoot; path = paths_.parent(path))
    if (std::binary_search(it->second.begin(), it->second.end(), path)) return true;
  return false;
}

Comparison Comparer::compare(const Weighed& gone, const Weighed& fresh) const {
  Comparison c;
  std::uint32_t equal_weight = 0, differing_weight = 0;
  const TypeFacts* facts = fresh.record->facts;
  const auto weight = [](std::uint8_t w) { return std::uint32_t{w} & ~std::uint32_t{kRareBit}; };
  walk(
      *gone.record, *fresh.record,
      [&](std::size_t i, std::size_t j) {
        equal_weight += weight(gone.weights[i]);
        c.evidence |= !gone.record->leaves[i].weak();
        c.rare += (gone.weights[i] & fresh.weights[j] & kRareBit) != 0 && !gone.record->leaves[i].weak();
      },
      [&](std::uint32_t path, std::size_t i, std::size_t j) {
        const std::uint32_t a = i == SIZE_MAX ? 0 : weight(gone.weights[i]);
        const std::uint32_t b = j == SIZE_MAX ? 0 : weight(fresh.weights[j]);
        // An attribute that was added is a smaller difference than one that changed or went away.
        differing_weight += a == 0 ? (b + 1) / 2 : std::max(a, b);
        if (c.objection == Objection::None && facts != nullptr && forces_replacement(*facts, path)) {
          c.objection = Objection::ForcesReplacement;
          c.objection_path = path;
        }
      });
  const std::uint32_t all = equal_weight + differing_weight;
  c.score = all == 0 ? 0 : static_cast<int>(std::uint64_t{equal_weight} * 1000 / all);
  c.exact = all != 0 && differing_weight == 0;
  const IdentityVerdict identity = compare_identities(*gone.record, *fresh.record);
  c.same_identity = identity.same;
  if (identity.other) c.objection = Objection::Identity;
  if (gone.record->provider != fresh.record->provider &&
      gone.record->address.type == fresh.record->address.type)
    c.objection = Objection::Provider;
  return c;
}

std::vector<std::string> Comparer::differing(const Weighed& gone, const Weighed& fresh) const {
  std::vector<std::string> out;
  walk(
      *gone.record, *fresh.record, [](std::size_t, std::size_t) {},
      [&](std::uint32_t path, std::size_t, std::size_t) { out.push_back(paths_.text(path)); });
  std::sort(out.begin(), out.end());
  return out;
}

int likeness(const Address& a, const Address& b) {
  using KeyKind = InstanceKey::Kind;
  int points = 0;
  if (a.name == b.name) points += 4;
  if (a.key == b.key)
    points += a.key.kind == KeyKind::None ? 1 : 3;
  else if ((a.key.kind == KeyKind::None && b.key.text == "0") ||
           (b.key.kind == KeyKind::None && a.key.text == "0"))
    points += 2;
  if (a.modules == b.modules) return points + 3;
  // The innermost modules that agree: a module that moved as a whole.
  auto x = a.modules.rbegin();
  auto y = b.modules.rbegin();
  for (; x != a.modules.rend() && y != b.modules.rend() && *x == *y && points < 12; ++x, ++y) ++points;
  if (x != a.modules.rend() && y != b.modules.rend() && x->name == y->name && points < 12) ++points;
  return points;
}

}  // namespace oneway::moves
