// What every command has in common: exit codes, what goes where, how much is said.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/exit_codes.h"
#include "support/process.h"

namespace oneway::cli {
namespace {

using test::Outcome;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

Outcome oneway(const std::string& arguments) {
  return test::run("oneway " + arguments, ONEWAY_SOURCE_DIR);
}

constexpr char kBlocked[] = " fixtures/plans/rds-replaced-without-snapshot/plan.json";
constexpr char kHarmless[] = " fixtures/plans/engine/create/plan.json";

TEST(CommandLine, EndsWithTheDocumentedCodes) {
  EXPECT_EQ(oneway("plan" + std::string(kHarmless)).exit, kPassed);
  EXPECT_EQ(oneway("plan" + std::string(kBlocked)).exit, kGateFailed);
  EXPECT_EQ(oneway("plan --fail-on nothing" + std::string(kHarmless)).exit, kUsage);
  EXPECT_EQ(oneway("plan --format nothing" + std::string(kHarmless)).exit, kUsage);
  EXPECT_EQ(oneway("plan --no-such-option" + std::string(kHarmless)).exit, kUsage);
  EXPECT_EQ(oneway("").exit, kUsage);
  EXPECT_EQ(oneway("plan LICENSE").exit, kBadInput);
  EXPECT_EQ(oneway("plan no-such-file").exit, kBadInput);
  EXPECT_EQ(oneway("--help").exit, kPassed);
  EXPECT_EQ(oneway("plan --help").exit, kPassed);
}

TEST(CommandLine, AResultThatCannotBeWrittenIsAFault) {
  EXPECT_EQ(oneway("plan" + std::string(kHarmless) + " >/dev/full").exit, kInternal);
  EXPECT_EQ(oneway("plan --output json=/no/such/folder/x" + std::string(kHarmless)).exit, kUsage);
}

TEST(CommandLine, ResultsGoToStandardOutputAndDiagnosticsToStandardError) {
  const Outcome normal = oneway("plan" + std::string(kHarmless));
  EXPECT_THAT(normal.out, StartsWith("GATE PASSED"));
  EXPECT_EQ(normal.err, "");
  const Outcome wrong = oneway("plan LICENSE");
  EXPECT_EQ(wrong.out, "");
  EXPECT_THAT(wrong.err, StartsWith("oneway: "));
}

TEST(CommandLine, QuietLeavesTheVerdictAndItsReasons) {
  const Outcome quiet = oneway("plan --quiet" + std::string(kBlocked));
  EXPECT_THAT(quiet.out, HasSubstr("[OW201]"));
  EXPECT_THAT(quiet.out, Not(HasSubstr("going back")));
  EXPECT_EQ(quiet.err, "");
}

TEST(CommandLine, VerboseSaysWhichRuleAndWhatIsBeingDone) {
  const Outcome verbose = oneway("plan --verbose" + std::string(kBlocked));
  EXPECT_THAT(verbose.out, HasSubstr("rule aws/rds.yaml:"));
  EXPECT_THAT(verbose.out, Not(HasSubstr("oneway: info")));
  EXPECT_THAT(verbose.err, HasSubstr("oneway: info: reading" + std::string(kBlocked)));
}

TEST(CommandLine, OptionsOfTheProgramStandBeforeOrBehindACommand) {
  EXPECT_EQ(oneway("--quiet plan" + std::string(kBlocked)).out,
            oneway("plan -q" + std::string(kBlocked)).out);
}

TEST(CommandLine, ColourFollowsTheOptionAndTheEnvironment) {
  EXPECT_THAT(oneway("plan" + std::string(kBlocked)).out, Not(HasSubstr("\x1b[")));
  EXPECT_THAT(oneway("plan --color always" + std::string(kBlocked)).out, HasSubstr("\x1b["));
}

TEST(CommandLine, HelpNamesEveryOptionWithItsChoices) {
  const std::string help = oneway("plan --help").out;
  for (const char* words :
       {"--fail-on CLASS", "forward-only", "--format, -f FORMAT", "sarif", "(default: text)", "FILE..."})
    EXPECT_THAT(help, HasSubstr(words));
  EXPECT_THAT(oneway("--help").out, Not(HasSubstr("completion")));
}

}  // namespace
}  // namespace oneway::cli
