#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "assess/plan_text.h"
#include "policy/policy.h"

namespace oneway {
namespace {

using test::assess;
using test::change_of;
using test::changed;
using test::Entry;
using test::gone;
using test::made;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<std::string> pairs(const Assessment& a) {
  std::vector<std::string> out;
  for (const Move& m : a.moves) out.push_back(m.from + " -> " + m.to);
  return out;
}

std::vector<std::string> blocks(const Assessment& a) {
  std::vector<std::string> out;
  for (const StateRepair& r : a.state_repairs) out.push_back(r.from + " -> " + r.to);
  return out;
}

Entry toy(Entry e) {
  e.provider = "example.com/demo/toy";
  return e;
}

// An unknown type with arguments that say enough.
Entry toy_gone(const std::string& address, const std::string& values) {
  return toy(gone(address, values));
}
Entry toy_made(const std::string& address, const std::string& values) {
  return toy(made(address, values));
}

TEST(Moves, IdentityCountsForMoreThanArguments) {
  // The same queue name; everything else changed.
  const Assessment a =
      assess({gone("aws_sqs_queue.a", R"({"id":"u","name":"jobs","delay_seconds":90,"tags":{"t":"x"}})"),
              made("aws_sqs_queue.b", R"({"name":"jobs","delay_seconds":10,"tags":{"t":"y"}})"),
              made("aws_sqs_queue.c", R"({"name":"mail","delay_seconds":90,"tags":{"t":"x"}})")});
  EXPECT_THAT(pairs(a), ElementsAre("aws_sqs_queue.a -> aws_sqs_queue.b"));
  EXPECT_EQ(a.moves[0].confidence, Confidence::Documented);
  EXPECT_THAT(a.moves[0].differs, ElementsAre("delay_seconds", "tags.t"));
}

TEST(Moves, ListsCompareAsSetsAndTextsByContent) {
  const Assessment a =
      assess({toy_gone("toy_rule.a", R"({"id":"1","ports":[443,80],"policy":"{\"b\":[1,2],\"a\":\"x\"}",
                                          "user_data":"name: web\nports:\n  - 1\n","note":"two lines  \r\nend\n"})"),
              toy_made("toy_rule.b", R"({"ports":[80,443],"policy":"{ \"a\": \"x\", \"b\": [2, 1] }",
                                          "user_data":"ports: [1]\nname:   web\n","note":"two lines\nend"})")});
  ASSERT_THAT(pairs(a), ElementsAre("toy_rule.a -> toy_rule.b"));
  EXPECT_EQ(a.moves[0].score, 1000);
  EXPECT_THAT(a.moves[0].differs, IsEmpty());
}

TEST(Moves, NumbersCompareByValueNotByText) {
  const Assessment a = assess({toy_gone("toy_rule.a", R"({"id":"1","weight":1.50,"label":"x-y-z"})"),
                               toy_made("toy_rule.b", R"({"weight":1.5,"label":"x-y-z"})")});
  ASSERT_EQ(a.moves.size(), 1u);
  EXPECT_THAT(a.moves[0].differs, IsEmpty());
}

TEST(Moves, WhatIsUnknownOrSensitiveNeitherHelpsNorHurts) {
  Entry old =
      toy_gone("toy_db.a", R"({"id":"1","label":"orders-db","password":"before-before","host":"10.0.0.1"})");
  old.before_sensitive = R"({"password":true})";
  Entry now = toy_made("toy_db.b", R"({"label":"orders-db","password":"after-after"})");
  now.unknown = R"({"id":true,"host":true})";
  now.after_sensitive = R"({"password":true})";
  const Assessment a = assess({old, now});
  ASSERT_THAT(pairs(a), ElementsAre("toy_db.a -> toy_db.b"));
  EXPECT_EQ(a.moves[0].score, 1000);
  EXPECT_THAT(a.moves[0].differs, IsEmpty());
}

TEST(Moves, ARenamedModuleIsOneBlockAndCarriesWhatHasNothingOfItsOwn) {
  std::vector<Entry> entries;
  for (int i = 0; i < 40; ++i) {
    const std::string n = std::to_string(i);
    entries.push_back(
        toy_gone("module.old.toy_part.p[" + n + "]", R"({"id":"1","label":"part-)" + n + R"("})"));
    entries.push_back(toy_made("module.new.toy_part.p[" + n + "]", R"({"label":"part-)" + n + R"("})"));
  }
  entries.push_back(toy_gone("module.old.toy_bare.b", R"({"id":"1"})"));
  entries.push_back(toy_made("module.new.toy_bare.b", "{}"));
  const Assessment a = assess(entries);
  EXPECT_EQ(a.moves.size(), 41u);
  EXPECT_THAT(blocks(a), ElementsAre("module.old -> module.new"));
  EXPECT_THAT(a.moves[0].event, HasSubstr("module.old became module.new"));
}

TEST(Moves, AModuleThatGainedCountIsNamedAsSuch) {
  const Assessment a = assess(
      {gone("module.network.aws_vpc.main",
            R"({"id":"vpc-1","cidr_block":"10.1.0.0/16","tags":{"Name":"main"}})"),
       gone("module.network.aws_subnet.a", R"({"id":"s-1","vpc_id":"vpc-1","cidr_block":"10.1.1.0/24"})"),
       gone("module.network.aws_route_table_association.a",
            R"({"id":"r-1","subnet_id":"s-1","route_table_id":"t-1"})"),
       made("module.network[0].aws_vpc.main", R"({"cidr_block":"10.1.0.0/16","tags":{"Name":"main"}})"),
       made("module.network[0].aws_subnet.a", R"({"cidr_block":"10.1.1.0/24"})",
            R"({"id":true,"vpc_id":true})"),
       made("module.network[0].aws_route_table_association.a", "{}",
            R"({"id":true,"subnet_id":true,"route_table_id":true})")});
  EXPECT_EQ(a.moves.size(), 3u);
  EXPECT_THAT(blocks(a), ElementsAre("module.network -> module.network[0]"));
  EXPECT_THAT(a.moves[0].event, HasSubstr("module.network gained count"));
}

TEST(Moves, TheBlockStaysSmallWhereTheModuleStays) {
  const std::string configuration =
      R"({"root_module":{"module_calls":{"app":{"source":"./app","module":{}}}}})";
  const Assessment a = assess({toy_gone("module.app.toy_part.a", R"({"id":"1","label":"orders"})"),
                               toy_made("module.app.module.inner.toy_part.a", R"({"label":"orders"})")},
                              configuration);
  EXPECT_THAT(blocks(a), ElementsAre("module.app.toy_part.a -> module.app.module.inner.toy_part.a"));
}

TEST(Moves, AKeyOfAResourceThatStaysIsMovedAlone) {
  const std::string configuration =
      R"({"root_module":{"resources":[{"address":"toy_part.p","mode":"managed","type":"toy_part","name":"p","provider_config_key":"toy",
        "for_each_expression":{}}]}})";
  const Assessment a =
      assess({toy_gone("toy_part.p[\"a\"]", R"({"id":"1","label":"orders"})"),
              toy_made("toy_part.p[\"b\"]", R"({"label":"orders"})"),
              toy(changed("toy_part.p[\"c\"]", R"(["no-op"])", R"({"id":"2","label":"users"})",
                          R"({"id":"2","label":"users"})", "{}"))},
             configuration);
  EXPECT_THAT(blocks(a), ElementsAre("toy_part.p[\"a\"] -> toy_part.p[\"b\"]"));
  EXPECT_THAT(a.moves[0].event, HasSubstr("another for_each key"));
}

TEST(Moves, AKnownSuccessorIsACandidate) {
  const Assessment a = assess(
      {gone("aws_s3_bucket_object.a", R"({"id":"k","bucket":"b-1","key":"k","content":"hello world"})"),
       made("aws_s3_object.a", R"({"bucket":"b-1","key":"k","content":"hello world"})")});
  ASSERT_THAT(pairs(a), ElementsAre("aws_s3_bucket_object.a -> aws_s3_object.a"));
  EXPECT_THAT(a.moves[0].event, HasSubstr("aws_s3_object"));
}

TEST(Moves, IdenticalObjectsThatHoldSomethingAreAGroupAndNoMove) {
  std::vector<Entry> entries;
  for (const char* key : {"a", "b", "c"}) {
    entries.push_back(gone("aws_ebs_volume.old_" + std::string(key),
                           R"({"id":"v","availability_zone":"eu-1a","size":100,"type":"gp3"})"));
    entries.push_back(made("aws_ebs_volume.new[\"" + std::string(key) + "\"]",
                           R"({"availability_zone":"eu-1a","size":100,"type":"gp3"})"));
  }
  const Assessment a = assess(entries);
  EXPECT_THAT(pairs(a), IsEmpty());
  ASSERT_EQ(a.move_groups.size(), 1u);
  EXPECT_FALSE(a.move_groups[0].any_pairing);
  EXPECT_EQ(a.move_groups[0].from.size(), 3u);
  EXPECT_EQ(a.move_groups[0].to.size(), 3u);
  EXPECT_THAT(a.move_groups[0].why, HasSubstr("cannot tell"));
}

TEST(Moves, ThePlanSaysWhatIsLostWithoutTheMoveAndTheGateStillJudgesIt) {
  const std::string db =
      R"("identifier":"orders","engine":"postgres","skip_final_snapshot":true,"allocated_storage":100)";
  Assessment a = assess({gone("aws_db_instance.a", R"({"id":"orders",)" + db + "}"),
                         made("aws_db_instance.b", "{" + db + "}")});
  apply_policy(a, {});
  ASSERT_THAT(pairs(a), ElementsAre("aws_db_instance.a -> aws_db_instance.b"));
  const AssessedChange* c = change_of(a, "aws_db_instance.a");
  ASSERT_NE(c, nullptr);
  EXPECT_EQ(c->cls, RollbackClass::NonRecoverable);
  EXPECT_FALSE(a.gate.passed);
  ASSERT_FALSE(c->repairs.empty());
  EXPECT_EQ(c->repairs[0].pattern, "moved");
  EXPECT_THAT(c->repairs[0].summary, HasSubstr("fully reversible"));
  EXPECT_THAT(c->repairs[0].blocks, ElementsAre(HasSubstr("from = aws_db_instance.a")));
}

TEST(Moves, FromStackToStackAreARemovedAndAnImportBlock) {
  const std::string q = R"("name":"jobs","url":"https://q/jobs")";
  const Assessment a = assess(
      std::vector<std::string>{test::plan_text({gone("aws_sqs_queue.a", R"({"id":"u",)" + q + "}")}),
                               test::plan_text({made("module.m.aws_sqs_queue.b", R"({"name":"jobs"})")})});
  ASSERT_THAT(pairs(a), ElementsAre("aws_sqs_queue.a -> module.m.aws_sqs_queue.b"));
  ASSERT_EQ(a.state_repairs.size(), 2u);
  EXPECT_EQ(a.state_repairs[0].kind, StateRepair::Kind::Removed);
  EXPECT_EQ(a.state_repairs[0].input, 0u);
  EXPECT_EQ(a.state_repairs[1].kind, StateRepair::Kind::Import);
  EXPECT_EQ(a.state_repairs[1].input, 1u);
  EXPECT_EQ(a.state_repairs[1].id, "https://q/jobs");
}

TEST(Moves, AListThatLostAnElementIsOneEventWithOneRealDestroy) {
  auto at = [](int i) { return "toy_part.p[" + std::to_string(i) + "]"; };
  auto value = [](const char* label) { return R"({"id":"x","label":")" + std::string(label) + "\"}"; };
  const char* const list[] = {"alpha", "beta", "gamma", "delta", "epsilon"};
  std::vector<Entry> entries;
  for (int i = 1; i < 4; ++i)
    entries.push_back(toy(changed(at(i), R"(["update"])", value(list[i]), value(list[i + 1]), "{}")));
  entries.push_back(toy_gone(at(4), value("epsilon")));
  const Assessment a = assess(entries);
  EXPECT_THAT(pairs(a), ElementsAre("toy_part.p[2] -> toy_part.p[1]", "toy_part.p[3] -> toy_part.p[2]",
                                    "toy_part.p[4] -> toy_part.p[3]"));
  EXPECT_THAT(
      a.moves[0].event,
      HasSubstr("element [1] of 5 left the list of toy_part.p; 3 instances are re-indexed; 1 real destroy"));
  ASSERT_EQ(a.state_repairs.size(), 1u);
  EXPECT_THAT(
      a.state_repairs[0].steps,
      ElementsAre(std::pair("toy_part.p[1]", "toy_part.p[5]"), std::pair("toy_part.p[2]", "toy_part.p[1]"),
                  std::pair("toy_part.p[3]", "toy_part.p[2]"), std::pair("toy_part.p[4]", "toy_part.p[3]")));
}

TEST(Moves, AChangeOfEveryElementIsNoShift) {
  std::vector<Entry> entries;
  for (int i = 0; i < 3; ++i)
    entries.push_back(toy(changed("toy_part.p[" + std::to_string(i) + "]", R"(["update"])",
                                  R"({"id":"x","image":"v1"})", R"({"id":"x","image":"v2"})", "{}")));
  entries.push_back(toy_made("toy_part.p[3]", R"({"image":"v2"})"));
  EXPECT_THAT(pairs(assess(entries)), IsEmpty());
}

TEST(Moves, AreTheSameInAnyOrderOfThePlan) {
  std::vector<Entry> entries;
  for (int i = 0; i < 12; ++i) {
    const std::string n = std::to_string(i), group = std::to_string(i % 3);
    entries.push_back(
        toy_gone("toy_part.a[" + n + "]", R"({"id":"1","group":"g-)" + group + R"(","size":)" + n + "}"));
    entries.push_back(
        toy_made("toy_part.b[\"k" + n + "\"]", R"({"group":"g-)" + group + R"(","size":)" + n + "}"));
  }
  const Assessment first = assess(entries);
  EXPECT_EQ(first.moves.size(), 12u);
  for (int turn = 0; turn < 4; ++turn) {
    std::rotate(entries.begin(), entries.begin() + 5, entries.end());
    if (turn == 2) std::reverse(entries.begin(), entries.end());
    const Assessment again = assess(entries);
    EXPECT_EQ(pairs(again), pairs(first));
    EXPECT_EQ(blocks(again), blocks(first));
  }
}

TEST(Moves, HostileAddressesBecomeNoBlock) {
  EXPECT_THAT(blocks(assess({toy_gone("toy_part.a[\"x\n}\n\"]", R"({"id":"1","label":"orders"})"),
                             toy_made("toy_part.b", R"({"label":"orders"})")})),
              IsEmpty());
}

}  // namespace
}  // namespace oneway
