// Rules of one's own on top of the built-in ones: stricter for everybody, milder only with a reason and a
// name.
#include "catalog/overlay.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "catalog/overlay_folder.h"
#include "catalog/phrases.h"
#include "model/error.h"

namespace oneway {
namespace {

using test::kToday;
using test::Overlay;
using testing::HasSubstr;

TEST(OverlayRules, AnOverlayAddsToAKnownType) {
  const Overlay overlay("types:\n  aws_sqs_queue:\n    recovery: []\n    force_new: [my_argument]\n");
  EXPECT_EQ(overlay.faults(), "");
  const auto catalog = catalog_with_overlays({{overlay.folder()}}, kToday);
  const TypeFacts *before = Catalog::builtin().find("aws_sqs_queue"), *after = catalog->find("aws_sqs_queue");
  EXPECT_EQ(after->force_new.size(), before->force_new.size() + 1);
  EXPECT_TRUE(after->recovery.empty());
  EXPECT_EQ(after->holds, before->holds);
  EXPECT_TRUE(catalog->overrides().empty());
}

TEST(OverlayRules, MakingItMilderNeedsAnOverride) {
  EXPECT_EQ(Overlay("types:\n  aws_db_instance:\n    holds: none\n").faults(),
            "own.yaml:3:12: error: `aws_db_instance`: it would hold less (none instead of customer); an "
            "overlay may "
            "only be stricter without `override: {reason, approved_by, expires}`\n");
  EXPECT_NE(Overlay("types:\n  aws_db_instance:\n    recovery: [{means: backup}]\n")
                .faults()
                .find("new way to recover"),
            std::string::npos);
  EXPECT_NE(
      Overlay("types:\n  aws_db_instance:\n    destroy: [{does: forgets}]\n").faults().find("would do less"),
      std::string::npos);
}

std::string overridden(const std::string& override_) {
  return "types:\n  aws_db_instance:\n    holds: none\n    override: " + override_ + "\n";
}

TEST(OverlayRules, AnOverrideIsReviewedDatedAndReported) {
  const Overlay overlay(overridden("{reason: test data only, approved_by: dba, expires: 2026-11-25}"));
  EXPECT_EQ(overlay.faults(), "");
  const auto catalog = catalog_with_overlays({{overlay.folder()}}, kToday);
  EXPECT_EQ(catalog->find("aws_db_instance")->holds, TypeFacts::Holds::None);
  ASSERT_EQ(catalog->overrides().size(), 1u);
  EXPECT_EQ(catalog->overrides()[0].reason, "test data only");
  EXPECT_EQ(catalog->overrides()[0].approved_by, "dba");

  EXPECT_NE(Overlay(overridden("{reason: a, approved_by: b, expires: 2026-11-24}"))
                .faults()
                .find("expired on 2026-11-24"),
            std::string::npos);
  EXPECT_NE(Overlay(overridden("{reason: a, approved_by: b, expires: soon}")).faults().find("a day such as"),
            std::string::npos);
  EXPECT_NE(Overlay(overridden("{reason: a, expires: 2027-01-01}")).faults().find("no `approved_by`"),
            std::string::npos);
}

TEST(OverlayRules, AnUnsoundOverlayIsNotUsed) {
  const Overlay overlay("types:\n  acme_x: {}\n");
  EXPECT_THROW(catalog_with_overlays({{overlay.folder()}}, kToday), UsageError);
}

std::string entry(const std::string& type, const std::string& keys) {
  return "provider: acme/acme\ntypes:\n  \"" + type + "\":\n" + keys;
}

// Each of these would let a change pass as milder than it is.
TEST(OverlayRules, NoDetourMakesItMilder) {
  struct Detour {
    const char *type, *keys, *fault;
  };
  const Detour detours[] = {
      {"aws_db_instance", "    flags: [{does: needs-empty}]\n", "only be destroyed when it is empty"},
      {"aws_kms_key", "    secrets: [{argument: description, does: rotates}]\n",
       "keep its value in the state"},
      {"aws_kms_key", "    surface: iam\n", "rules of another surface (iam)"},
      {"aws_kms_key", "    repair: {pattern: rotate-forward}\n", "a credential that can be issued anew"},
      {"aws_db_instance",
       "    names: [{arguments: [identifier], scope: account-region, reuse: resurrects}]\n",
       "a create would bring the old object back"},
      {"aws_db_instance", "    delegate: {to: kubernetes-object, kind: a, version: b}\n",
       "judged by other facts"},
      {"aws_ecs_task_definition",
       "    destroy: [{does: disables}, {does: forgets, when: {skip_destroy: true}}]\n",
       "a destroy would do less (disables)"},
      {"aws_db_instance", "    like: random_pet\n", "it would hold less"},
      {"aws_db_instance", "    contents: managed\n", "contents"},
      // Names without an entry of their own are judged by others today.
      {"awscc_rds_db_instance",
       "    {surface: database, holds: none, confidence: documented, sources: [mine]}\n",
       "it would hold less"},
      {"kind:s3.aws.upbound.io/Bucket",
       "    {surface: object-storage, holds: none, confidence: documented, sources: [mine]}\n",
       "it would hold less"},
  };
  for (const Detour& d : detours)
    EXPECT_THAT(Overlay(entry(d.type, d.keys)).faults(), HasSubstr(d.fault)) << d.type << "\n" << d.keys;
}

TEST(OverlayRules, PlainDeletesMayBePutBeforeWhatADestroyDoes) {
  const Overlay overlay(
      entry("aws_ecs_task_definition",
            "    destroy: [{does: deletes, when: {family: db}}, {does: forgets, when: {skip_destroy: "
            "true}, why: the revision stays active}]\n"));
  EXPECT_EQ(overlay.faults(), "");
}

constexpr char kHarmless[] = "    {surface: config, holds: none, confidence: documented, sources: [mine]}\n";

TEST(OverlayRules, ANewTypeSaysWhatItIs) {
  EXPECT_EQ(Overlay(entry("acme_setting", kHarmless)).faults(), "");
  EXPECT_NE(catalog_with_overlays({{Overlay(entry("acme_setting", kHarmless)).folder()}}, kToday)
                ->find("acme_setting"),
            nullptr);
}

TEST(OverlayRules, WithAFloorOnlyTheFloorsOwnRulesMayBeMilder) {
  const Overlay floor(overridden("{reason: test data only, approved_by: dba, expires: 2026-12-31}"));
  const Overlay same(overridden("{reason: I say so, approved_by: me, expires: 2026-12-31}"));
  const Overlay harmless(entry("acme_setting", kHarmless));
  const Overlay stricter("types:\n  aws_sqs_queue:\n    recovery: []\n");
  EXPECT_EQ(catalog_with_overlays({{floor.folder()}, {stricter.folder()}}, kToday)->overrides().size(), 1u);
  for (const Overlay* own : {&same, &harmless}) {
    EXPECT_THROW(catalog_with_overlays({{floor.folder()}, {own->folder()}}, kToday), UsageError);
    EXPECT_THROW(catalog_with_overlays({{}, {own->folder()}}, kToday), UsageError);
    EXPECT_NO_THROW(catalog_with_overlays({{own->folder()}, {}}, kToday));
  }
}

TEST(OverlayRules, AnOverrideIsSaidInWords) {
  EXPECT_EQ(in_words(Override{"aws_db_instance", "test data", "dba", "2026-12-31", "own.yaml:2"}),
            "The facts of `aws_db_instance` are milder than the built-in ones until 2026-12-31: test data "
            "(approved by "
            "dba, stated in own.yaml:2).");
}

}  // namespace
}  // namespace oneway
