// The ledger remembers what was assessed, keeps no values, and refuses files it cannot trust.
#include "ledger/ledger.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <thread>

#include "ledger/schema.h"
#include "model/error.h"
#include "support/process.h"

namespace oneway {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

constexpr std::int64_t kNow = 1'800'000'000, kDay = 86'400;

AssessedChange secret_destroyed() {
  AssessedChange c;
  c.address = "aws_secretsmanager_secret.api";
  c.type = "aws_secretsmanager_secret";
  c.actions.add("delete");
  c.cls = RollbackClass::CompatibilityWindow;
  c.window = {"7 days", "the secret can be restored until then", 7 * kDay, ""};
  Effect data;
  data.code = "OW201";
  data.kind = EffectKind::DataLost;
  data.evidence = {{"value", "\"the value\"", "", false, false}};
  c.effects = {data};
  return c;
}

Assessment assessment(const std::string& stack, const std::string& digest) {
  Assessment a;
  InputInfo info;
  info.path = stack;
  info.sha256 = digest;
  a.inputs = {info};
  a.changes = {secret_destroyed()};
  return a;
}

// The name that its destroy gives back.
LedgerFacts freed_name() {
  LedgerFacts facts;
  facts.names = {{0, "aws_secretsmanager_secret.api", 77, "name = \"api\"", 7 * kDay, "OW302"}};
  return facts;
}

LedgerFacts calls(const std::string& version) {
  LedgerFacts facts;
  facts.modules = {{0, "module.vpc", "acme/vpc/aws", version}};
  facts.providers = {{0, "registry.terraform.io/hashicorp/aws", "~> 5.0"}};
  return facts;
}

class LedgerTest : public testing::Test {
 protected:
  test::TemporaryFolder folder_;
  std::string path_ = (folder_.path() / "l.sqlite").string();
};

TEST_F(LedgerTest, KeepsTheHistoryOfAnAddress) {
  Ledger ledger(path_, Ledger::Open::Create);
  ledger.record(assessment("eu.json", "d1"), {}, kNow);
  ledger.record(assessment("us.json", "d2"), {}, kNow + 1);
  const LedgerTable t = ledger.history("aws_secretsmanager_secret.api");
  ASSERT_THAT(t.rows, SizeIs(2));
  EXPECT_THAT(t.rows[0], ElementsAre("2027-01-15 08:00:00", "eu.json", "delete",
                                     "reversible-with-compatibility-window", "OW201", "no", "d1"));
  EXPECT_THAT(ledger.history("aws_secretsmanager_secret.other").rows, IsEmpty());
  EXPECT_THAT(ledger.show("d2").rows, SizeIs(1));
}

TEST_F(LedgerTest, WindowsOpenOnceThePlanIsApplied) {
  Ledger ledger(path_, Ledger::Open::Create);
  ledger.record(assessment("eu.json", "d1"), freed_name(), kNow);
  EXPECT_THAT(ledger.windows(kNow).rows, IsEmpty());
  EXPECT_FALSE(ledger.mark_applied("unknown", kNow));
  EXPECT_TRUE(ledger.mark_applied("d1", kNow));
  ASSERT_THAT(ledger.windows(kNow + 7 * kDay - 1).rows, SizeIs(1));
  EXPECT_EQ(ledger.windows(kNow).rows[0][0], "2027-01-22 08:00:00");
  EXPECT_THAT(ledger.windows(kNow + 7 * kDay).rows, IsEmpty());
  ASSERT_THAT(ledger.names(kNow).rows, SizeIs(1));
  EXPECT_EQ(ledger.names(kNow).rows[0][0], "name = \"api\"");
}

TEST_F(LedgerTest, RemembersWhoHadAName) {
  Ledger ledger(path_, Ledger::Open::Create);
  ledger.record(assessment("eu.json", "d1"), freed_name(), kNow);
  const auto planned = ledger.held({76, 77}, kNow);
  ASSERT_THAT(planned, SizeIs(1));
  EXPECT_EQ(planned[0].stack, "eu.json");
  EXPECT_FALSE(planned[0].applied) << "nothing shows that the plan was applied";
  ledger.mark_applied("d1", kNow + kDay);
  const auto held = ledger.held({77}, kNow + 7 * kDay);
  ASSERT_THAT(held, SizeIs(1));
  EXPECT_TRUE(held[0].applied);
  EXPECT_EQ(held[0].until, "2027-01-23 08:00:00") << "counted from the apply";
  EXPECT_THAT(ledger.held({77}, kNow + 8 * kDay), IsEmpty());
}

TEST_F(LedgerTest, SeesInTheWorldWhatWasApplied) {
  Ledger ledger(path_, Ledger::Open::Create);
  ledger.record(assessment("eu.json", "d1"), {}, kNow);
  const Sighting before{{"aws_secretsmanager_secret.api", "aws_vpc.main"}, {}}, after{{"aws_vpc.main"}, {}};
  EXPECT_EQ(ledger.mark_seen("eu.json", before, "seen", kNow + 1), "") << "the object is still there";
  EXPECT_EQ(ledger.mark_seen("us.json", after, "seen", kNow + 1), "") << "another stack";
  EXPECT_EQ(ledger.mark_seen("eu.json", after, "seen", kNow + kDay), "d1");
  EXPECT_EQ(ledger.mark_seen("eu.json", after, "seen", kNow + kDay), "") << "known by now";
  EXPECT_EQ(ledger.windows(kNow).rows.at(0).at(0), "2027-01-22 08:00:00")
      << "it may have been applied at once";
}

TEST_F(LedgerTest, TellsAReplacementByItsNewIdentity) {
  Ledger ledger(path_, Ledger::Open::Create);
  Assessment a = assessment("eu.json", "d1");
  a.changes[0].actions.add("create");
  LedgerFacts facts;
  facts.identities[{0, a.changes[0].address}] = "arn:1";
  ledger.record(a, facts, kNow);
  const std::string address = a.changes[0].address;
  EXPECT_EQ(ledger.mark_seen("eu.json", {{address}, {}}, "seen", kNow), "") << "nothing is known of it";
  EXPECT_EQ(ledger.mark_seen("eu.json", {{address}, {{address, "arn:1"}}}, "seen", kNow), "");
  EXPECT_EQ(ledger.mark_seen("eu.json", {{address}, {{address, "arn:2"}}}, "seen", kNow), "d1");
}

TEST_F(LedgerTest, NamesTheStacksOfAModule) {
  Ledger ledger(path_, Ledger::Open::Create);
  ledger.record(assessment("applied.json", "d0"), calls("5.0.0"), kNow);
  ledger.record(assessment("applied.json", "d1"), calls("5.1.0"), kNow);
  ledger.record(assessment("waiting.json", "d2"), calls("5.1.0"), kNow);
  ledger.record(assessment("pinned.json", "d3"), calls("5.1.0"), kNow);
  ledger.record(assessment("pinned.json", "d4"), calls("5.0.0"), kNow + 1);
  ledger.record(assessment("loose.json", "d5"), calls("~> 5.0"), kNow);
  ledger.record(assessment("reached.json", "d6"), calls("= 5.1.0"), kNow);
  ledger.record(assessment("reached.json", "d7"), calls("5.0.0"), kNow + 1);
  for (const char* digest : {"d1", "d6"}) ledger.mark_applied(digest, kNow);
  std::vector<std::string> found;
  for (const AffectedStack& a : ledger.affected("acme/vpc/aws", "5.1.0"))
    found.push_back(a.stack + (a.applied ? " applied" : "") + (a.certain ? "" : " perhaps") + " before " +
                    a.previous_version);
  EXPECT_THAT(found, ElementsAre("loose.json perhaps before ", "waiting.json before ",
                                 "applied.json applied before 5.0.0", "reached.json applied before "));
  EXPECT_THAT(ledger.affected("acme/vpc/aws", ""), SizeIs(6));
  EXPECT_THAT(ledger.affected("acme/vpc/google", ""), IsEmpty());
}

TEST_F(LedgerTest, FindsTheVersionInTheAddressOfARepository) {
  Ledger ledger(path_, Ledger::Open::Create);
  LedgerFacts facts;
  facts.modules = {{0, "module.vpc", "git::https://host.example/vpc.git?ref=v1.2.0", ""}};
  ledger.record(assessment("eu.json", "d1"), facts, kNow);
  EXPECT_THAT(ledger.affected("git::https://host.example/vpc.git", "1.2.0"), SizeIs(1));
  EXPECT_THAT(ledger.affected("git::https://host.example/vpc.git", "1.3.0"), IsEmpty());
}

TEST_F(LedgerTest, HoldsNoValues) {
  {
    Ledger ledger(path_, Ledger::Open::Create);
    ledger.record(assessment("eu.json", "d1"), {}, kNow);
  }
  const std::string bytes = test::read_file(path_);
  EXPECT_THAT(bytes, Not(HasSubstr("the value")));
  EXPECT_THAT(bytes, Not(HasSubstr("hunter2")));
  EXPECT_THAT(bytes, HasSubstr("aws_secretsmanager_secret.api"));
}

TEST_F(LedgerTest, ForgetsOldRuns) {
  Ledger ledger(path_, Ledger::Open::Create);
  ledger.record(assessment("eu.json", "d1"), {}, kNow);
  ledger.record(assessment("eu.json", "d2"), {}, kNow + kDay);
  EXPECT_EQ(ledger.prune(kNow + 1), 1u);
  EXPECT_THAT(ledger.show("d1").rows, IsEmpty());
  EXPECT_THAT(ledger.show("d2").rows, SizeIs(1));
}

TEST_F(LedgerTest, MigratesEveryOlderSchema) {
  for (std::size_t old = 1; old < ledger::kMigrations.size(); ++old) {
    const std::string path = path_ + std::to_string(old);
    {
      SQLite::Database db(path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
      db.exec("PRAGMA application_id = " + std::to_string(ledger::kApplicationId));
      for (std::size_t i = 0; i < old; ++i) db.exec(ledger::kMigrations[i]);
      db.exec("PRAGMA user_version = " + std::to_string(old));
      db.exec("INSERT INTO run VALUES (1, 1800000000, 'r')");
      db.exec("INSERT INTO plan VALUES (1, 1, 'eu.json', 'd1', 'terraform', '1.11.4')");
      db.exec(
          "INSERT INTO change VALUES (1, 'a.b', '', 'a', 'delete', 'forward-only', 'OW401', '', NULL, '')");
    }
    Ledger ledger(path, Ledger::Open::Existing);
    EXPECT_THAT(ledger.history("a.b").rows, SizeIs(1));
    EXPECT_TRUE(ledger.mark_applied("d1", kNow));
  }
}

std::string refusal(const std::string& path) {
  try {
    Ledger ledger(path, Ledger::Open::Existing);
  } catch (const UsageError& e) {
    return e.what();
  }
  return "";
}

TEST_F(LedgerTest, RefusesWhatItCannotTrust) {
  EXPECT_THAT(refusal(path_), HasSubstr("no ledger"));
  test::write_file(path_, std::string(8192, 'x'));
  EXPECT_THAT(refusal(path_), HasSubstr("damaged"));
  const std::string other = path_ + ".other";
  SQLite::Database(other, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE).exec("CREATE TABLE t (a)");
  EXPECT_THAT(refusal(other), HasSubstr("another program"));
  const std::string newer = path_ + ".newer";
  { Ledger ledger(newer, Ledger::Open::Create); }
  SQLite::Database(newer, SQLite::OPEN_READWRITE).exec("PRAGMA user_version = 99");
  EXPECT_THAT(refusal(newer), HasSubstr("newer oneway"));
}

TEST_F(LedgerTest, SeveralProcessesWriteAtOnceAndOneIsKilled) {
  { Ledger ledger(path_, Ledger::Open::Create); }
  std::vector<pid_t> children;
  for (int i = 0; i < 4; ++i) {
    const pid_t child = fork();
    if (child == 0) {
      Ledger ledger(path_, Ledger::Open::Existing);
      for (int n = 0; n < (i == 0 ? 1'000'000 : 10); ++n)
        ledger.record(assessment("s" + std::to_string(i), "d" + std::to_string(i)), {}, kNow + n);
      _exit(0);
    }
    children.push_back(child);
  }
  for (int i = 1; i < 4; ++i) {
    int status = 0;
    waitpid(children[i], &status, 0);
    EXPECT_EQ(status, 0);
  }
  kill(children[0], SIGKILL);
  waitpid(children[0], nullptr, 0);
  Ledger ledger(path_, Ledger::Open::Existing);
  const LedgerTable all = ledger.history("aws_secretsmanager_secret.api");
  std::size_t others = 0;
  for (const auto& row : all.rows) others += row[1] != "s0";
  EXPECT_EQ(others, 30u);
}

}  // namespace
}  // namespace oneway
