// Words and records for what the matcher found: moves, groups, refusals, near misses, findings.
#pragma once
#include <string>
#include <vector>

#include "assess/moves/compare.h"
#include "assess/moves/matcher.h"

namespace oneway::moves {

enum class Why : unsigned char { Values, AnyPairing, SamePlace };

Move move_of(const MatchRecord& gone, const MatchRecord& fresh, const Comparison& c, Why why);
MoveGroup group_of(const std::vector<const MatchRecord*>& gone, const std::vector<const MatchRecord*>& fresh,
                   bool identical);

// Why the engine (or what a create must do) forbids to move; "" if nothing does.
std::string refusal_of(const MatchRecord& gone, const MatchRecord& fresh, const MoveContext::Stack& stack);
NearMiss refused(const Move& m, const std::string& refusal);
NearMiss near_miss(const MatchRecord& gone, const MatchRecord& fresh, const Comparison& c,
                   const PathTable& paths, std::vector<std::string> differs);

// Can a moved block take this object from the one type to the other?
bool state_can_move(const MatchRecord& gone, const MatchRecord& fresh);
// removed here, import there.
std::vector<StateRepair> hand_over(const MatchRecord& gone, const MatchRecord& fresh, const std::string& why);

Finding moves_finding(const std::vector<StateRepair>& repairs, const std::vector<std::string>& events,
                      std::size_t moves);
Finding group_finding(const MoveGroup& group);
Finding refusal_finding(const NearMiss& miss);
Finding hand_over_finding(const Move& m);

}  // namespace oneway::moves
