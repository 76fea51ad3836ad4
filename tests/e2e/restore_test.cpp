// Restores of states under the real engine, with objects that live in the state alone.
#include <gtest/gtest.h>

#include "e2e/restore_proof.h"
#include "support/parallel.h"

namespace oneway::test {
namespace {

struct Done : Checked {
  RestoreProof proof;
};

Done prove(const RestoreScenario& s) {
  Done done;
  done.name = s.name;
  Workspace work;
  done.folder = work.folder();
  try {
    done.proof = prove_restore(work, s);
    done.complaints = done.proof.complaints;
  } catch (const std::exception& e) {
    done.complaints = {e.what()};
  }
  if (!done.complaints.empty()) work.keep();
  return done;
}

TEST(Restore, PredictsTheRealPlanAndItsRepairLeavesNoDestroyAndNoTwin) {
  ONEWAY_NEEDS_ENGINE();
  const auto scenarios = chosen(restore_scenarios());
  const auto done = run_all<Done>(scenarios, prove);
  std::size_t predictions = 0, changes = 0;
  for (const Done& d : done) {
    predictions += d.proof.predictions;
    changes += d.proof.real_changes;
  }
  const std::size_t sound = report({done.begin(), done.end()});
  std::cout << "tally: restore, " << scenarios.size() << " scenarios, " << sound << " as predicted ("
            << predictions << " predictions, " << changes << " real changes)\n";
}

TEST(RestoreRefused, AnotherStacksState) {
  ONEWAY_NEEDS_ENGINE();
  Workspace one, other;
  for (Workspace* w : {&one, &other})
    ASSERT_TRUE(w->converge("resource \"terraform_data\" \"a\" {}")) << w->last().err;
  one.add("candidate.tfstate", other.pull());
  one.add("current.tfstate", one.pull());
  const nlohmann::json answer = ask_oneway(one, {"restore", "--candidate", "candidate.tfstate", "--current",
                                                 "current.tfstate", "--format", "json"});
  EXPECT_EQ(answer["verdict"], "unsafe");
  EXPECT_EQ(answer["push"]["lineage"], "different");
  EXPECT_FALSE(one.engine({"state", "push", "candidate.tfstate"}).ok());
}

}  // namespace
}  // namespace oneway::test
