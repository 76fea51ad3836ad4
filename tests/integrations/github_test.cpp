// The composite action, step by step, as the runner would run it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "integrations/stage.h"

namespace oneway::integrations {
namespace {

using test::Outcome;
using ::testing::HasSubstr;
using ::testing::StartsWith;

class Action {
 public:
  explicit Action(const std::string& policy = "", const std::string& plan = kLost,
                  const std::string& rules = "")
      : stage(policy, plan, rules) {}

  Outcome judge(const std::map<std::string, std::string>& inputs = {}) {
    std::map<std::string, std::string> environment = common();
    for (const char* name : {"POLICY", "FLOOR", "ENVIRONMENT", "FAIL_ON"}) environment[name] = "";
    environment["PROGRAM"] = ONEWAY_BINARY;
    environment["PLAN"] = "plan.json";
    environment["POLICY"] = ".oneway.yaml";
    environment["BASE"] = stage.base();
    environment["SOURCE"] = ".";
    for (const auto& [name, value] : inputs) environment[name] = value;
    return stage.run(action.at("runs.steps.1.run"), environment);
  }
  // What the steps after the judgement see of it.
  std::string output(const std::string& name) const {
    const std::string all = "\n" + stage.text("output"), key = "\n" + name + "=";
    const std::size_t at = all.rfind(key);
    if (at == std::string::npos) return "";
    return all.substr(at + key.size(), all.find('\n', at + 1) - at - key.size());
  }
  Outcome comment() {
    std::map<std::string, std::string> environment = common();
    environment["COMMENT"] = output("comment");
    environment["NUMBER"] = "7";
    environment["GITHUB_REPOSITORY"] = "example/stack";
    return stage.run(action.at("runs.steps.2.run"), environment);
  }
  int gate() { return stage.run(action.at("runs.steps.3.run"), {{"CODE", output("exit-code")}}).exit; }

  const Yaml action{"integrations/github/action.yml"};
  Stage stage;

 private:
  std::map<std::string, std::string> common() const {
    const auto in = [&](const char* file) { return (stage.temporary() / file).string(); };
    return {{"RUNNER_TEMP", stage.temporary().string()},
            {"GITHUB_OUTPUT", in("output")},
            {"GITHUB_STEP_SUMMARY", in("summary")}};
  }
};

TEST(GitHub, ABlockedPlanGivesAnnotationsACommentASarifFileAndAFailedGate) {
  Action action;
  const Outcome outcome = action.judge();
  EXPECT_EQ(outcome.exit, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("\n::error "));
  EXPECT_THAT(outcome.out, HasSubstr("OW201 aws_db_instance.orders"));
  EXPECT_THAT(action.stage.text("oneway/comment.md"), HasSubstr("Gate failed"));
  EXPECT_THAT(action.stage.text("summary"), HasSubstr("Gate failed"));
  EXPECT_THAT(test::read_file(action.output("sarif")), HasSubstr("\"ruleId\": \"OW201\""));
  EXPECT_THAT(test::read_file(action.output("html")), HasSubstr("<html"));
  EXPECT_EQ(action.output("exit-code"), "1");
  EXPECT_EQ(action.gate(), 1);
}

TEST(GitHub, AnnotationsNameTheLineBelowTheTopOfTheRepository) {
  Action action;
  std::filesystem::create_directories(action.stage.repository() / "stacks/prod");
  test::write_file(action.stage.repository() / "stacks/prod/db.tf",
                   "\nresource \"aws_db_instance\" \"orders\" {\n}\n");
  const Outcome outcome = action.judge({{"SOURCE", "stacks/prod"}});
  EXPECT_THAT(outcome.out, HasSubstr("::error file=stacks/prod/db.tf,line=2,endLine=3,title=OW201"));
  EXPECT_THAT(test::read_file(action.output("sarif")), HasSubstr("stacks/prod/db.tf"));
}

TEST(GitHub, AHarmlessPlanPasses) {
  Action action("", kHarmless);
  EXPECT_EQ(action.judge().exit, 0);
  EXPECT_EQ(action.gate(), 0);
}

TEST(GitHub, ThePolicyIsTheBasesOneWhateverThePullRequestBrings) {
  Action strict("fail_on: forward-only\n", kGrows);
  strict.stage.branch_policy("warn: [OW401]\n");
  strict.judge();
  EXPECT_EQ(strict.gate(), 1);
  Action none("", kLost);
  test::write_file(none.stage.repository() / ".oneway.yaml", "warn: [OW201]\n");
  none.judge();
  EXPECT_EQ(none.gate(), 1);
  none.judge({{"BASE", ""}});  // a push: the branch is its own base
  EXPECT_EQ(none.gate(), 0);
}

TEST(GitHub, TheRulesThatThePolicyNamesAreTheBasesOnes) {
  Action action("rules: [facts]\n", kHarmless,
                "provider: example/box\ntypes:\n  box_a:\n    surface: other\n    holds: none\n    "
                "confidence: inferred\n"
                "    sources: [\"our handbook\"]\n");
  test::write_file(action.stage.repository() / "facts/ours.yaml", "broken");
  action.judge();
  EXPECT_EQ(action.gate(), 0);
  action.judge({{"BASE", ""}});
  EXPECT_EQ(action.gate(), 2);
}

TEST(GitHub, ABaseThatCannotBeReadStopsTheStep) {
  Action action("", kHarmless);
  EXPECT_NE(action.judge({{"BASE", std::string(40, '1')}}).exit, 0);
}

TEST(GitHub, EveryInputArrives) {
  Action action("environments: {prod: {fail_on: forward-only}}\n", kGrows);
  action.judge();
  EXPECT_EQ(action.gate(), 0);
  action.judge({{"ENVIRONMENT", "prod"}});
  EXPECT_EQ(action.gate(), 1);
  action.judge({{"FAIL_ON", "forward-only"}});
  EXPECT_EQ(action.gate(), 1);
  test::write_file(action.stage.temporary() / "floor.yaml", "fail: [OW401]\n");
  action.judge({{"FLOOR", (action.stage.temporary() / "floor.yaml").string()}});
  EXPECT_EQ(action.gate(), 1);
}

TEST(GitHub, SeveralPlansGetOneVerdict) {
  Action action("", kHarmless);
  std::filesystem::copy_file(std::string(ONEWAY_SOURCE_DIR) + "/fixtures/plans/" + kLost + "/plan.json",
                             action.stage.repository() / "other plan.json");
  action.judge({{"PLAN", "plan.json\nother plan.json\n"}});
  EXPECT_EQ(action.gate(), 1);
  EXPECT_THAT(action.stage.text("oneway/comment.md"), HasSubstr("4 changes"));
}

TEST(GitHub, APlanThatCannotBeReadIsSaidAndFails) {
  Action action;
  test::write_file(action.stage.repository() / "plan.json", "{");
  EXPECT_EQ(action.judge().exit, 0);
  EXPECT_THAT(action.stage.text("oneway/comment.md"), HasSubstr("exit code 3"));
  EXPECT_EQ(action.gate(), 3);
}

TEST(GitHub, NamesAreNeverCommands) {
  Action action;
  action.judge({{"PLAN", "$(touch broken).json"}, {"ENVIRONMENT", "`touch broken`; touch broken"}});
  EXPECT_EQ(action.gate(), 3);
  EXPECT_FALSE(std::filesystem::exists(action.stage.repository() / "broken"));
}

TEST(GitHub, TheCommentIsWrittenOnceAndThenKeptUpToDate) {
  Action action;
  action.judge();
  const std::string calls = (action.stage.temporary() / "calls").string();
  action.stage.program("gh", "echo \"$*\" >>" + calls + "\n");
  EXPECT_EQ(action.comment().exit, 0);
  EXPECT_THAT(action.stage.text("calls"),
              HasSubstr("--method POST repos/example/stack/issues/7/comments --field body=@"));
  EXPECT_THAT(action.stage.text("oneway/body.md"), StartsWith("<!-- oneway -->\n"));
  EXPECT_THAT(action.stage.text("oneway/body.md"), HasSubstr("Gate failed"));
  action.stage.program(
      "gh", "echo \"$*\" >>" + calls + "\ncase \"$*\" in *--paginate*) echo 41; echo 42 ;; esac\n");
  EXPECT_EQ(action.comment().exit, 0);
  EXPECT_THAT(action.stage.text("calls"),
              HasSubstr("--method PATCH repos/example/stack/issues/comments/41 --field"));
}

TEST(GitHub, ATokenThatMayNotWriteWarnsOnly) {
  Action action;
  action.judge();
  action.stage.program("gh", "exit 1\n");
  const Outcome outcome = action.comment();
  EXPECT_EQ(outcome.exit, 0);
  EXPECT_THAT(outcome.out, HasSubstr("::warning title=oneway::"));
}

TEST(GitHub, FindsTheProgram) {
  Action action;
  const std::map<std::string, std::string> environment = {
      {"GITHUB_OUTPUT", (action.stage.temporary() / "output").string()}, {"PROGRAM", ""}};
  EXPECT_EQ(action.stage.run(action.action.at("runs.steps.0.run"), environment).exit, 0);
  EXPECT_EQ(action.output("path"), ONEWAY_BINARY);
}

}  // namespace
}  // namespace oneway::integrations
