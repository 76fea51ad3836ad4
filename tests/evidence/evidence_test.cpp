// Evidence records: sealed, refused after any changed byte, and honest about what a later plan proves.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "assess/plan_text.h"
#include "evidence/objectives.h"
#include "evidence/post_apply.h"
#include "evidence/seal.h"
#include "evidence/verify.h"
#include "model/error.h"
#include "report/evidence_report.h"
#include "support/process.h"
#include "support/schema.h"

namespace oneway {
namespace {

using test::changed;
using test::Entry;
using test::gone;
using test::made;
using test::plan_text;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kNoop[] = R"(["no-op"])";
constexpr char kUpdate[] = R"(["update"])";
constexpr char kKey[] = "a key that is long enough";

Entry stays(const std::string& address) {
  return changed(address, kNoop, "{}", "{}", "{}");
}

std::vector<Entry> applied_entries() {
  return {made("aws_sqs_queue.new", R"({"name":"new"})"),
          gone("aws_sqs_queue.old", R"({"id":"o","name":"old"})"),
          changed("aws_sqs_queue.kept", kUpdate, R"({"id":"k","tags":{}})", R"({"id":"k","tags":{"a":"b"}})",
                  "{}")};
}

PostApply post_of(const std::string& text) {
  const Assessment applied = test::assess(applied_entries());
  PostApplyCheck check;
  auto source = memory_source(text);
  json::Reader reader(*source);
  PlanReader(reader, 1000, [&]() -> PlanVisitor& { return check.visitor(); }).read();
  return check.finish(applied, {});
}

std::string sealed_record(std::string_view key = {}) {
  EvidenceRecord r;
  r.change_id = "CHG-1";
  r.environment = "prod";
  r.commit = "0123abc";
  r.assessment = test::assess(applied_entries());
  r.assessment.inputs[0].sha256 = std::string(64, 'a');
  r.assessment.gate.passed = false;
  r.assessment.artifacts = {{"a.b", "r.example/app@sha256:" + std::string(64, '1'), true, false}};
  r.post = post_of(plan_text({stays("aws_sqs_queue.new"), stays("aws_sqs_queue.kept")}));
  r.objectives = {{"detect", "5m", "6m", false}, {"verify", "", "1m", {}}};
  report::Options options;
  options.tool_version = "1.2.3";
  return seal(report::evidence_json(r, options), key);
}

TEST(Seal, HoldsAndIsRefusedAfterAnyChangedByte) {
  const std::string sealed = sealed_record();
  EXPECT_THAT(verify_record(sealed, "", {}).faults, IsEmpty());
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    std::string changed = sealed;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_FALSE(check_seal(changed, "").fault.empty()) << "byte " << i;
  }
  for (const std::string& other : {sealed + "\n", sealed.substr(0, sealed.size() - 1), std::string(),
                                   std::string("{}"), sealed + sealed, "x" + sealed})
    EXPECT_FALSE(check_seal(other, "").fault.empty());
}

TEST(Seal, WithAKeyIsRefusedForAnotherKeyAndWhenItWasSealedAnew) {
  const std::string sealed = sealed_record(kKey);
  EXPECT_THAT(verify_record(sealed, kKey, {}).faults, IsEmpty());
  EXPECT_TRUE(verify_record(sealed, "", {}).has_hmac);
  EXPECT_THAT(verify_record(sealed, "another key, long enough", {}).faults, ElementsAre(HasSubstr("HMAC")));
  EXPECT_THAT(verify_record(sealed_record(), kKey, {}).faults, ElementsAre(HasSubstr("without a key")));
  // What anybody can do without the key: change it and seal it again.
  std::string forged = sealed.substr(0, sealed.rfind(",\n  \"seal\"")) + "\n}\n";
  forged.replace(forged.find("CHG-1"), 5, "CHG-2");
  EXPECT_THAT(verify_record(seal(forged, ""), "", {}).faults, IsEmpty());
  EXPECT_THAT(verify_record(seal(forged, "a key of the forger's"), kKey, {}).faults,
              ElementsAre(HasSubstr("HMAC")));
}

TEST(Seal, TakesNoShortKey) {
  const test::TemporaryFolder folder;
  test::write_file(folder.path() / "key", "short\n");
  EXPECT_THROW(load_key(folder.path() / "key"), UsageError);
  EXPECT_THROW(load_key(folder.path() / "none"), UsageError);
  test::write_file(folder.path() / "key", std::string(kKey) + "\nsecond line");
  EXPECT_EQ(load_key(folder.path() / "key"), kKey);
}

TEST(Record, SaysWhatItIsAboutAndRefusesAnotherPlan) {
  const Verification v = verify_record(sealed_record(), "", {std::string(64, 'a')});
  EXPECT_THAT(v.faults, IsEmpty());
  EXPECT_EQ(v.change_id, "CHG-1");
  EXPECT_EQ(v.environment, "prod");
  EXPECT_EQ(v.cls, "non-recoverable-without-restore");
  EXPECT_EQ(v.gate, "failed");
  EXPECT_EQ(v.post_apply, "no-hidden-divergence");
  EXPECT_THAT(verify_record(sealed_record(), "", {std::string(64, 'b')}).faults,
              ElementsAre(HasSubstr("about another plan")));
  EXPECT_THAT(verify_record(seal("{\n  \"a\": 1\n}\n", ""), "", {}).faults,
              ElementsAre(HasSubstr("no evidence record")));
}

TEST(Record, FitsItsSchemaAndIsTheSameEachTime) {
  const auto schema = report::testing::load_schema("analyzer/report/evidence.schema.json");
  for (const std::string& sealed : {sealed_record(), sealed_record(kKey)})
    EXPECT_THAT(report::testing::violations(nlohmann::json::parse(sealed), schema, true), IsEmpty());
  EXPECT_EQ(sealed_record(), sealed_record());
}

TEST(PostApply, OfAPlanThatChangesNothingProvesThatNothingDiverges) {
  const PostApply post = post_of(plan_text({stays("aws_sqs_queue.new"), stays("aws_sqs_queue.kept")}));
  EXPECT_EQ(post.verdict, PostApply::Verdict::NoDivergence);
}

TEST(PostApply, NamesWhatDiverges) {
  const PostApply post = post_of(plan_text({changed("aws_sqs_queue.kept", kUpdate, "{}", "{}", "{}"),
                                            stays("aws_sqs_queue.new"), made("aws_sqs_queue.other", "{}")}));
  EXPECT_EQ(post.verdict, PostApply::Verdict::Diverged);
  ASSERT_EQ(post.divergences.size(), 2u);
  EXPECT_EQ(post.divergences[0].address, "aws_sqs_queue.kept");
  EXPECT_THAT(post.divergences[0].actions, ElementsAre("update"));
  EXPECT_EQ(post.divergences[1].address, "aws_sqs_queue.other");
}

TEST(PostApply, OfAnotherStackOrOfAnApplyThatStoppedIsNoProof) {
  const PostApply post = post_of(plan_text({stays("aws_sqs_queue.old"), stays("aws_sqs_queue.kept")}));
  EXPECT_EQ(post.verdict, PostApply::Verdict::Diverged);
  EXPECT_THAT(post.missing, ElementsAre("aws_sqs_queue.new"));
  EXPECT_THAT(post.still_there, ElementsAre("aws_sqs_queue.old"));
}

TEST(PostApply, CountsDriftAndOutputs) {
  std::string text = plan_text({stays("aws_sqs_queue.new"), stays("aws_sqs_queue.kept")});
  text.insert(
      text.rfind('}'),
      R"(,"resource_drift":[{"address":"aws_sqs_queue.kept","mode":"managed","type":"aws_sqs_queue","name":"kept",
                 "provider_name":"registry.terraform.io/hashicorp/aws","change":{"actions":["update"],
                 "before":{"tags":{}},"after":{"tags":{"x":"y"}},"after_unknown":{},"before_sensitive":{},
                 "after_sensitive":{}}}],
                 "output_changes":{"url":{"actions":["update"],"before":"a","after":"b","after_unknown":false,
                 "before_sensitive":false,"after_sensitive":false}})");
  const PostApply post = post_of(text);
  ASSERT_EQ(post.divergences.size(), 2u);
  EXPECT_TRUE(post.divergences[0].drift);
  EXPECT_EQ(post.divergences[1].address, "output.url");
}

TEST(PostApply, OfAPartialPlanIsUnproven) {
  std::string text = plan_text({stays("aws_sqs_queue.new"), stays("aws_sqs_queue.kept")});
  text.replace(text.find(R"("complete":true)"), 15, R"("complete":false)");
  const PostApply post = post_of(text);
  EXPECT_EQ(post.verdict, PostApply::Verdict::Unproven);
  EXPECT_THAT(post.why, ElementsAre(HasSubstr("partial")));
}

TEST(Objectives, AreMetOrNotAndUnknownOnesAreRefused) {
  Declaration d;
  d.slo = {{"detect", {"5m", 300}}, {"decide", {"10m", 600}}, {"evidence", {"24h", 86400}}};
  const auto all = compare_objectives(d, {"detect=5m", "decide=601s", "verify=1m"});
  ASSERT_EQ(all.size(), 4u);
  EXPECT_EQ(all[0].met, true);
  EXPECT_EQ(all[1].met, false);
  EXPECT_EQ(all[2].name, "verify");
  EXPECT_FALSE(all[2].met.has_value());
  EXPECT_EQ(all[3].took, "");
  for (const char* wrong : {"detct=5m", "detect", "detect=soon"})
    EXPECT_THROW(compare_objectives(d, {wrong}), UsageError) << wrong;
  EXPECT_THROW(compare_objectives(d, {"detect=5m", "detect=6m"}), UsageError);
}

TEST(Artifacts, AreFoundByDigestAndNeverWhereThePlanHidesThem) {
  const std::string one(64, '1'), two(64, '2'), three(64, '3');
  Entry e = changed("aws_ecs_task_definition.a", kUpdate,
                    R"({"container_definitions":"[{\"image\":\"r.example/app@sha256:)" + one + R"(\"}]"})",
                    R"({"container_definitions":"[{\"image\":\"r.example/app@sha256:)" + two +
                        R"(\"}]","digest":"sha256:)" + two + R"(","hidden":"x@sha256:)" + three +
                        R"(","short":"y@sha256:1234"})",
                    "{}");
  e.after_sensitive = R"({"hidden":true})";
  PlanAssessor assessor(Catalog::builtin(), {.artifacts = true});
  const std::string text = plan_text({e});
  auto source = memory_source(text);
  json::Reader reader(*source);
  PlanReader(reader, 1000, [&]() -> PlanVisitor& { return assessor.begin(); }).read();
  const Assessment a = assessor.finish({});
  std::vector<std::string> found;
  for (const Artifact& x : a.artifacts)
    found.push_back(x.reference + (x.before ? " before" : "") + (x.after ? " after" : ""));
  EXPECT_THAT(found, ElementsAre("r.example/app@sha256:" + one + " before",
                                 "r.example/app@sha256:" + two + " after", "sha256:" + two + " after"));
}

}  // namespace
}  // namespace oneway
