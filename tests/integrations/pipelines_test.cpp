// GitLab, Azure Pipelines and Atlantis: their commands, taken from the YAML that is shipped.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "integrations/stage.h"

namespace oneway::integrations {
namespace {

using nlohmann::json;
using test::Outcome;
using ::testing::HasSubstr;
using ::testing::StartsWith;
using Environment = std::map<std::string, std::string>;

// A curl that notes its arguments and what it is sent, and answers with `answer`.
std::string curl(const Stage& stage, const std::string& answer) {
  const std::string calls = (stage.temporary() / "calls").string();
  return "cat >>" + calls + "\necho >>" + calls + "\necho \"$*\" >>" + calls + "\ncat <<'END'\n" + answer +
         "\nEND\n";
}

Outcome gitlab(Stage& stage, Environment more = {}) {
  const Yaml yaml("integrations/gitlab/oneway.gitlab-ci.yml");
  Environment environment;
  for (const auto& [path, value] : yaml.all())
    if (path.starts_with(".oneway.variables.")) environment[path.substr(18)] = value;
  environment["CI_MERGE_REQUEST_TARGET_BRANCH_NAME"] = "main";
  for (const auto& [name, value] : more) environment[name] = value;
  return stage.run(yaml.at(".oneway.script.0"), environment, "sh");
}

TEST(GitLab, ABlockedPlanGivesReportsAndFails) {
  Stage stage("", kLost);
  EXPECT_EQ(gitlab(stage).exit, 1);
  const auto report = [&](const char* name) { return test::read_file(stage.repository() / "oneway" / name); };
  EXPECT_THAT(report("note.md"), HasSubstr("Gate failed"));
  EXPECT_EQ(json::parse(report("code-quality.json")).at(0).at("check_name"), "OW201");
  EXPECT_EQ(json::parse(report("terraform.json")).at("delete"), 1);
  EXPECT_THAT(report("junit.xml"), HasSubstr("<failure"));
  EXPECT_THAT(report("report.html"), HasSubstr("<html"));
}

TEST(GitLab, ThePolicyIsTheTargetBranchsOne) {
  Stage strict("fail_on: forward-only\n", kGrows);
  strict.branch_policy("warn: [OW401]\n");
  EXPECT_EQ(gitlab(strict).exit, 1);
  EXPECT_EQ(gitlab(strict, {{"CI_MERGE_REQUEST_TARGET_BRANCH_NAME", ""}}).exit, 0);
  EXPECT_GT(gitlab(strict, {{"CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "absent"}}).exit, 1);
}

TEST(GitLab, EveryVariableArrives) {
  Stage stage("environments: {prod: {fail_on: forward-only}}\n", kGrows);
  EXPECT_EQ(gitlab(stage).exit, 0);
  EXPECT_EQ(gitlab(stage, {{"ONEWAY_ENVIRONMENT", "prod"}}).exit, 1);
  EXPECT_EQ(gitlab(stage, {{"ONEWAY_FAIL_ON", "forward-only"}}).exit, 1);
  EXPECT_EQ(gitlab(stage, {{"ONEWAY_PLAN", "$(touch broken)"}}).exit, 3);
  EXPECT_FALSE(std::filesystem::exists(stage.repository() / "broken"));
}

TEST(GitLab, TheNoteIsWrittenOnceAndThenKeptUpToDate) {
  Stage stage("", kLost);
  gitlab(stage);
  const std::string script = Yaml("integrations/gitlab/oneway.gitlab-ci.yml").at(".oneway.after_script.0");
  Environment environment = {{"CI_API_V4_URL", "https://gitlab.example/api/v4"},
                             {"CI_PROJECT_ID", "5"},
                             {"CI_MERGE_REQUEST_IID", "7"},
                             {"ONEWAY_GITLAB_TOKEN", "not-a-token"}};
  stage.program("curl", curl(stage, "[]"));
  EXPECT_EQ(stage.run(script, environment, "sh").exit, 0);
  EXPECT_THAT(stage.text("calls"), HasSubstr("PRIVATE-TOKEN: not-a-token\n"));
  EXPECT_THAT(stage.text("calls"),
              HasSubstr("--request POST --data-urlencode body@oneway/body.md "
                        "https://gitlab.example/api/v4/projects/5/merge_requests/7/notes\n"));
  stage.program("curl",
                curl(stage, R"([{"id": 3, "body": "hello"}, {"id": 4, "body": "<!-- oneway -->\nold"}])"));
  EXPECT_EQ(stage.run(script, environment, "sh").exit, 0);
  EXPECT_THAT(stage.text("calls"), HasSubstr("--request PUT"));
  EXPECT_THAT(stage.text("calls"), HasSubstr("/notes/4\n"));
  EXPECT_THAT(test::read_file(stage.repository() / "oneway/body.md"), StartsWith("<!-- oneway -->\n"));
}

TEST(GitLab, WithoutATokenThereIsNoNote) {
  Stage stage("", kLost);
  gitlab(stage);
  stage.program("curl", "exit 1\n");
  const std::string script = Yaml("integrations/gitlab/oneway.gitlab-ci.yml").at(".oneway.after_script.0");
  EXPECT_EQ(stage.run(script, {{"CI_MERGE_REQUEST_IID", "7"}}, "sh").exit, 0);
}

Outcome azure(Stage& stage, Environment more = {}) {
  Environment environment = {{"AGENT_TEMPDIRECTORY", stage.temporary().string()},
                             {"SYSTEM_PULLREQUEST_TARGETBRANCH", "refs/heads/main"},
                             {"PLAN", "plan.json"},
                             {"POLICY", ".oneway.yaml"},
                             {"SOURCE", "."},
                             {"FLOOR", ""},
                             {"ENVIRONMENT", ""},
                             {"FAIL_ON", ""}};
  for (const auto& [name, value] : more) environment[name] = value;
  return stage.run(Yaml("integrations/azure/oneway.yml").at("steps.0.bash"), environment);
}

TEST(Azure, ABlockedPlanGivesReportsASummaryAndFails) {
  Stage stage("", kLost);
  const Outcome outcome = azure(stage);
  EXPECT_EQ(outcome.exit, 1);
  EXPECT_THAT(outcome.out, HasSubstr("GATE FAILED"));
  EXPECT_THAT(outcome.out,
              HasSubstr("##vso[task.uploadsummary]" + (stage.temporary() / "oneway/oneway.md").string()));
  EXPECT_EQ(json::parse(stage.text("oneway/oneway.sarif")).at("version"), "2.1.0");
  for (const char* file : {"oneway/oneway.md", "oneway/oneway.html", "oneway/junit.xml"})
    EXPECT_TRUE(stage.has(file)) << file;
}

TEST(Azure, ThePolicyIsTheTargetBranchsOne) {
  Stage strict("fail_on: forward-only\n", kGrows);
  strict.branch_policy("warn: [OW401]\n");
  EXPECT_EQ(azure(strict).exit, 1);
  EXPECT_EQ(azure(strict, {{"SYSTEM_PULLREQUEST_TARGETBRANCH", "main"}}).exit,
            1);  // as for a GitHub repository
  EXPECT_EQ(azure(strict, {{"SYSTEM_PULLREQUEST_TARGETBRANCH", ""}}).exit, 0);
  EXPECT_GT(azure(strict, {{"SYSTEM_PULLREQUEST_TARGETBRANCH", "absent"}}).exit, 1);
}

TEST(Azure, TheCommentIsWrittenOnceAndThenKeptUpToDate) {
  Stage stage("", kLost);
  azure(stage);
  const std::string script = Yaml("integrations/azure/oneway.yml").at("steps.1.bash");
  const Environment environment = {{"AGENT_TEMPDIRECTORY", stage.temporary().string()},
                                   {"SYSTEM_COLLECTIONURI", "https://azure.example/org/"},
                                   {"SYSTEM_TEAMPROJECTID", "team"},
                                   {"BUILD_REPOSITORY_ID", "stack"},
                                   {"SYSTEM_PULLREQUEST_PULLREQUESTID", "7"},
                                   {"SYSTEM_ACCESSTOKEN", "not-a-token"}};
  stage.program("curl", curl(stage, R"({"value": [{"id": 1, "comments": [{"id": 1}]}]})"));
  Outcome outcome = stage.run(script, environment);
  EXPECT_EQ(outcome.exit, 0) << outcome.err;
  EXPECT_THAT(stage.text("calls"), HasSubstr("Authorization: Bearer not-a-token\n"));
  EXPECT_THAT(stage.text("calls"), HasSubstr("--request POST"));
  const json body = json::parse(stage.text("oneway/body.json"));
  EXPECT_THAT(body.at("comments").at(0).at("content").get<std::string>(), StartsWith("<!-- oneway -->\n"));
  EXPECT_THAT(stage.text("calls"), HasSubstr("https://azure.example/org/team/_apis/git/repositories/stack/"
                                             "pullRequests/7/threads?api-version=7.1\n"));
  stage.program(
      "curl",
      curl(stage, R"({"value": [{"id": 9, "comments": [{"id": 2, "content": "<!-- oneway -->"}]}]})"));
  outcome = stage.run(script, environment);
  EXPECT_EQ(outcome.exit, 0) << outcome.err;
  EXPECT_THAT(stage.text("calls"), HasSubstr("--request PATCH"));
  EXPECT_THAT(stage.text("calls"), HasSubstr("/threads/9/comments/2?api-version=7.1\n"));
}

Outcome atlantis(Stage& stage, const std::string& step, Environment more = {}) {
  Environment environment = {{"PLANFILE", (stage.temporary() / "default.tfplan").string()},
                             {"SHOWFILE", (stage.temporary() / "default.json").string()},
                             {"BASE_BRANCH_NAME", "main"},
                             {"ATLANTIS_TERRAFORM_VERSION", "1.11.4"}};
  for (const auto& [name, value] : more) environment[name] = value;
  stage.program("terraform1.11.4", "[ \"$*\" = \"show -json $PLANFILE\" ] && cat plan.json\n");
  return stage.run(Yaml("integrations/atlantis/repos.yaml").at("workflows.oneway." + step), environment,
                   "sh");
}

TEST(Atlantis, ABlockedPlanFailsPlanAndApply) {
  Stage stage("", kLost);
  for (const char* step : {"plan.steps.2.run", "apply.steps.0.run"}) {
    const Outcome outcome = atlantis(stage, step);
    EXPECT_EQ(outcome.exit, 1) << outcome.err;
    EXPECT_THAT(outcome.out, StartsWith("GATE FAILED"));
  }
  Stage harmless("", kHarmless);
  EXPECT_EQ(atlantis(harmless, "plan.steps.2.run").exit, 0);
}

TEST(Atlantis, ThePolicyIsTheBaseBranchsOne) {
  Stage strict("fail_on: forward-only\n", kGrows);
  strict.branch_policy("warn: [OW401]\n");
  EXPECT_EQ(atlantis(strict, "plan.steps.2.run").exit, 1);
  EXPECT_GT(atlantis(strict, "plan.steps.2.run", {{"BASE_BRANCH_NAME", "absent"}}).exit, 1);
}

TEST(Integrations, NoScriptHoldsAnExpressionOfTheService) {
  int scripts = 0;
  for (const char* file : {"integrations/github/action.yml", "integrations/gitlab/oneway.gitlab-ci.yml",
                           "integrations/azure/oneway.yml", "integrations/atlantis/repos.yaml"}) {
    const Yaml yaml(file);
    for (const auto& [path, text] : yaml.all()) {
      if (!path.ends_with(".run") && !path.ends_with(".bash") && path.find("script.") == std::string::npos)
        continue;
      ++scripts;
      for (const char* expression : {"${{", "$(System", "$(Build", "$(Agent", "$[[", "$["})
        EXPECT_EQ(text.find(expression), std::string::npos) << file << " " << path;
    }
  }
  EXPECT_EQ(scripts, 10);
}

}  // namespace
}  // namespace oneway::integrations
