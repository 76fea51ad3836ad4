// An element left or entered a counted list, and all later instances change only because their index does.
#pragma once
#include <vector>

#include "assess/moves/matcher.h"

namespace oneway::moves {

struct ShiftAnswer {
  std::vector<bool> taken;  // beside the records: belongs to a shift, and is no candidate for anything else
  std::vector<StateRepair> repairs;
  std::vector<Move> moves;
  std::vector<Finding> findings;
};

// `records` come sorted by input and address. No moved block can say it (the old address stays declared), so
// the repair is a series of state commands that passes the leaving object through a free index.
ShiftAnswer find_index_shifts(const std::vector<MatchRecord>& records);

}  // namespace oneway::moves
