// A change from its declaration to its evidence: drafted, filled in, held against the plan, applied with the
// real engine, recorded, verified, and refused after one byte was changed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "support/workspace.h"

namespace oneway::test {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
namespace fs = std::filesystem;

const char kBefore[] = R"(
resource "terraform_data" "kept" { input = "v1" }
resource "terraform_data" "old" { input = "v1" }
)";
// A provisioner acts on the world, so the change is one that every question is asked of.
const char kAfter[] = R"(
variable "environment" { default = "prod" }
resource "terraform_data" "kept" { input = "v2" }
resource "terraform_data" "new" {
  input = "registry.example/app@sha256:1111111111111111111111111111111111111111111111111111111111111111"
  provisioner "local-exec" { command = "true" }
}
)";

class Story : public Workspace {
 public:
  Outcome oneway(const std::string& arguments) { return shell(std::string(ONEWAY_BINARY) + " " + arguments); }
  std::string read(const std::string& name) { return read_file(folder() / name); }
  fs::path record() {
    for (const auto& entry : fs::directory_iterator(folder() / "kept")) return entry.path();
    return {};
  }
};

// What a team would write into the blanks.
std::string filled(std::string draft) {
  for (const auto& [blank, answer] :
       std::vector<std::pair<std::string, std::string>>{{"id: \"\"", "id: CHG-2026-0821"},
                                                        {"rollbackWindow: \"\"", "rollbackWindow: none"},
                                                        {"expectedDuration: \"\"", "expectedDuration: 15m"},
                                                        {": \"\"", ": as the runbook says"},
                                                        {": []", ": [on-call lead]"}})
    for (std::size_t at; (at = draft.find(blank)) != std::string::npos;)
      draft.replace(at, blank.size(), answer);
  return draft + "rollbackSLO: {detect: 5m, decide: 10m}\n";
}

TEST(Change, IsDeclaredAppliedRecordedAndVerified) {
  ONEWAY_NEEDS_ENGINE();
  Story story;
  ASSERT_TRUE(story.converge(kBefore)) << story.last().err;
  story.write(kAfter);
  ASSERT_TRUE(story.plan().ok()) << story.last().err;
  story.add("applied.json", story.plan_text());

  const Outcome draft = story.oneway("change init applied.json --environment prod");
  ASSERT_TRUE(draft.ok()) << draft.err;
  story.add("change.yaml", draft.out);
  const std::string gate = "plan applied.json --environment prod --change change.yaml --format json";
  const Outcome blank = story.oneway(gate);
  EXPECT_EQ(blank.exit, 2);
  EXPECT_THAT(blank.err, HasSubstr("change.yaml:3:5: error: `id` must be a text that is not empty"));
  EXPECT_THAT(blank.err, HasSubstr("`approvers` is left blank"));

  story.add("change.yaml", filled(draft.out));
  const Outcome passed = story.oneway(gate);
  ASSERT_EQ(passed.exit, 0) << passed.out << passed.err;
  const json report = json::parse(passed.out);
  EXPECT_EQ(report["declared"]["id"], "CHG-2026-0821");
  EXPECT_EQ(report["declared"]["holds"], true);
  EXPECT_EQ(report["declared"]["class"], "compensatable");
  EXPECT_EQ(story.oneway("plan applied.json --environment staging --change change.yaml").exit, 1);

  const std::string evidence =
      "evidence --plan applied.json --environment prod --change change.yaml --post plan.json --commit "
      "0123abcd "
      "--took detect=4m --took decide=11m --output ";
  EXPECT_THAT(story.oneway(evidence + "too-early").out, HasSubstr("after the apply: diverged"));
  ASSERT_TRUE(story.apply().ok()) << story.last().err;
  ASSERT_TRUE(story.plan().ok()) << story.last().err;
  const Outcome written = story.oneway(evidence + "kept");
  ASSERT_EQ(written.exit, 0) << written.err;
  EXPECT_THAT(written.out, HasSubstr("after the apply: no-hidden-divergence"));

  const std::string text = read_file(story.record());
  const json record = json::parse(text);
  EXPECT_EQ(record["change"]["id"], "CHG-2026-0821");
  EXPECT_EQ(record["change"]["commit"], "0123abcd");
  EXPECT_EQ(record["class"], "compensatable");
  EXPECT_EQ(record["gate"]["passed"], true);
  EXPECT_EQ(record["post_apply"]["verdict"], "no-hidden-divergence");
  EXPECT_EQ(record["artifacts"][0]["address"], "terraform_data.new");
  EXPECT_EQ(record["objectives"][0]["met"], true);
  EXPECT_EQ(record["objectives"][1]["met"], false);
  story.oneway(evidence + "again");
  EXPECT_EQ(read_file(story.folder() / "again" / story.record().filename()), text) << "the same twice";

  const Outcome verified = story.oneway("evidence verify kept --plan applied.json");
  EXPECT_EQ(verified.exit, 0) << verified.out << verified.err;
  EXPECT_THAT(verified.out, HasSubstr("not who sealed it"));
  const Outcome other = story.oneway("evidence verify kept --plan plan.json");
  EXPECT_EQ(other.exit, 1);
  EXPECT_THAT(other.out, HasSubstr("about another plan"));

  std::string changed = text;
  changed[changed.find("\"passed\": true") + 10] = 'T';
  story.add("kept/" + story.record().filename().string(), changed);
  const Outcome refused = story.oneway("evidence verify kept");
  EXPECT_EQ(refused.exit, 1);
  EXPECT_THAT(refused.out, HasSubstr("REFUSED"));
  EXPECT_THAT(refused.out, HasSubstr("at least one byte was changed"));
}

}  // namespace
}  // namespace oneway::test
