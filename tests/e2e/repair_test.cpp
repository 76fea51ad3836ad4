// The repairs that oneway writes, given to the real engine: no destroy remains that is not real, nothing else
// changes, and no block is refused or ignored.
#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>

#include "e2e/repair_scenarios.h"

namespace oneway {
namespace {

using nlohmann::json;
using testing_support::Outcome;
using testing_support::Workspace;

std::map<std::string, int> actions_of(const std::string& plan) {
  std::map<std::string, int> count;
  const json document = json::parse(plan);
  if (!document.contains("resource_changes")) return count;
  for (const json& change : document["resource_changes"]) {
    std::string words;
    for (const json& word : change["change"]["actions"])
      words += (words.empty() ? "" : "+") + word.get<std::string>();
    ++count[words];
  }
  count.erase("no-op");
  return count;
}

std::map<std::string, int> expected(const RepairScenario& s) {
  std::map<std::string, int> count;
  if (s.destroys > 0) count["delete"] = s.destroys;
  if (s.creates > 0) count["create"] = s.creates;
  if (s.updates > 0) count["update"] = s.updates;
  return count;
}

int blocks_in(const std::string& text) {
  int blocks = 0;
  for (std::size_t at = 0; (at = text.find("\nmoved {", at)) != std::string::npos; ++at) ++blocks;
  return blocks;
}

class Repair : public testing::TestWithParam<RepairScenario> {
 protected:
  void SetUp() override {
    if (!testing_support::terraform_available()) GTEST_SKIP() << testing_support::kNoTerraform;
  }
  // Runs oneway on the plan in plan.json.
  Outcome oneway(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), ONEWAY_BINARY);
    arguments.push_back("plan.json");
    return work.command(arguments);
  }
  Workspace work;
};

TEST_P(Repair, LeavesOnlyWhatIsReallyMeant) {
  const RepairScenario& s = GetParam();
  work.configure(s.before);
  work.apply();
  work.configure(s.after);
  const std::string first = work.plan();
  ASSERT_EQ(work.error, "");
  work.add("plan.json", first);

  const Outcome repair = oneway({"repair"});
  ASSERT_EQ(repair.code, 0) << repair.err;
  if (s.blocks >= 0) EXPECT_EQ(blocks_in("\n" + repair.out), s.blocks) << repair.out;
  if (s.commands) {
    const Outcome commands = oneway({"repair", "--format", "commands"});
    work.add("repair.sh", commands.out);
    const Outcome ran = work.command({"sh", "-eu", "repair.sh"});
    ASSERT_EQ(ran.code, 0) << commands.out << ran.err;
  } else {
    work.add("repair.tf", repair.out);
  }

  const std::string second = work.plan();
  ASSERT_NE(second, "") << work.error << "\n" << repair.out;
  EXPECT_EQ(actions_of(second), expected(s)) << repair.out << "\n" << work.warnings;
  EXPECT_EQ(work.warnings.find("Warning"), std::string::npos) << work.warnings;
}

INSTANTIATE_TEST_SUITE_P(Scenarios, Repair, testing::ValuesIn(repair_scenarios()),
                         [](const auto& scenario) { return scenario.param.name; });

class RepairByHand : public Repair {};

// The commands that stand in for blocks on an old engine do the same.
TEST_P(RepairByHand, DoesTheSameWithCommands) {
  const RepairScenario& s = GetParam();
  work.configure(s.before);
  work.apply();
  work.configure(s.after);
  work.add("plan.json", work.plan());
  const Outcome blocks = oneway({"repair", "--engine", "terraform@1.0"});
  EXPECT_EQ(blocks_in("\n" + blocks.out), 0);
  const Outcome commands = oneway({"repair", "--engine", "terraform@1.0", "--format", "commands"});
  work.add("repair.sh", commands.out);
  const Outcome ran = work.command({"sh", "-eu", "repair.sh"});
  ASSERT_EQ(ran.code, 0) << commands.out << ran.err;
  EXPECT_EQ(actions_of(work.plan()), expected(s)) << commands.out;
}

std::vector<RepairScenario> some(const std::vector<std::string>& names) {
  std::vector<RepairScenario> out;
  for (const RepairScenario& s : repair_scenarios())
    if (std::find(names.begin(), names.end(), s.name) != names.end()) out.push_back(s);
  return out;
}

INSTANTIATE_TEST_SUITE_P(Scenarios, RepairByHand,
                         testing::ValuesIn(some({"rename", "module_rename", "count_to_for_each",
                                                 "strange_keys"})),
                         [](const auto& scenario) { return scenario.param.name; });

TEST(RepairForget, TheImportBringsAForgottenObjectBack) {
  if (!testing_support::terraform_available()) GTEST_SKIP() << testing_support::kNoTerraform;
  Workspace work;
  const std::string resource = "resource \"terraform_data\" \"kept\" {}\n";
  work.configure({{"main.tf", resource}});
  work.apply();
  work.configure(
      {{"main.tf", "removed {\n  from = terraform_data.kept\n  lifecycle {\n    destroy = false\n  }\n}\n"}});
  work.add("plan.json", work.plan());
  const Outcome repair = work.command({ONEWAY_BINARY, "repair", "--format", "json", "plan.json"});
  ASSERT_EQ(repair.code, 0) << repair.err;
  const json answer = json::parse(repair.out);
  ASSERT_EQ(answer["repairs"].size(), 1u);
  EXPECT_TRUE(answer["repairs"][0]["for_the_way_back"].get<bool>());
  work.apply();

  work.configure({{"main.tf", resource}, {"import.tf", answer["repairs"][0]["block"].get<std::string>()}});
  const std::string back = work.plan();
  ASSERT_EQ(work.error, "");
  EXPECT_EQ(actions_of(back), (std::map<std::string, int>()));
}

}  // namespace
}  // namespace oneway
