// The fewest moved blocks that cover a set of moves: one for a module rather than forty for what is in it,
// one for a resource rather than one for each instance, as long as the engine takes it and nothing else would
// move along.
#pragma once
#include <vector>

#include "assess/moves/matcher.h"

namespace oneway::moves {

struct MovedPair {
  const MatchRecord* gone = nullptr;
  const MatchRecord* fresh = nullptr;
};

struct Cover {
  std::vector<StateRepair> repairs;    // Moved, by address
  std::vector<std::size_t> repair_of;  // beside the pairs: the block that covers it
  std::vector<std::string> events;     // beside `repairs`: what happened, in words
};

// All pairs of one stack; `gone` are all objects that leave it (moved or not, forgotten too).
Cover cover(const std::vector<MovedPair>& pairs, const std::vector<const MatchRecord*>& gone,
            const MoveContext::Stack& stack);

}  // namespace oneway::moves
