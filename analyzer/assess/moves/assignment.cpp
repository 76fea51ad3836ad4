#include "assess/moves/assignment.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <numeric>

namespace oneway::moves {
namespace {

constexpr std::size_t kSmall = 16;  // objects on the larger side of a set that is solved exactly

class Sets {
 public:
  explicit Sets(std::size_t n) : parent_(n) { std::iota(parent_.begin(), parent_.end(), 0); }
  std::uint32_t find(std::uint32_t x) {
    while (parent_[x] != x) x = parent_[x] = parent_[parent_[x]];
    return x;
  }
  void join(std::uint32_t a, std::uint32_t b) {
    a = find(a), b = find(b);
    if (a != b) parent_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<std::uint32_t> parent_;
};

bool better(const Edge& a, const Edge& b) {
  if (a.level != b.level) return a.level > b.level;
  if (a.tie != b.tie) return a.tie > b.tie;
  return a.gone != b.gone ? a.gone < b.gone : a.fresh < b.fresh;
}

bool as_good(const Edge& a, const Edge& b) {
  return a.level > b.level || (a.level == b.level && a.tie >= b.tie);
}

// Hungarian method on a small square matrix of gains; row -> column.
std::vector<std::size_t> best_total(const std::vector<std::vector<std::int64_t>>& gain) {
  const std::size_t n = gain.size();
  constexpr auto kInf = std::numeric_limits<std::int64_t>::max() / 4;
  std::vector<std::int64_t> u(n + 1), v(n + 1);
  std::vector<std::size_t> row_of(n + 1), way(n + 1);
  for (std::size_t i = 1; i <= n; ++i) {
    row_of[0] = i;
    std::size_t column = 0;
    std::vector<std::int64_t> least(n + 1, kInf);
    std::vector<bool> used(n + 1);
    do {
      used[column] = true;
      const std::size_t row = row_of[column];
      std::int64_t delta = kInf;
      std::size_t next = 0;
      for (std::size_t j = 1; j <= n; ++j) {
        if (used[j]) continue;
        const std::int64_t cost = -gain[row - 1][j - 1] - u[row] - v[j];
        if (cost < least[j]) least[j] = cost, way[j] = column;
        if (least[j] < delta) delta = least[j], next = j;
      }
      for (std::size_t j = 0; j <= n; ++j) {
        if (used[j])
          u[row_of[j]] += delta, v[j] -= delta;
        else
          least[j] -= delta;
      }
      column = next;
    } while (row_of[column] != 0);
    for (; column != 0; column = way[column]) row_of[column] = row_of[way[column]];
  }
  std::vector<std::size_t> column_of(n);
  for (std::size_t j = 1; j <= n; ++j) column_of[row_of[j] - 1] = j - 1;
  return column_of;
}

// The edges of one small set, solved exactly; appends the chosen.
void solve(const std::vector<Edge>& edges, const std::vector<std::uint32_t>& set,
           std::vector<std::uint32_t>& chosen) {
  std::vector<std::uint32_t> gone, fresh;
  for (const std::uint32_t e : set) gone.push_back(edges[e].gone), fresh.push_back(edges[e].fresh);
  for (auto* side : {&gone, &fresh}) {
    std::sort(side->begin(), side->end());
    side->erase(std::unique(side->begin(), side->end()), side->end());
  }
  const std::size_t n = std::max(gone.size(), fresh.size());
  std::vector<std::vector<std::int64_t>> gain(n, std::vector<std::int64_t>(n));
  std::vector<std::vector<std::uint32_t>> edge_at(n, std::vector<std::uint32_t>(n, UINT32_MAX));
  auto place = [](const std::vector<std::uint32_t>& side, std::uint32_t x) {
    return static_cast<std::size_t>(std::lower_bound(side.begin(), side.end(), x) - side.begin());
  };
  for (const std::uint32_t e : set) {
    const std::size_t g = place(gone, edges[e].gone), f = place(fresh, edges[e].fresh);
    // Among equals the order of addresses decides: first with first. Convex, so crossing never pays.
    const auto apart = static_cast<std::int64_t>(g > f ? g - f : f - g);
    gain[g][f] = (std::int64_t{edges[e].level} * 1000 + edges[e].tie + 1) * 10'000 - apart * apart;
    edge_at[g][f] = e;
  }
  const std::vector<std::size_t> column = best_total(gain);
  for (std::size_t g = 0; g < gone.size(); ++g)
    if (edge_at[g][column[g]] != UINT32_MAX) chosen.push_back(edge_at[g][column[g]]);
}

void choose_best_first(const std::vector<Edge>& edges, std::vector<std::uint32_t> set,
                       std::vector<bool>& gone_taken, std::vector<bool>& fresh_taken,
                       std::vector<std::uint32_t>& chosen) {
  std::sort(set.begin(), set.end(), [&](auto a, auto b) { return better(edges[a], edges[b]); });
  for (const std::uint32_t e : set) {
    if (gone_taken[edges[e].gone] || fresh_taken[edges[e].fresh]) continue;
    gone_taken[edges[e].gone] = fresh_taken[edges[e].fresh] = true;
    chosen.push_back(e);
  }
}

}  // namespace

Assignment assign(const std::vector<Edge>& edges, std::uint32_t gone_count, std::uint32_t fresh_count) {
  Sets sets(gone_count + fresh_count);
  for (const Edge& e : edges) sets.join(e.gone, gone_count + e.fresh);
  std::vector<std::uint32_t> order(edges.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(),
                   [&](auto a, auto b) { return sets.find(edges[a].gone) < sets.find(edges[b].gone); });

  Assignment out;
  std::vector<bool> gone_taken(gone_count), fresh_taken(fresh_count);
  for (std::size_t begin = 0, end = 0; begin < order.size(); begin = end) {
    const std::uint32_t root = sets.find(edges[order[begin]].gone);
    for (end = begin; end < order.size() && sets.find(edges[order[end]].gone) == root; ++end) {
    }
    const std::vector<std::uint32_t> set(order.begin() + static_cast<std::ptrdiff_t>(begin),
                                         order.begin() + static_cast<std::ptrdiff_t>(end));
    if (set.size() <= kSmall * kSmall) {
      std::vector<std::uint32_t> gone;
      for (const std::uint32_t e : set) gone.push_back(edges[e].gone);
      std::sort(gone.begin(), gone.end());
      const auto objects = std::unique(gone.begin(), gone.end()) - gone.begin();
      if (objects <= static_cast<std::ptrdiff_t>(kSmall)) {
        solve(edges, set, out.chosen);
        continue;
      }
    }
    choose_best_first(edges, set, gone_taken, fresh_taken, out.chosen);
  }
  std::sort(out.chosen.begin(), out.chosen.end(),
            [&](auto a, auto b) { return edges[a].gone < edges[b].gone; });

  // A choice is tied if one of its ends has another partner that is as good.
  std::vector<std::uint32_t> of_gone(gone_count, UINT32_MAX), of_fresh(fresh_count, UINT32_MAX);
  for (std::uint32_t c = 0; c < out.chosen.size(); ++c)
    of_gone[edges[out.chosen[c]].gone] = of_fresh[edges[out.chosen[c]].fresh] = c;
  out.tied.resize(out.chosen.size());
  Sets groups(gone_count + fresh_count);
  for (std::uint32_t e = 0; e < edges.size(); ++e)
    for (const std::uint32_t c : {of_gone[edges[e].gone], of_fresh[edges[e].fresh]}) {
      if (c == UINT32_MAX || out.chosen[c] == e || !as_good(edges[e], edges[out.chosen[c]])) continue;
      // A better edge that was not taken has its reason at its other end, unless that end is as well off with
      // it.
      const Edge& mine = edges[out.chosen[c]];
      const std::uint32_t other =
          mine.gone == edges[e].gone ? of_fresh[edges[e].fresh] : of_gone[edges[e].gone];
      if (other != UINT32_MAX && !as_good(edges[e], edges[out.chosen[other]])) continue;
      out.tied[c] = true;
      groups.join(mine.gone, gone_count + mine.fresh);
      groups.join(edges[e].gone, gone_count + edges[e].fresh);
      groups.join(mine.gone, edges[e].gone);
    }
  std::vector<std::uint32_t> group_of(gone_count + fresh_count, UINT32_MAX);
  for (std::uint32_t c = 0; c < out.chosen.size(); ++c) {
    if (!out.tied[c]) continue;
    const std::uint32_t root = groups.find(edges[out.chosen[c]].gone);
    if (group_of[root] == UINT32_MAX) {
      group_of[root] = static_cast<std::uint32_t>(out.groups.size());
      out.groups.emplace_back();
    }
    out.groups[group_of[root]].exact &= edges[out.chosen[c]].exact;
  }
  for (std::uint32_t n = 0; n < gone_count + fresh_count; ++n) {
    const std::uint32_t g = group_of[groups.find(n)];
    if (g == UINT32_MAX) continue;
    (n < gone_count ? out.groups[g].gone : out.groups[g].fresh)
        .push_back(n < gone_count ? n : n - gone_count);
  }
  // Whatever was chosen inside a group is as doubtful as the rest of it.
  for (std::uint32_t c = 0; c < out.chosen.size(); ++c)
    if (group_of[groups.find(edges[out.chosen[c]].gone)] != UINT32_MAX) out.tied[c] = true;
  return out;
}

std::vector<std::uint32_t> clear_edges(const std::vector<Edge>& edges, std::uint32_t gone_count,
                                       std::uint32_t fresh_count) {
  std::vector<std::uint32_t> best(gone_count + fresh_count, UINT32_MAX);
  std::vector<bool> contested(best.size());
  for (std::uint32_t e = 0; e < edges.size(); ++e)
    for (const std::uint32_t end : {edges[e].gone, gone_count + edges[e].fresh}) {
      if (best[end] == UINT32_MAX || !as_good(edges[best[end]], edges[e])) {
        best[end] = e;
        contested[end] = false;
      } else if (as_good(edges[e], edges[best[end]])) {
        contested[end] = true;
      }
    }
  std::vector<std::uint32_t> out;
  for (std::uint32_t e = 0; e < edges.size(); ++e) {
    const std::uint32_t g = edges[e].gone, f = gone_count + edges[e].fresh;
    if (best[g] == e && best[f] == e && !contested[g] && !contested[f]) out.push_back(e);
  }
  return out;
}

}  // namespace oneway::moves
