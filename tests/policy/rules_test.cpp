// Rules of one's own, as a person gives them: --rules, `rules:` of .oneway.yaml, and what a floor makes of
// both.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/process.h"

namespace oneway {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::string kPlan =
    "'" + std::string(ONEWAY_SOURCE_DIR) + "/fixtures/plans/rds-replaced-without-snapshot/plan.json'";

std::string milder(const std::string& expires) {
  return "types:\n  aws_db_instance:\n    holds: none\n    contents: managed\n    override: {reason: "
         "\"scratch <b>data\", "
         "approved_by: dba, expires: " +
         expires + "}\n";
}

class OwnRules : public testing::Test {
 protected:
  test::Outcome run(const std::string& command) { return test::run(command, folder_.path()); }
  void file(const std::string& name, const std::string& text) {
    std::filesystem::create_directories((folder_.path() / name).parent_path());
    test::write_file(folder_.path() / name, text);
  }
  test::TemporaryFolder folder_;
};

TEST_F(OwnRules, AnOverrideHoldsAndEveryReportSaysSo) {
  file("rules/db.yaml", milder("2026-12-31"));
  EXPECT_EQ(run("oneway plan " + kPlan).exit, 1);
  for (const char* format :
       {"text", "json", "ndjson", "markdown", "html", "sarif", "junit", "github", "gitlab"}) {
    const test::Outcome o =
        run("oneway plan --today 2026-11-25 --rules rules -f " + std::string(format) + " " + kPlan);
    EXPECT_THAT(o.out, HasSubstr("OW824")) << format;
    EXPECT_THAT(o.out, HasSubstr("approved by dba")) << format;
  }
  const test::Outcome o = run("oneway plan --today 2026-11-25 --rules rules -f json " + kPlan);
  EXPECT_EQ(o.exit, 0) << o.err;
  EXPECT_THAT(o.out, Not(HasSubstr("OW201")));
  EXPECT_THAT(o.err, HasSubstr("milder than the built-in ones until 2026-12-31"));
}

TEST_F(OwnRules, AnExpiredOverrideIsRefused) {
  file("rules/db.yaml", milder("2026-12-31"));
  EXPECT_EQ(run("oneway plan --today 2026-12-31 --rules rules " + kPlan).exit, 0);
  const test::Outcome o = run("oneway plan --today 2027-01-01 --rules rules " + kPlan);
  EXPECT_EQ(o.exit, 2);
  EXPECT_THAT(o.err, HasSubstr("rules/db.yaml:5:"));
  EXPECT_THAT(o.err, HasSubstr("expired on 2026-12-31"));
}

TEST_F(OwnRules, ThePolicyNamesFoldersRelativeToItself) {
  file("team/rules/db.yaml", milder("2026-12-31"));
  file("team/policy.yaml", "rules: [rules]\n");
  EXPECT_EQ(run("oneway plan --today 2026-11-25 --config team/policy.yaml " + kPlan).exit, 0);
  EXPECT_EQ(run("mkdir x; cd x; oneway plan --today 2026-11-25 --config ../team/policy.yaml " + kPlan).exit,
            0);
  file(".oneway.yaml", "rules: [team/rules/db.yaml]\n");
  EXPECT_EQ(run("oneway plan --today 2026-11-25 " + kPlan).exit, 0);
  file(".oneway.yaml", "rules: [nowhere]\n");
  const test::Outcome o = run("oneway plan " + kPlan);
  EXPECT_EQ(o.exit, 2);
  EXPECT_THAT(o.err, HasSubstr(".oneway.yaml:1:9"));
  EXPECT_THAT(o.err, HasSubstr("nowhere"));
}

TEST_F(OwnRules, WithAFloorNothingElseMakesFactsMilder) {
  file("rules/db.yaml", milder("2026-12-31"));
  file("floor/floor.yaml", "rules: [rules]\n");
  file("floor/rules/queue.yaml", "types:\n  aws_sqs_queue:\n    recovery: []\n");
  const std::string plan = "oneway plan --today 2026-11-25 --policy-floor floor/floor.yaml ";
  const test::Outcome by_option = run(plan + "--rules rules " + kPlan);
  EXPECT_EQ(by_option.exit, 2);
  EXPECT_THAT(by_option.err, HasSubstr("only the rules that the floor names may hold an `override`"));
  file(".oneway.yaml", "rules: [rules]\n");
  EXPECT_EQ(run(plan + kPlan).exit, 2);
  file(".oneway.yaml", "rules: [own]\n");
  file("own/own.yaml",
       "provider: acme/acme\ntypes:\n  acme_thing: {surface: config, holds: none, confidence: documented, "
       "sources: [mine]}\n");
  EXPECT_THAT(run(plan + kPlan).err, HasSubstr("say that of a new type"));
  // What the floor itself states holds.
  file(".oneway.yaml", "{}\n");
  file("floor/rules/db.yaml", milder("2026-12-31"));
  EXPECT_EQ(run(plan + kPlan).exit, 0);
}

TEST_F(OwnRules, StricterFactsCountWithoutAnOverride) {
  file("rules/own.yaml", "types:\n  aws_vpc:\n    holds: customer\n");
  file(
      "plan.json",
      R"({"format_version":"1.2","terraform_version":"1.11.4","resource_changes":[{"address":"aws_vpc.a","mode":"managed",
       "type":"aws_vpc","name":"a","provider_name":"registry.terraform.io/hashicorp/aws","change":{"actions":["create"],
       "before":null,"after":{},"after_unknown":{},"before_sensitive":false,"after_sensitive":{}}}],"configuration":{},
       "complete":true,"applyable":true,"errored":false})");
  EXPECT_THAT(run("oneway plan -f json plan.json").out, Not(HasSubstr("OW210")));
  EXPECT_THAT(run("oneway plan -f json --rules rules plan.json").out, HasSubstr("OW210"));
  EXPECT_THAT(run("oneway plan -f json --rules rules --rules rules plan.json").out, Not(HasSubstr("OW824")));
}

TEST_F(OwnRules, EveryCommandThatJudgesTakesThem) {
  file("rules/broken.yaml", "types:\n  aws_db_instance:\n    hols: none\n");
  for (const std::string& command : std::vector<std::string>{
           "oneway plan " + kPlan, "oneway repair " + kPlan, "oneway change init " + kPlan,
           "oneway explain aws_db_instance", "oneway rules list aws_db_instance",
           "oneway restore --check state.json", "oneway release --upgrade ."}) {
    const test::Outcome o = run(command + " --rules rules");
    EXPECT_EQ(o.exit, 2) << command << o.err;
    EXPECT_THAT(o.err, HasSubstr("did you mean `holds`?")) << command;
    file(".oneway.yaml", "rules: [rules]\n");
    EXPECT_EQ(run(command).exit, 2) << command;
    test::run("rm .oneway.yaml", folder_.path());
  }
}

TEST_F(OwnRules, HostileFoldersAreRefused) {
  file("rules/a.yaml", std::string(5u << 20, '#'));
  EXPECT_EQ(run("oneway plan --rules rules " + kPlan).exit, 2);
  EXPECT_EQ(run("mkdir empty; oneway plan --rules empty " + kPlan).exit, 2);
  EXPECT_EQ(run("mkdir pipe; mkfifo pipe/a.yaml; oneway plan --rules pipe " + kPlan).exit, 2);
  file("evil/\x1b[31m.yaml", "types:\n  \"\\e[31m\": {}\n");
  const test::Outcome o = run("oneway plan --rules evil " + kPlan);
  EXPECT_EQ(o.exit, 2);
  EXPECT_THAT(o.err, Not(HasSubstr("\x1b")));
  EXPECT_EQ(run("oneway plan --rules /dev/zero " + kPlan).exit, 2);
}

}  // namespace
}  // namespace oneway
