// The pre-commit hook with the real engine, and the hooks of Terragrunt.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>

#include "integrations/stage.h"

namespace oneway::integrations {
namespace {

namespace fs = std::filesystem;
using test::Outcome;
using ::testing::HasSubstr;

const std::map<std::string, std::string> kQuietEngine = {{"CHECKPOINT_DISABLE", "1"},
                                                         {"TF_CLI_CONFIG_FILE", "/dev/null"}};

// What pre-commit runs: the hook's entry with the files that changed.
Outcome pre_commit(Stage& stage, const std::string& files) {
  const std::string entry = Yaml(".pre-commit-hooks.yaml").at("0.entry");
  return stage.run(std::string(ONEWAY_SOURCE_DIR) + "/" + entry + " " + files, kQuietEngine);
}

class PreCommit : public testing::Test {
 protected:
  void SetUp() override {
    if (test::run("command -v terraform", "/").exit != 0) GTEST_SKIP() << "no terraform on PATH";
    fs::create_directories(stage.repository() / "stacks/a b");
    fs::create_directories(stage.repository() / "modules/net");
    configure("input = 1");
    test::write_file(stage.repository() / "modules/net/main.tf", "");
    const Outcome made = stage.run(
        "cd 'stacks/a b' && terraform init -input=false && terraform apply -auto-approve", kQuietEngine);
    ASSERT_EQ(made.exit, 0) << made.err;
  }
  void configure(const std::string& argument) {
    test::write_file(stage.repository() / "stacks/a b/main.tf",
                     "resource \"terraform_data\" \"a\" {\n  " + argument + "\n}\n");
  }
  Stage stage{"", kHarmless};
};

TEST_F(PreCommit, PlansWhatChangedAndSkipsModules) {
  configure("input = 2");
  const Outcome outcome = pre_commit(stage, "'stacks/a b/main.tf' modules/net/main.tf");
  EXPECT_EQ(outcome.exit, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("GATE PASSED"));
  EXPECT_THAT(outcome.out, HasSubstr("1 change"));
  EXPECT_THAT(outcome.err, HasSubstr("modules/net is not a root module"));
}

TEST_F(PreCommit, FailsOnAOneWayDoor) {
  configure(
      "input = 1\n  provisioner \"local-exec\" {\n    command = \"true\"\n  }\n  triggers_replace = [1]");
  test::write_file(stage.repository() / ".oneway.yaml", "fail_on: compensatable\n");
  const Outcome outcome = pre_commit(stage, "'stacks/a b/main.tf'");
  EXPECT_EQ(outcome.exit, 1) << outcome.out;
  EXPECT_THAT(outcome.out, HasSubstr("GATE FAILED"));
}

TEST_F(PreCommit, FailsWhenThePlanFails) {
  configure("input = nonsense");
  const Outcome outcome = pre_commit(stage, "'stacks/a b/main.tf'");
  EXPECT_EQ(outcome.exit, 1);
  EXPECT_THAT(outcome.err, HasSubstr("Invalid reference"));
}

// The words of `execute` in the block `kind "oneway"`, with Terragrunt's function filled in.
std::string hook(const std::string& kind, const fs::path& root) {
  const std::string text = source_file("integrations/terragrunt/oneway.hcl");
  const std::size_t block = text.find(kind + " \"oneway\"");
  std::smatch list;
  const std::string rest = text.substr(block);
  if (block == std::string::npos || !std::regex_search(rest, list, std::regex("execute *= \\[([^\\]]+)\\]")))
    return "";
  std::string words = list[1];
  words = std::regex_replace(words, std::regex("\\$\\{get_repo_root\\(\\)\\}"), root.string());
  return std::regex_replace(words, std::regex(","), " ");
}

TEST(Terragrunt, ThePlanIsJudgedAfterPlanAndBeforeApply) {
  for (const char* kind : {"after_hook", "before_hook"}) {
    Stage stage("fail_on: forward-only\n", kGrows);
    const std::string command = hook(kind, stage.repository());
    ASSERT_THAT(command, HasSubstr("\"oneway\""));
    EXPECT_EQ(stage.run(command, {}).exit, 3) << "there is no plan yet";
    fs::rename(stage.repository() / "plan.json", stage.repository() / "oneway.tfplan");
    const Outcome outcome = stage.run(command, {});
    EXPECT_EQ(outcome.exit, 1) << outcome.err;
    EXPECT_THAT(outcome.out, HasSubstr("GATE FAILED"));
  }
}

}  // namespace
}  // namespace oneway::integrations
