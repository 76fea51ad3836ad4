// What `oneway plan --format json` says of a plan.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "model/rollback_class.h"
#include "simcloud/driver.h"

namespace oracle {

struct Stop {
  std::string code, message;
  bool certain = true;
  std::vector<std::string> gone_before;
};

struct Verdict {
  oneway::RollbackClass cls = oneway::RollbackClass::FullyReversible;
  std::vector<std::string> codes;  // of its effects
  std::vector<std::string> messages;
  std::vector<Stop> stops;
};

// Throws std::runtime_error when the program refuses the plan or breaks.
std::map<std::string, Verdict> ask_oneway(simcloud::Scenario& scenario);

}  // namespace oracle
