// Which pairs are worth comparing: those that share a rare value, many values at once, or the shape of their
// address.
//
// Three kinds of keys, none of which looks at all pairs: (1) values that few objects have; (2) bands, each a
// hash over some of the attributes, so that objects without any rare value still meet; (3) parts of the
// address.
#pragma once
#include <cstdint>
#include <utility>
#include <vector>

#include "assess/moves/compare.h"

namespace oneway::moves {

// The records of one family of types, destroyed on the one side and created on the other, weighed against
// each other. Both sides come sorted by address.
class Pool {
 public:
  using Pairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

  Pool(std::vector<const MatchRecord*> gone, std::vector<const MatchRecord*> fresh, const PathTable& paths);

  std::uint32_t gone_count() const { return static_cast<std::uint32_t>(gone_.size()); }
  std::uint32_t fresh_count() const { return static_cast<std::uint32_t>(fresh_.size()); }
  Weighed gone(std::uint32_t i) const { return {gone_[i], weights_.data() + offsets_[i]}; }
  Weighed fresh(std::uint32_t i) const { return {fresh_[i], weights_.data() + offsets_[gone_.size() + i]}; }

  // Pairs of gone and fresh, sorted, without repetition.
  Pairs candidates() const;

 private:
  using Keys =
      std::vector<std::pair<std::uint64_t, std::uint32_t>>;  // key and record: gone first, then fresh

  const MatchRecord& record(std::size_t i) const {
    return i < gone_.size() ? *gone_[i] : *fresh_[i - gone_.size()];
  }
  std::size_t count() const { return gone_.size() + fresh_.size(); }
  void weigh();
  // Attribute paths that most of the created objects know, by text.
  std::vector<std::uint32_t> common_paths() const;
  void by_bands(Pairs& out) const;
  void by_address(const std::vector<std::uint64_t>& content, Pairs& out) const;
  void pair_runs(Keys& keys, std::size_t most, Pairs& out) const;

  std::vector<const MatchRecord*> gone_, fresh_;
  const PathTable& paths_;
  std::vector<std::size_t> offsets_;
  std::vector<std::uint8_t> weights_;
  Pairs rare_;
};

}  // namespace oneway::moves
