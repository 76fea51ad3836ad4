// What `oneway restore` predicts, held against what the real engine plans once the old state is really put
// back; then the printed procedure is carried out, and the real plan must show no destroy and no twin.
#pragma once
#include <map>
#include <set>
#include <string>
#include <vector>

#include "e2e/proof.h"

namespace oneway::test {

struct RestoreScenario {
  std::string name;
  Files before;                    // applied, then the candidate is taken
  std::vector<std::string> touch;  // engine commands between the first apply and the candidate
  Files after;                     // applied next; {} = nothing is
  std::vector<std::string> then;   // engine commands after it; then the current state is taken
  std::string verdict;
  std::map<std::string, std::string> statuses;  // address -> status
  // A moved, removed or import block in the configuration takes part: uncertain predictions are "unless".
  bool blocks = false;
  Files finally = {};  // the configuration that stands when the question is asked, if it is not `after`
  std::vector<std::string> options = {};         // of the plan of `after`
  bool stops = false;                            // the apply of `after` is refused half way
  bool config_plan = false;                      // oneway sees the plan of the configuration too
  std::map<std::string, std::string> left = {};  // what the plan rightly shows after the repair
  // Uncertain predictions ("if it still lives") that do not come true here.
  std::set<std::string> not_planned = {};
};

struct RestoreProof {
  std::size_t predictions = 0, real_changes = 0;
  std::vector<std::string> complaints;
};

// Leaves the workspace after the whole procedure, with a plan that was not applied.
RestoreProof prove_restore(Workspace& work, const RestoreScenario& s);

// In this folder.
std::vector<RestoreScenario> restore_scenarios();

}  // namespace oneway::test
