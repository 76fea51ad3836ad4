// Which destroys and creates are one object: identity first, then attributes weighted by how rare their
// values are.
//
// Candidates share a type (or a known succession of types) and a provider source. They are found by hashed
// keys, not by comparing all pairs: 20,000 x 20,000 with 40 attributes each takes under a second. Ties are
// broken by the shape of the addresses, then by address, so the same plan gives the same answer in any order.
#pragma once
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "assess/moves/fingerprint.h"
#include "assess/name_set.h"
#include "model/assessment.h"

namespace oneway {

// What stands around the candidates; addresses without keys ("module.a.aws_vpc.b").
struct MoveContext {
  struct Stack {
    bool has_changes = false;
    NameSet declared;  // resources and modules that the configuration declares
    // Resources and modules with objects that stay; module instances with their keys begin with '='.
    NameSet standing;
    std::unordered_set<std::string> provisioned;  // resources with provisioners
    std::unordered_set<std::string> external;     // module calls whose source is not a local folder
  };
  std::vector<Stack> stacks;
  const Catalog* catalog = nullptr;
};

struct MoveAnswer {
  std::vector<Move> moves;
  std::vector<MoveGroup> groups;
  std::vector<NearMiss> near_misses;
  std::vector<StateRepair> repairs;
  std::vector<Finding> findings;
};

MoveAnswer match_moves(std::vector<MatchRecord> records, const PathTable& paths, const MoveContext& context);

}  // namespace oneway
