// The change pairs and the stopping applies, as readable YAML in pairs/ and stops/.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "model/rollback_class.h"
#include "simcloud/versions.h"

namespace oracle {

struct Case : simcloud::Versions {
  // What stood before v1, engine commands after it, and what goes wrong while v1 is applied.
  std::string before;
  std::vector<std::string> then;
  std::vector<simcloud::json> faults;
  bool empty = false;                                                    // nobody has stored anything
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
