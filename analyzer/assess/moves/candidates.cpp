#include "assess/moves/candidates.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "assess/moves/hash.h"

namespace oneway::moves {
namespace {

constexpr std::size_t kCompareAll = 10'000;  // pairs; up to here keys do not pay
constexpr std::size_t kFewPairs = 64;        // a value that gives at most so many pairs is rare
constexpr std::size_t kManyPairs = 144;      // a larger run of equal keys is paired in order of address only
constexpr std::size_t kBands = 24, kBandWidth = 8;

std::uint8_t weight_of(std::size_t objects, std::size_t with_value, bool weak) {
  const double bits = std::log2(1.0 + static_cast<double>(objects) /
                                          static_cast<double>(std::max<std::size_t>(with_value, 2)));
  const double weight = std::min(120.0, 8.0 * bits);
  return static_cast<std::uint8_t>(weak ? std::max(1.0, weight / 4) : weight);
}

std::uint64_t key_hash(const InstanceKey& key) {
  return combine(static_cast<std::uint64_t>(key.kind), hash_text(key.text));
}

std::uint64_t modules_hash(const Address& a) {
  std::uint64_t h = 'm';
  for (const ModuleStep& step : a.modules) h = combine(h, combine(hash_text(step.name), key_hash(step.key)));
  return h;
}

}  // namespace

Pool::Pool(std::vector<const MatchRecord*> gone, std::vector<const MatchRecord*> fresh,
           const PathTable& paths)
    : gone_(std::move(gone)), fresh_(std::move(fresh)), paths_(paths) {
  std::size_t leaves = 0;
  offsets_.reserve(count());
  for (std::size_t i = 0; i < count(); ++i) {
    offsets_.push_back(leaves);
    leaves += record(i).leaves.size();
  }
  weights_.resize(leaves);
  weigh();
}

// One sort over all values gives how rare each is, and the pairs that share a rare one.
void Pool::weigh() {
  struct Entry {
    std::uint64_t hash;
    std::uint32_t record, leaf;
  };
  std::vector<Entry> entries;
  entries.reserve(weights_.size());
  for (std::uint32_t i = 0; i < count(); ++i)
    for (std::uint32_t l = 0; l < record(i).leaves.size(); ++l)
      if (!record(i).leaves[l].neutral()) entries.push_back({record(i).leaves[l].hash(), i, l});
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
    return a.hash != b.hash ? a.hash < b.hash : a.record < b.record;
  });
  for (std::size_t begin = 0, end = 0; begin < entries.size(); begin = end) {
    std::size_t gone = 0;
    for (end = begin; end < entries.size() && entries[end].hash == entries[begin].hash; ++end)
      gone += entries[end].record < gone_.size();
    const std::size_t fresh = end - begin - gone;
    const Leaf& leaf = record(entries[begin].record).leaves[entries[begin].leaf];
    std::uint8_t weight = weight_of(count(), end - begin, leaf.weak());
    if (gone == 1 && fresh == 1) weight |= kRareBit;
    for (std::size_t e = begin; e < end; ++e)
      weights_[offsets_[entries[e].record] + entries[e].leaf] = weight;
    if (gone * fresh == 0 || gone * fresh > kFewPairs || leaf.weak()) continue;
    for (std::size_t g = begin; g < begin + gone; ++g)
      for (std::size_t f = begin + gone; f < end; ++f)
        rare_.emplace_back(entries[g].record, entries[f].record - gone_count());
  }
  std::sort(rare_.begin(), rare_.end());
  rare_.erase(std::unique(rare_.begin(), rare_.end()), rare_.end());
}

std::vector<std::uint32_t> Pool::common_paths() const {
  std::vector<std::uint32_t> known(paths_.size());
  for (const MatchRecord* r : fresh_)
    for (const Leaf& leaf : r->leaves) known[leaf.path] += !leaf.neutral();
  std::vector<std::pair<std::string, std::uint32_t>> named;
  for (std::uint32_t p = 0; p < known.size(); ++p)
    if (known[p] * 2 >= fresh_.size() && known[p] > 0) named.emplace_back(paths_.text(p), p);
  std::sort(named.begin(), named.end());
  std::vector<std::uint32_t> out;
  for (const auto& [text, path] : named) out.push_back(path);
  return out;
}

void Pool::pair_runs(Keys& keys, std::size_t most, Pairs& out) const {
  std::sort(keys.begin(), keys.end());
  for (std::size_t begin = 0, end = 0; begin < keys.size(); begin = end) {
    std::size_t gone = 0;
    for (end = begin; end < keys.size() && keys[end].first == keys[begin].first; ++end)
      gone += keys[end].second < gone_.size();
    const std::size_t fresh = end - begin - gone;
    if (gone * fresh <= most) {
      for (std::size_t g = begin; g < begin + gone; ++g)
        for (std::size_t f = begin + gone; f < end; ++f)
          out.emplace_back(keys[g].second, keys[f].second - gone_count());
    } else {
      for (std::size_t i = 0; i < std::min(gone, fresh); ++i)
        out.emplace_back(keys[begin + i].second, keys[begin + gone + i].second - gone_count());
    }
  }
}

void Pool::by_bands(Pairs& out) const {
  const std::vector<std::uint32_t> paths = common_paths();
  std::vector<std::uint64_t> content(count());
  if (paths.empty()) return by_address(content, out);
  std::vector<std::uint32_t> column(paths_.size(), UINT32_MAX);
  for (std::uint32_t c = 0; c < paths.size(); ++c) column[paths[c]] = c;

  std::vector<std::uint64_t> values(count() * paths.size());
  for (std::size_t i = 0; i < count(); ++i)
    for (const Leaf& leaf : record(i).leaves)
      if (column[leaf.path] != UINT32_MAX) values[i * paths.size() + column[leaf.path]] = leaf.hash();

  const std::size_t width = std::min(kBandWidth, std::max<std::size_t>(1, paths.size() / 2));
  std::vector<std::uint32_t> order(paths.size());
  std::iota(order.begin(), order.end(), 0);
  std::uint64_t random = 1;
  Keys keys(count());
  for (std::size_t band = 0; band <= kBands; ++band) {
    // Band 0 is everything: identical but for the address.
    const std::size_t taken = band == 0 ? paths.size() : width;
    for (std::size_t k = 0; k < taken && band > 0; ++k) {
      random = mix(random + 0x9E3779B97F4A7C15ull);
      std::swap(order[k], order[k + random % (order.size() - k)]);
    }
    for (std::uint32_t i = 0; i < count(); ++i) {
      std::uint64_t h = band;
      for (std::size_t k = 0; k < taken; ++k) h = combine(h, values[i * paths.size() + order[k]]);
      keys[i] = {h, i};
      if (band == 0) content[i] = h;
    }
    pair_runs(keys, band == 0 ? kFewPairs : kManyPairs, out);
  }
  by_address(content, out);
}

void Pool::by_address(const std::vector<std::uint64_t>& content, Pairs& out) const {
  // Name and key in any module, key under any name, name with any key; alone, and among identical objects.
  for (int form = 0; form < 6; ++form) {
    Keys keys(count());
    for (std::uint32_t i = 0; i < count(); ++i) {
      const Address& a = record(i).address;
      std::uint64_t h = form >= 3 ? content[i] : 0;
      if (form % 3 != 0) h = combine(h, modules_hash(a));
      if (form % 3 != 1) h = combine(h, hash_text(a.name));
      if (form % 3 != 2) h = combine(h, key_hash(a.key));
      keys[i] = {h, i};
    }
    pair_runs(keys, kFewPairs, out);
  }
}

Pool::Pairs Pool::candidates() const {
  Pairs out;
  if (gone_.size() * fresh_.size() <= kCompareAll) {
    for (std::uint32_t g = 0; g < gone_.size(); ++g)
      for (std::uint32_t f = 0; f < fresh_.size(); ++f) out.emplace_back(g, f);
    return out;
  }
  out = rare_;
  by_bands(out);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace oneway::moves
