// Refactorings for the real engine: what was applied, what it became, and what may be left to do after the
// repair.
#pragma once
#include <string>
#include <vector>

#include "support/terraform.h"

namespace oneway {

struct RepairScenario {
  std::string name;
  testing_support::Files before, after;
  int blocks = -1;   // moved blocks that the repair writes; -1 = any number
  int destroys = 0;  // real ones that stay
  int creates = 0;
  int updates = 0;
  bool commands = false;  // no block can do it: run the commands instead
};

std::vector<RepairScenario> repair_scenarios();

}  // namespace oneway
