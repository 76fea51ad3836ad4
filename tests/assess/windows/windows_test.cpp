// Rollback windows come from the facts and the arguments: when they open, when they close, what closes them
// early, and which one rules.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "assess/plan_text.h"
#include "catalog/registry.h"

namespace oneway {
namespace {

using test::assess;
using test::change_of;
using test::changed;
using test::Entry;
using test::gone;
using test::made;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kUpdate[] = R"(["update"])";

const Window* window_for(const AssessedChange& c, const std::string& what) {
  for (const Window& w : c.windows)
    if (w.what.find(what) != std::string::npos) return &w;
  return nullptr;
}

// The window for `what` of the only change.
Window window(const Entry& entry, const std::string& what) {
  const Assessment a = assess({entry});
  const Window* w = window_for(a.changes.at(0), what);
  EXPECT_NE(w, nullptr) << "no window for " << what << " among " << a.changes[0].windows.size();
  return w ? *w : Window{};
}

Entry of(Entry e, const std::string& provider) {
  e.provider = "registry.terraform.io/hashicorp/" + provider;
  return e;
}

std::string secret(const std::string& days) {
  return R"({"id":"arn:x","name":"db","recovery_window_in_days":)" + days + "}";
}

TEST(Window, OfAScheduledDeletionIsAsLongAsTheArgumentSays) {
  const Window w = window(gone("aws_secretsmanager_secret.a", secret("7")), "scheduled deletion");
  EXPECT_EQ(w.kind, Window::Kind::WayBack);
  EXPECT_EQ(w.length, "7 days");
  EXPECT_EQ(w.seconds, 7 * 86400);
  EXPECT_EQ(w.opens, "at apply");
  EXPECT_EQ(w.closes, "7 days after apply");
  EXPECT_EQ(w.why, "recovery_window_in_days = 7");
}

TEST(Window, OfAnArgumentThatIsNotSetIsThatOfTheProvider) {
  const Window w = window(gone("aws_secretsmanager_secret.a", secret("null")), "scheduled deletion");
  EXPECT_EQ(w.seconds, 30 * 86400);
  EXPECT_EQ(w.why, "recovery_window_in_days is not set, which means 30 days");
}

TEST(Window, IsNotThereWhenTheObjectGoesAtOnce) {
  const Assessment a = assess({gone("aws_secretsmanager_secret.a", secret("0"))});
  EXPECT_THAT(a.changes[0].windows, IsEmpty());
  EXPECT_THAT(a.windows, IsEmpty());
}

TEST(Window, OfAKeyIsItsDeletionWindow) {
  const Window w = window(gone("aws_kms_key.a", R"({"id":"k","key_id":"k","deletion_window_in_days":10})"),
                          "scheduled deletion");
  EXPECT_EQ(w.seconds, 10 * 86400);
}

TEST(Window, OfARetainedBackupIsTheRetentionBeforeTheDestroy) {
  const Window w = window(gone("aws_db_instance.a",
                               R"({"id":"a","identifier":"a","skip_final_snapshot":true,
                                   "delete_automated_backups":false,"backup_retention_period":14})"),
                          "retained automated backups");
  EXPECT_EQ(w.seconds, 14 * 86400);
  EXPECT_EQ(w.why, "backup_retention_period = 14");
}

std::string database(int retention, const std::string& version) {
  return R"({"id":"a","identifier":"a","engine":"postgres","engine_version":")" + version +
         R"(","backup_retention_period":)" + std::to_string(retention) + "}";
}

TEST(Window, OfAnUpgradeIsTheRestoreToAMomentBefore) {
  const Window w =
      window(changed("aws_db_instance.a", kUpdate, database(7, "14.9"), database(7, "15.4"), "{}"),
             "moment before the change");
  EXPECT_EQ(w.seconds, 7 * 86400);
  EXPECT_THAT(w.closes_early, HasSubstr("retention is lowered"));
}

TEST(Window, OfAnUpdateObeysTheShorterOfOldAndNewRetention) {
  const Window w =
      window(changed("aws_db_instance.a", kUpdate, database(7, "14.9"), database(2, "15.4"), "{}"),
             "moment before the change");
  EXPECT_EQ(w.seconds, 2 * 86400);
  EXPECT_EQ(w.closes, "2 days after apply");
}

TEST(Window, ForTheWholeObjectIsNotOpenedByAChangeThatNeedsNone) {
  const Assessment a =
      assess({changed("aws_db_instance.a", kUpdate,
                      R"({"id":"a","identifier":"a","backup_retention_period":7,"tags":{"a":"1"}})",
                      R"({"id":"a","identifier":"a","backup_retention_period":7,"tags":{"a":"2"}})", "{}")});
  EXPECT_EQ(a.changes[0].cls, RollbackClass::FullyReversible);
  EXPECT_THAT(a.changes[0].windows, IsEmpty());
}

TEST(Window, OfARecordSettlesAfterTheOldTtl) {
  const Window w = window(
      changed("aws_route53_record.a", kUpdate, R"({"id":"r","name":"a","ttl":300,"records":["192.0.2.1"]})",
              R"({"id":"r","name":"a","ttl":60,"records":["192.0.2.2"]})", "{}"),
      "resolvers");
  EXPECT_EQ(w.kind, Window::Kind::Settling);
  EXPECT_EQ(w.seconds, 300);
  EXPECT_EQ(w.length, "5 minutes");
}

TEST(Window, ThatOnlySettlesRulesNothing) {
  const Assessment a = assess(
      {changed("aws_route53_record.a", kUpdate, R"({"id":"r","name":"a","ttl":300,"records":["192.0.2.1"]})",
               R"({"id":"r","name":"a","ttl":300,"records":["192.0.2.2"]})", "{}")});
  EXPECT_THAT(a.windows, IsEmpty());
  EXPECT_TRUE(a.changes[0].window.closes.empty());
}

TEST(Window, OfANewDatabaseEndsWithTheFirstWrite) {
  const Window w = window(made("aws_db_instance.a", R"({"identifier":"a"})"), "still empty object");
  EXPECT_FALSE(w.seconds.has_value());
  EXPECT_EQ(w.length, "until the first write");
  EXPECT_EQ(w.closes, "the first write");
}

TEST(Window, OfANameThatIsHeldIsNoWayBack) {
  const Assessment a = assess({gone("aws_secretsmanager_secret.a", secret("7"))});
  const Window* w = window_for(a.changes[0], "is held");
  ASSERT_NE(w, nullptr);
  EXPECT_EQ(w->kind, Window::Kind::NameHeld);
  EXPECT_EQ(w->seconds, 7 * 86400);
  EXPECT_EQ(a.changes[0].window.kind, Window::Kind::WayBack);
}

TEST(Window, OfARotatedSecretIsWhatTheStoreKeeps) {
  Entry e = changed("aws_secretsmanager_secret_version.a", kUpdate,
                    R"({"id":"v","secret_id":"s","secret_string":"old-value-1"})",
                    R"({"id":"v","secret_id":"s","secret_string":"new-value-2"})", "{}");
  e.before_sensitive = e.after_sensitive = R"({"secret_string":true})";
  EXPECT_EQ(window(e, "AWSPREVIOUS").closes, "the next version is written");
  EXPECT_EQ(window(e, "overlap").closes_early, "the old value is revoked");
}

TEST(Window, OfAnOldImageEndsWithItsRegistry) {
  const Window w = window(
      changed("aws_lambda_function.a", kUpdate, R"({"id":"f","function_name":"f","image_uri":"r/app:1"})",
              R"({"id":"f","function_name":"f","image_uri":"r/app:2"})", "{}"),
      "old image");
  EXPECT_EQ(w.closes, "the registry no longer holds the old image");
  EXPECT_FALSE(w.seconds.has_value());
}

TEST(Window, ThatIsShortestRulesThePlanAndEachPart) {
  const Assessment a =
      assess({gone("aws_secretsmanager_secret.long", secret("30")),
              gone("aws_secretsmanager_secret.short", secret("7")),
              changed("aws_db_instance.a", kUpdate, database(10, "14.9"), database(10, "15.4"), "{}")});
  std::vector<std::string> said;
  for (const RulingWindow& r : a.windows) said.push_back(r.part + " " + r.address + " " + r.window.length);
  EXPECT_THAT(
      said, ElementsAre(" aws_secretsmanager_secret.short 7 days", "databaseSchema aws_db_instance.a 10 days",
                        "secretRotation aws_secretsmanager_secret.short 7 days"));
}

TEST(Window, OfASoftDeletedVaultEndsWithAPurge) {
  const Window w =
      window(of(gone("azurerm_key_vault.a", R"({"id":"v","name":"v","purge_protection_enabled":true,
                                                             "soft_delete_retention_days":20})"),
                "azurerm"),
             "scheduled deletion");
  EXPECT_EQ(w.seconds, 20 * 86400);
}

TEST(Recommendation, NamesOneWayForEachClassAndWhyNotTheOthers) {
  const Assessment a = assess(
      {gone("aws_db_instance.lost", R"({"id":"a","identifier":"a","skip_final_snapshot":true})"),
       gone("aws_db_instance.copied",
            R"({"id":"b","identifier":"b","skip_final_snapshot":false,
                                        "final_snapshot_identifier":"last"})"),
       gone("aws_secretsmanager_secret.a", secret("7")),
       changed("aws_ebs_volume.a", kUpdate, R"({"id":"v","size":10})", R"({"id":"v","size":20})", "{}"),
       changed("module.m.aws_vpc.a", kUpdate, R"({"id":"v","tags":{"a":"1"}})",
               R"({"id":"v","tags":{"a":"2"}})", "{}")});
  std::map<std::string, std::vector<std::string>> ways;
  for (const Recommendation& r : a.recommendations) {
    for (const Recommendation::Way& w : r.ways) {
      ways[std::string(id(r.cls))].push_back(w.pattern + " " + w.addresses.at(0));
      EXPECT_NE(w.title, w.pattern) << "no such repair";
      for (const auto& [pattern, why] : r.why_not) {
        EXPECT_NE(pattern, w.pattern);
        EXPECT_NE(repair(pattern), nullptr) << pattern;
      }
    }
    const auto state = std::find_if(r.why_not.begin(), r.why_not.end(),
                                    [](const auto& n) { return n.first == "restore-state"; });
    EXPECT_NE(state, r.why_not.end()) << "a state restore is always argued against";
  }
  EXPECT_THAT(ways["non-recoverable-without-restore"],
              ::testing::UnorderedElementsAre("restore-from-backup aws_db_instance.copied",
                                              "keep-and-forget aws_db_instance.lost"));
  EXPECT_THAT(ways["reversible-with-manual-repair"], ElementsAre("import aws_secretsmanager_secret.a"));
  EXPECT_THAT(ways["forward-only"], ElementsAre("roll-forward aws_ebs_volume.a"));
  EXPECT_THAT(ways["fully-reversible"], ElementsAre("pin-module-version module.m.aws_vpc.a"));
}

std::string answer(const Assessment& a, const std::string& id) {
  for (const Question& q : a.questions)
    if (q.id == id) return q.answer + (q.because.empty() ? "" : " " + q.because[0]);
  return "not asked";
}

TEST(Questions, AllAreAnsweredWithTheAddressesThatMakeItSo) {
  const Assessment a = assess(
      {gone("aws_secretsmanager_secret.a", secret("7")),
       changed("aws_route53_record.r", kUpdate, R"({"id":"r","name":"a","ttl":300,"records":["192.0.2.1"]})",
               R"({"id":"r","name":"a","ttl":300,"records":["192.0.2.2"]})", "{}")});
  EXPECT_EQ(answer(a, "mutates-real-resources"), "yes aws_secretsmanager_secret.a");
  EXPECT_EQ(answer(a, "state-misses-it"), "no");
  EXPECT_EQ(answer(a, "names-held"), "yes aws_secretsmanager_secret.a");
  EXPECT_EQ(answer(a, "data-destroyed"), "yes aws_secretsmanager_secret.a");
  EXPECT_EQ(answer(a, "dependencies-shift"), "no");
  EXPECT_EQ(answer(a, "identity-changes"), "yes aws_route53_record.r");
  EXPECT_EQ(answer(a, "access-propagates"), "no");
  EXPECT_EQ(answer(a, "old-configuration-destroys"), "no");
  EXPECT_EQ(answer(a, "import-or-state-surgery"), "yes aws_secretsmanager_secret.a");
  EXPECT_EQ(answer(a, "way-back-closes"), "yes aws_secretsmanager_secret.a");
  EXPECT_EQ(answer(a, "secret-changes"), "no");
  EXPECT_EQ(answer(a, "acts-outside-state"), "no");
  EXPECT_EQ(answer(a, "apply-stops"), "no");
  EXPECT_EQ(a.questions.size(), 13u);
}

}  // namespace
}  // namespace oneway
