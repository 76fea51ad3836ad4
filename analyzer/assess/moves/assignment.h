// From pairs that could be to pairs that are: one partner each, and a word where several choices are as good.
#pragma once
#include <cstdint>
#include <vector>

namespace oneway::moves {

// An acceptable pair of a pool. `level` is how good it is (higher wins); `tie` decides between equals.
struct Edge {
  std::uint32_t gone = 0, fresh = 0;
  int level = 0, tie = 0;
  bool exact = false;
};

struct TiedGroup {
  std::vector<std::uint32_t> gone, fresh;  // ascending
  bool exact = true;                       // every pair that was chosen in it is identical
};

struct Assignment {
  std::vector<std::uint32_t> chosen;  // edges, by gone
  std::vector<bool> tied;             // beside `chosen`: another choice is as good
  std::vector<TiedGroup> groups;
};

// Small connected sets get the best total, large ones the best pair first. O(E log E) beside the small sets.
Assignment assign(const std::vector<Edge>& edges, std::uint32_t gone_count, std::uint32_t fresh_count);

// The edges that are the only best choice of both their ends.
std::vector<std::uint32_t> clear_edges(const std::vector<Edge>& edges, std::uint32_t gone_count,
                                       std::uint32_t fresh_count);

}  // namespace oneway::moves
