// The change pairs and the stopping applies, as readable YAML in pairs/ and stops/.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/rollback_class.h"

namespace oracle {

struct Case {
  std::string name, file;
  std::vector<std::string> providers;
  std::string v1, v2;
  bool empty = false;                                                    // nobody has stored anything
  std::vector<std::string> options;                                      // of the plan for v2
  oneway::RollbackClass worst = oneway::RollbackClass::FullyReversible;  // pairs: by hand, a third opinion
  // pairs: where the plan cannot show what the world knows, the stricter verdict that is right, and why
  std::optional<oneway::RollbackClass> stricter;
  std::string because;
  std::string fixture;  // its plan is kept in fixtures/plans/simcloud under this name
  // stops: the address whose operation is refused, what the explanation must name, and what is gone by then
  std::string refused, says;
  std::vector<std::string> gone;
};

// All cases of all files of a folder below tests/oracle, by file name and order.
std::vector<Case> load_cases(const std::string& folder);

}  // namespace oracle
