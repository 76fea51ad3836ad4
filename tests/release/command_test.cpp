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
              HasSubstr("pin the previous version"));
  EXPECT_EQ(run("oneway ledger applied --ledger l.db " + plan).exit, 0);
  const test::Outcome after = run("oneway ledger affected --ledger l.db --module ./module -f json");
  EXPECT_THAT(after.out, HasSubstr("\"applied\":\"yes\""));
  EXPECT_THAT(after.out, Not(HasSubstr("orders"))) << "no values";
  EXPECT_EQ(run("oneway ledger windows --ledger none.db").exit, 2);
}

}  // namespace
}  // namespace oneway
