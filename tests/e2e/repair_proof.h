// The repairs that `oneway repair` writes, given to the real engine: no destroy remains that is not real,
// nothing else changes, and no block is refused or ignored.
#pragma once
#include <string>
#include <vector>

#include "e2e/proof.h"

namespace oneway::test {

struct RepairScenario {
  std::string name;
  Files before, after;
  int blocks = -1;   // moved blocks that the repair writes; -1 = any number
  int destroys = 0;  // real ones that stay
  int creates = 0;
  int updates = 0;
  bool commands = false;  // no block can do it: run the commands instead
  int forgets = 0;        // by removed blocks of the repair, and imported under another address
};

// Applies `before`, changes to `after`, and repairs. Leaves a plan that was not applied.
// `old_engine`: what an engine without moved blocks is told to run.
std::vector<std::string> prove_repair(Workspace& work, const RepairScenario& s, bool old_engine = false);

// In this folder.
std::vector<RepairScenario> repair_scenarios();

}  // namespace oneway::test
