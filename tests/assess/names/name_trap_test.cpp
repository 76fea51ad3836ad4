// Unique names: held, never given out again, taken, taken twice, handed back. Each verdict in both orders of
// the plan.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "assess/plan_text.h"

namespace oneway {
namespace {

using test::assess;
using test::change_of;
using test::changed;
using test::Entry;
using test::gone;
using test::made;

constexpr char kDeleteFirst[] = R"(["delete","create"])";
constexpr char kCreateFirst[] = R"(["create","delete"])";

enum class Verdict { Nothing, Stops, MayStop, Effect, EffectOnTheWayBack };

struct NameTrap {
  std::string name;
  std::vector<Entry> entries;
  std::string address;  // where the verdict stands
  Verdict verdict = Verdict::Nothing;
  std::string code;
  std::string finding;  // code of a finding about the plan, "" = none of the names' codes
  std::string prior = R"({"format_version":"1.0"})";
  std::string configuration = "{}";
};

Entry of(Entry e, const std::string& provider) {
  e.provider = "registry.terraform.io/hashicorp/" + provider;
  return e;
}

std::string secret(const std::string& name, int days) {
  return R"({"id":"arn:x","name":")" + name + R"(","recovery_window_in_days":)" + std::to_string(days) + "}";
}
std::string queue(const std::string& name) {
  return R"({"name":")" + name + R"("})";
}

std::string log_group(const std::string& name, bool skip_destroy) {
  return R"({"id":"g","name":")" + name + R"(","skip_destroy":)" + (skip_destroy ? "true}" : "false}");
}

std::vector<NameTrap> traps() {
  const std::string two_regions =
      R"({"root_module":{"resources":[
        {"address":"aws_sqs_queue.a","mode":"managed","type":"aws_sqs_queue","name":"a","provider_config_key":"aws"},
        {"address":"aws_sqs_queue.b","mode":"managed","type":"aws_sqs_queue","name":"b","provider_config_key":"aws.west"}]}})";
  const std::string prior_queue =
      R"({"format_version":"1.0","values":{"root_module":{"resources":[{"address":"aws_sqs_queue.old","mode":"managed",
        "type":"aws_sqs_queue","name":"old","provider_name":"registry.terraform.io/hashicorp/aws","values":{"name":"jobs"}}]}}})";
  return {
      {"replaced_under_a_held_name",
       {changed("aws_secretsmanager_secret.a", kDeleteFirst, secret("db", 30), secret("db", 30))},
       "aws_secretsmanager_secret.a",
       Verdict::Stops,
       "OW302"},
      {"replaced_when_nothing_holds_the_name",
       {changed("aws_secretsmanager_secret.a", kDeleteFirst, secret("db", 0), secret("db", 0))},
       "aws_secretsmanager_secret.a",
       Verdict::Nothing},
      {"the_prior_window_decides_not_the_new_one",
       {changed("aws_secretsmanager_secret.a", kDeleteFirst, secret("db", 30), secret("db", 0))},
       "aws_secretsmanager_secret.a",
       Verdict::Stops,
       "OW302"},
      {"replaced_under_another_name",
       {changed("aws_secretsmanager_secret.a", kDeleteFirst, secret("db", 30), secret("db2", 30))},
       "aws_secretsmanager_secret.a",
       Verdict::EffectOnTheWayBack,
       "OW302"},
      {"destroyed_and_wanted_again_on_the_way_back",
       {gone("aws_secretsmanager_secret.a", secret("db", 7))},
       "aws_secretsmanager_secret.a",
       Verdict::EffectOnTheWayBack,
       "OW302"},
      {"purged_at_once_and_free_on_the_way_back",
       {gone("aws_secretsmanager_secret.a", secret("db", 0))},
       "aws_secretsmanager_secret.a",
       Verdict::Nothing},
      {"create_before_destroy_under_one_name",
       {changed("aws_lb_target_group.a", kCreateFirst, R"({"id":"x","name":"web","port":80})",
                R"({"name":"web","port":81})")},
       "aws_lb_target_group.a",
       Verdict::Stops,
       "OW306"},
      {"destroy_first_under_one_free_name",
       {changed("aws_lb_target_group.a", kDeleteFirst, R"({"id":"x","name":"web","port":80})",
                R"({"name":"web","port":81})")},
       "aws_lb_target_group.a",
       Verdict::Nothing},
      {"create_before_destroy_with_a_prefix",
       {changed("aws_lb_target_group.a", kCreateFirst,
                R"({"id":"x","name":"web-1","name_prefix":"web-","port":80})",
                R"({"name_prefix":"web-","port":81})", R"({"id":true,"name":true})")},
       "aws_lb_target_group.a",
       Verdict::Nothing},
      {"create_before_destroy_under_another_name",
       {changed("aws_lb_target_group.a", kCreateFirst, R"({"id":"x","name":"web","port":80})",
                R"({"name":"web2","port":81})")},
       "aws_lb_target_group.a",
       Verdict::Nothing},
      {"an_idempotent_create_is_handed_the_old_topic",
       {changed("aws_sns_topic.a", kCreateFirst, R"({"id":"x","name":"news","fifo_topic":false})",
                R"({"name":"news","fifo_topic":true})")},
       "aws_sns_topic.a",
       Verdict::Effect,
       "OW304"},
      {"destroyed_here_created_there_under_a_held_name",
       {gone("aws_secretsmanager_secret.a", secret("db", 30)),
        made("aws_secretsmanager_secret.b", secret("db", 30))},
       "aws_secretsmanager_secret.b",
       Verdict::Stops,
       "OW302",
       "OW310"},
      {"destroyed_here_created_there_in_no_order",
       {gone("aws_iam_role.a", R"({"id":"r","name":"deploy","assume_role_policy":"{}"})"),
        made("aws_iam_role.b", R"({"name":"deploy","assume_role_policy":"{}"})")},
       "aws_iam_role.b",
       Verdict::MayStop,
       "OW310",
       "OW310"},
      {"destroyed_here_created_there_under_other_names",
       {gone("aws_iam_role.a", R"({"id":"r","name":"deploy"})"),
        made("aws_iam_role.b", R"({"name":"build"})")},
       "aws_iam_role.b",
       Verdict::Nothing},
      {"two_creates_of_one_name",
       {made("aws_sqs_queue.a", queue("jobs")), made("aws_sqs_queue.b", queue("jobs"))},
       "aws_sqs_queue.b",
       Verdict::Stops,
       "OW311",
       "OW311"},
      {"two_creates_of_one_name_in_two_regions",
       {made("aws_sqs_queue.a", queue("jobs")), made("aws_sqs_queue.b", queue("jobs"))},
       "aws_sqs_queue.b",
       Verdict::Nothing,
       "",
       "",
       R"({"format_version":"1.0"})",
       two_regions},
      {"two_creates_of_two_names",
       {made("aws_sqs_queue.a", queue("jobs")), made("aws_sqs_queue.b", queue("mail"))},
       "aws_sqs_queue.b",
       Verdict::Nothing},
      {"two_creates_of_names_not_known_yet",
       {made("aws_sqs_queue.a", "{}", R"({"name":true})"), made("aws_sqs_queue.b", "{}", R"({"name":true})")},
       "aws_sqs_queue.b",
       Verdict::Nothing},
      {"a_create_of_a_name_that_stays_taken",
       {made("aws_sqs_queue.new", queue("jobs"))},
       "aws_sqs_queue.new",
       Verdict::Stops,
       "OW312",
       "OW312",
       prior_queue},
      {"a_create_of_the_name_of_what_is_forgotten",
       {[] {
          Entry e = gone("aws_sqs_queue.old", queue("jobs"));
          e.actions = R"(["forget"])";
          return e;
        }(),
        made("aws_sqs_queue.new", queue("jobs"))},
       "aws_sqs_queue.new",
       Verdict::Stops,
       "OW312",
       "OW312"},
      {"a_create_of_the_name_of_what_is_renamed_away",
       {changed("aws_sqs_queue.old", R"(["update"])", queue("jobs"), queue("mail"), "{}"),
        made("aws_sqs_queue.new", queue("jobs"))},
       "aws_sqs_queue.new",
       Verdict::Nothing,
       "",
       "",
       prior_queue},
      {"create_and_forget_leaves_the_name_taken",
       {changed("aws_sqs_queue.a", R"(["create","forget"])", queue("jobs"), queue("jobs"))},
       "aws_sqs_queue.a",
       Verdict::Stops,
       "OW312",
       "OW312"},
      {"a_destroy_that_only_forgets_leaves_the_name_taken",
       {changed("aws_cloudwatch_log_group.a", kDeleteFirst, log_group("web", true), log_group("web", true))},
       "aws_cloudwatch_log_group.a",
       Verdict::Stops,
       "OW312",
       "OW312"},
      {"a_destroy_that_deletes_frees_the_name",
       {changed("aws_cloudwatch_log_group.a", kDeleteFirst, log_group("web", false),
                log_group("web", false))},
       "aws_cloudwatch_log_group.a",
       Verdict::Nothing},
      {"another_takes_the_name_of_what_only_the_state_forgets",
       {gone("aws_cloudwatch_log_group.a", log_group("web", true)),
        made("aws_cloudwatch_log_group.b", log_group("web", false))},
       "aws_cloudwatch_log_group.b",
       Verdict::Stops,
       "OW312",
       "OW312"},
      {"a_forgotten_key_ring_needs_no_name_on_the_way_back",
       {of(gone("google_kms_key_ring.a", R"({"id":"k","name":"ring","location":"eu","project":"p"})"),
           "google")},
       "google_kms_key_ring.a",
       Verdict::Nothing},
      {"a_service_that_stays_enabled_is_enabled_again",
       {of(changed("google_project_service.a", kDeleteFirst,
                   R"({"id":"s","service":"run.googleapis.com","project":"p"})",
                   R"({"service":"run.googleapis.com","project":"p"})"),
           "google")},
       "google_project_service.a",
       Verdict::Nothing},
      {"a_project_id_is_never_given_out_again",
       {of(changed("google_project.a", kDeleteFirst, R"({"id":"p","project_id":"acme-prod","name":"a"})",
                   R"({"project_id":"acme-prod","name":"b"})"),
           "google")},
       "google_project.a",
       Verdict::Stops,
       "OW303"},
      {"a_destroyed_project_id_on_the_way_back",
       {of(gone("google_project.a", R"({"id":"p","project_id":"acme-prod","name":"a"})"), "google")},
       "google_project.a",
       Verdict::EffectOnTheWayBack,
       "OW303"},
      {"a_database_name_is_held_for_a_week",
       {of(gone("module.old.google_sql_database_instance.main",
                R"({"id":"x","project":"p","name":"db","database_version":"POSTGRES_15"})"),
           "google"),
        of(made("module.new.google_sql_database_instance.main",
                R"({"project":"p","name":"db","database_version":"POSTGRES_15"})"),
           "google")},
       "module.new.google_sql_database_instance.main",
       Verdict::Stops,
       "OW302",
       "OW310"},
      {"a_name_in_another_project_is_another_name",
       {of(gone("google_sql_database_instance.a", R"({"id":"x","project":"p","name":"db"})"), "google"),
        of(made("google_sql_database_instance.b", R"({"project":"q","name":"db"})"), "google")},
       "google_sql_database_instance.b",
       Verdict::Nothing},
  };
}

bool about_names(const std::string& code) {
  return code >= "OW302" && code <= "OW312" && code != "OW305";
}

void expect_verdict(const NameTrap& t, const Assessment& a) {
  const AssessedChange* c = change_of(a, t.address);
  ASSERT_NE(c, nullptr);
  std::vector<std::string> stops, effects, back;
  for (const ApplyStop& s : c->apply_stops)
    if (about_names(s.code)) stops.push_back(s.code + (s.certain ? "" : "?"));
  for (const Effect& e : c->effects)
    if (about_names(e.code)) (e.transition == Transition::Revert ? back : effects).push_back(e.code);
  using testing::Contains;
  using testing::IsEmpty;
  switch (t.verdict) {
    case Verdict::Nothing:
      EXPECT_THAT(stops, IsEmpty());
      EXPECT_THAT(effects, IsEmpty());
      EXPECT_THAT(back, IsEmpty());
      break;
    case Verdict::Stops:
      EXPECT_THAT(stops, testing::ElementsAre(t.code));
      break;
    case Verdict::MayStop:
      EXPECT_THAT(stops, testing::ElementsAre(t.code + "?"));
      break;
    case Verdict::Effect:
      EXPECT_THAT(stops, IsEmpty());
      EXPECT_THAT(effects, Contains(t.code));
      break;
    case Verdict::EffectOnTheWayBack:
      EXPECT_THAT(stops, IsEmpty());
      EXPECT_THAT(back, Contains(t.code));
      break;
  }
  std::vector<std::string> findings;
  for (const Finding& f : a.findings)
    if (about_names(f.code)) findings.push_back(f.code);
  if (t.finding.empty())
    EXPECT_THAT(findings, IsEmpty());
  else
    EXPECT_THAT(findings, testing::ElementsAre(t.finding));
}

class Names : public testing::TestWithParam<NameTrap> {};

TEST_P(Names, GetTheRightVerdictInAnyOrder) {
  const NameTrap& t = GetParam();
  std::vector<Entry> entries = t.entries;
  for (int order = 0; order < 2; ++order) {
    for (const bool sorted : {false, true})
      expect_verdict(
          t, assess(std::vector<std::string>{test::plan_text(entries, t.configuration, t.prior, sorted)}));
    std::reverse(entries.begin(), entries.end());
  }
}

INSTANTIATE_TEST_SUITE_P(Traps, Names, testing::ValuesIn(traps()),
                         [](const auto& trap) { return trap.param.name; });

TEST(Names, SayWhatIsGoneWhenTheCreateIsRefusedAndThatAMoveKeepsIt) {
  const Assessment a =
      assess({of(gone("module.old.google_sql_database_instance.main",
                      R"({"id":"x","project":"p","name":"db","database_version":"POSTGRES_15"})"),
                 "google"),
              of(made("module.new.google_sql_database_instance.main",
                      R"({"project":"p","name":"db","database_version":"POSTGRES_15"})"),
                 "google")});
  const AssessedChange* c = change_of(a, "module.new.google_sql_database_instance.main");
  ASSERT_NE(c, nullptr);
  ASSERT_EQ(c->apply_stops.size(), 1u);
  EXPECT_THAT(c->apply_stops[0].gone_before,
              testing::ElementsAre("module.old.google_sql_database_instance.main"));
  ASSERT_EQ(a.moves.size(), 1u);
  EXPECT_EQ(a.moves[0].confidence, Confidence::Documented);
  EXPECT_THAT(a.moves[0].block, testing::HasSubstr("from = module.old\n  to   = module.new\n"));
  const auto f =
      std::find_if(a.findings.begin(), a.findings.end(), [](const Finding& x) { return x.code == "OW310"; });
  ASSERT_NE(f, a.findings.end());
  EXPECT_THAT(f->message, testing::HasSubstr("a moved block keeps it"));
}

TEST(Names, ShowNoSensitiveName) {
  Entry e = changed("aws_secretsmanager_secret.a", kDeleteFirst, secret("hidden-name-1", 30),
                    secret("hidden-name-1", 30));
  e.before_sensitive = e.after_sensitive = R"({"name":true})";
  const Assessment a = assess({e});
  const AssessedChange* c = change_of(a, e.address);
  ASSERT_NE(c, nullptr);
  ASSERT_FALSE(c->apply_stops.empty());
  for (const ApplyStop& s : c->apply_stops)
    EXPECT_THAT(s.message, testing::Not(testing::HasSubstr("hidden-name")));
  for (const Effect& x : c->effects) {
    EXPECT_THAT(x.message, testing::Not(testing::HasSubstr("hidden-name")));
    for (const Evidence& v : x.evidence)
      EXPECT_THAT(v.before + v.after, testing::Not(testing::HasSubstr("hidden-name")));
  }
}

TEST(Names, OfTwoStacksMeetOnlyWhereTheyAreGlobal) {
  const std::string bucket = R"({"bucket":"acme-logs"})";
  const Assessment buckets =
      assess(std::vector<std::string>{test::plan_text({made("aws_s3_bucket.a", bucket)}),
                                      test::plan_text({made("aws_s3_bucket.b", bucket)})});
  EXPECT_TRUE(std::any_of(buckets.findings.begin(), buckets.findings.end(),
                          [](const auto& f) { return f.code == "OW311"; }));
  const Assessment queues =
      assess(std::vector<std::string>{test::plan_text({made("aws_sqs_queue.a", queue("jobs"))}),
                                      test::plan_text({made("aws_sqs_queue.b", queue("jobs"))})});
  EXPECT_TRUE(std::none_of(queues.findings.begin(), queues.findings.end(),
                           [](const auto& f) { return f.code == "OW311"; }));
}

}  // namespace
}  // namespace oneway
