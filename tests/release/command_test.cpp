// `oneway release` and `oneway ledger` as a person runs them: exit codes, formats, the same bytes every time.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/process.h"

namespace oneway {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::string kFixtures = std::string(ONEWAY_SOURCE_DIR) + "/fixtures/releases";

std::string compare(const std::string& pair) {
  return "oneway release --baseline '" + kFixtures + "/" + pair + "/old' --candidate '" + kFixtures + "/" +
         pair + "/new' ";
}

class ReleaseCommand : public testing::Test {
 protected:
  test::Outcome run(const std::string& command) { return test::run(command, folder_.path()); }
  test::TemporaryFolder folder_;
};

TEST_F(ReleaseCommand, FailsOnlyOnRegressions) {
  EXPECT_EQ(run(compare("same")).exit, 0);
  EXPECT_EQ(run(compare("renamed")).exit, 1);
  EXPECT_EQ(run(compare("renamed") + "--declared-version major").exit, 0);
  EXPECT_EQ(run(compare("renamed") + "--declared-version v1.2.0 --baseline-version v1.1.0").exit, 1);
  EXPECT_EQ(run(compare("renamed") + "--declared-version v1.2.0").exit, 2);
  EXPECT_EQ(run("oneway release --upgrade '" + kFixtures + "/object-removed/real'").exit, 1);
  EXPECT_EQ(run("oneway release").exit, 2);
}

TEST_F(ReleaseCommand, BlessesWhatItShowsAndThenPasses) {
  const std::string upgrade = "oneway release --upgrade plans ";
  ASSERT_EQ(run("mkdir plans && cp '" + kFixtures + "/object-removed/real/plan.json' plans/eu.json").exit, 0);
  EXPECT_EQ(run(upgrade).exit, 1);
  const test::Outcome blessed = run(upgrade + "--bless --today 2026-11-25");
  EXPECT_EQ(blessed.exit, 0);
  EXPECT_THAT(blessed.err, HasSubstr("+   - code: OW901"));
  EXPECT_EQ(run(upgrade + "--today 2026-11-25").exit, 0);
  EXPECT_EQ(run(upgrade + "--today 2027-11-25").exit, 1) << "what was blessed expires";
}

TEST_F(ReleaseCommand, GivesTheSameBytesWithAnyNumberOfThreads) {
  std::string copy = "mkdir b c";
  for (const char* pair : {"renamed", "object-changed", "output-removed", "same", "gained-count"})
    copy += " && cp '" + kFixtures + "/" + pair + "/old/plan.json' b/" + pair + ".json && cp '" + kFixtures +
            "/" + pair + "/new/plan.json' c/" + pair + ".json";
  ASSERT_EQ(run(copy).exit, 0);
  for (const char* format : {"text", "json", "markdown", "junit"}) {
    const std::string command = std::string("oneway release --baseline b --candidate c -f ") + format;
    const test::Outcome one = run(command + " --threads 1");
    EXPECT_EQ(one.exit, 1);
    EXPECT_FALSE(one.out.empty());
    EXPECT_EQ(one.out, run(command + " --threads 8").out) << format;
  }
}

TEST_F(ReleaseCommand, SaysWhichStacksWereNotJudged) {
  const std::string plan = "'" + kFixtures + "/same/old/plan.json' ";
  ASSERT_EQ(run("mkdir b c && cp " + plan + "b/eu.json && cp " + plan + "b/us.json && cp " + plan +
                "c/eu.json && cp " + plan + "c/asia.json")
                .exit,
            0);
  const test::Outcome gone = run("oneway release --baseline b --candidate c -f json");
  EXPECT_EQ(gone.exit, 1);
  EXPECT_THAT(gone.out, HasSubstr("\"OW912\""));
  EXPECT_THAT(gone.out, HasSubstr("\"OW913\""));
  EXPECT_EQ(run("rm b/us.json; oneway release --baseline b --candidate c -f json").exit, 0);
}

TEST_F(ReleaseCommand, TakesOneQuestionOnly) {
  const std::string old = "'" + kFixtures + "/same/old' ", state = "'" + kFixtures + "/same/old-state' ";
  EXPECT_EQ(run("oneway release --states " + state + "--candidate " + old).exit, 0);
  for (const std::string& wrong :
       {"--candidate " + old, "--states " + state,
        "--states " + state + "--baseline " + old + "--candidate " + old,
        "--upgrade " + old + "--candidate " + old, "--states " + old + "--candidate " + old + "-f sarif"})
    EXPECT_EQ(run("oneway release " + wrong).exit, 2) << wrong;
}

TEST_F(ReleaseCommand, NamesTheStackThatCannotBeRead) {
  ASSERT_EQ(run("mkdir plans && echo '{' > plans/broken.json").exit, 0);
  const test::Outcome broken = run("oneway release --upgrade plans");
  EXPECT_EQ(broken.exit, 3);
  EXPECT_THAT(broken.err, HasSubstr("the stack broken"));
}

TEST_F(ReleaseCommand, LedgerTellsWhoCarriesAModule) {
  const std::string plan = "'" + kFixtures + "/object-removed/real/plan.json'";
  EXPECT_EQ(run("oneway plan --ledger l.db -q " + plan).exit, 0);
  EXPECT_THAT(run("oneway ledger affected --ledger l.db --module ./module").out,
              HasSubstr("Pin the previous version"));
  EXPECT_EQ(run("oneway ledger applied --ledger l.db " + plan).exit, 0);
  const test::Outcome after = run("oneway ledger affected --ledger l.db --module ./module -f json");
  EXPECT_THAT(after.out, HasSubstr("\"applied\":\"yes\""));
  EXPECT_THAT(after.out, Not(HasSubstr("orders"))) << "no values";
  EXPECT_EQ(run("oneway ledger windows --ledger none.db").exit, 2);
}

// A secret is destroyed in one stack; while its name is held, a create under that name is stopped, whatever
// stack it comes from.
TEST_F(ReleaseCommand, LedgerStopsTheReuseOfANameAcrossPlans) {
  const auto plan = [&](const std::string& file, const std::string& action, const std::string& label) {
    const std::string object = R"({"name":"api","recovery_window_in_days":7})";
    const bool create = action == "create";
    test::write_file(
        folder_.path() / file,
        R"({"format_version":"1.2","terraform_version":"1.11.4","planned_values":{"root_module":{}},)"
        R"("resource_changes":[{"address":"aws_secretsmanager_secret.)" +
            label + R"(","mode":"managed","type":"aws_secretsmanager_secret","name":")" + label +
            R"(","provider_name":"registry.terraform.io/hashicorp/aws","change":{"actions":[")" + action +
            R"("],"before":)" + (create ? "null" : object) + R"(,"after":)" + (create ? object : "null") +
            R"(,"after_unknown":{},"before_sensitive":{},"after_sensitive":{}}}],)"
            R"("prior_state":{"format_version":"1.0","values":{"root_module":{"resources":[)" +
            (create ? ""
                    : R"({"address":"aws_secretsmanager_secret.)" + label +
                          R"(","mode":"managed","type":"aws_secretsmanager_secret","name":")" + label +
                          R"(","provider_name":"registry.terraform.io/hashicorp/aws","values":)" + object +
                          "}") +
            R"(]}}},"configuration":{"root_module":{}},"applyable":true,"complete":true,"errored":false})");
  };
  plan("destroy.json", "delete", "old");
  plan("create.json", "create", "new");
  const std::string assess = "oneway plan --ledger l.db ";
  EXPECT_EQ(run(assess + "--stack eu destroy.json").exit, 0);
  const test::Outcome perhaps = run(assess + "--stack us create.json");
  EXPECT_EQ(perhaps.exit, 0);
  EXPECT_THAT(perhaps.out, HasSubstr("(if that was"));
  // The same stack no longer has the object: that plan was applied.
  const test::Outcome later = run(assess + "--stack eu create.json");
  EXPECT_EQ(later.exit, 1);
  EXPECT_THAT(later.out, HasSubstr("OW302"));
  EXPECT_EQ(run(assess + "--stack us create.json").exit, 1);
  EXPECT_THAT(run("oneway ledger names --ledger l.db -f json").out, HasSubstr("name = \\\"api\\\""));
  EXPECT_EQ(run("oneway plan create.json").exit, 0) << "without a memory nothing is known";
  EXPECT_EQ(run(assess + "--stack eu create.json destroy.json").exit, 2);
}

}  // namespace
}  // namespace oneway
