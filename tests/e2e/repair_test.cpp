// Repairs of refactorings under the real engine, with objects that live in the state alone.
#include <gtest/gtest.h>

#include "e2e/repair_proof.h"
#include "support/parallel.h"

namespace oneway::test {
namespace {

using nlohmann::json;

Checked prove(const RepairScenario& s, bool old_engine) {
  Workspace work;
  Checked done{s.name, work.folder(), {}};
  try {
    done.complaints = prove_repair(work, s, old_engine);
  } catch (const std::exception& e) {
    done.complaints = {e.what()};
  }
  if (!done.complaints.empty()) work.keep();
  return done;
}

TEST(Repair, LeavesOnlyWhatIsReallyMeant) {
  ONEWAY_NEEDS_ENGINE();
  const auto scenarios = chosen(repair_scenarios());
  const auto sound =
      report(run_all<Checked>(scenarios, [](const RepairScenario& s) { return prove(s, false); }));
  std::cout << "tally: repair, " << scenarios.size() << " refactorings, " << sound
            << " after which only what is meant remains\n";
}

// The commands that stand in for blocks on an old engine do the same.
TEST(Repair, DoesTheSameWithCommands) {
  ONEWAY_NEEDS_ENGINE();
  std::vector<RepairScenario> some;
  for (const RepairScenario& s : chosen(repair_scenarios()))
    for (const char* name : {"rename", "module_rename", "count_to_for_each", "strange_keys"})
      if (s.name == name) some.push_back(s);
  report(run_all<Checked>(some, [](const RepairScenario& s) { return prove(s, true); }));
}

TEST(Repair, BringsAForgottenObjectBackByAnImport) {
  ONEWAY_NEEDS_ENGINE();
  Workspace work;
  const std::string resource = "resource \"terraform_data\" \"kept\" {}\n";
  ASSERT_TRUE(work.converge(resource)) << work.last().err;
  work.write("removed {\n  from = terraform_data.kept\n  lifecycle {\n    destroy = false\n  }\n}\n");
  ASSERT_TRUE(work.plan().ok()) << work.last().err;
  const json answer = ask_oneway(work, {"repair", "--format", "json", "plan.json"});
  ASSERT_EQ(answer["repairs"].size(), 1u);
  EXPECT_TRUE(answer["repairs"][0]["for_the_way_back"].get<bool>());
  ASSERT_TRUE(work.apply().ok()) << work.last().err;

  work.configure({{"main.tf", resource}, {"import.tf", answer["repairs"][0]["block"].get<std::string>()}});
  ASSERT_TRUE(work.plan().ok()) << work.last().err;
  EXPECT_EQ(in_words(actions_of(work.plan_text())), "nothing");
}

}  // namespace
}  // namespace oneway::test
