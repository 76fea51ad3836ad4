#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/printable.h"
#include "report/sample.h"
#include "report/words.h"

namespace oneway::report::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

TEST(Text, SaysTheVerdictTheSumAndThenTheWorst) {
  const std::string text = shown(Format::Text, sample());
  EXPECT_EQ(text.rfind("GATE FAILED: 1 reason not to apply this plan as it is", 0), 0u);
  EXPECT_THAT(text, HasSubstr("11 changes: 1 non-recoverable without restore + 1 forward-only + 9 fully\n"
                              "reversible = 11 (8 of them change nothing)\n"));
  const std::size_t worst = text.find("== NON-RECOVERABLE WITHOUT RESTORE (1) ==");
  const std::size_t middle = text.find("== FORWARD-ONLY (1) ==");
  const std::size_t mild = text.find("== FULLY REVERSIBLE (1) ==");
  EXPECT_LT(worst, middle);
  EXPECT_LT(middle, mild);
  EXPECT_NE(mild, std::string::npos);
}

TEST(Text, TellsWhatIsLostWhyAndWhatToDoInstead) {
  EXPECT_THAT(shown(Format::Text, sample()), HasSubstr(R"(
# aws_db_instance.main would be destroyed, then created again, but the apply is
  refused
  why           storage_encrypted cannot be changed in place (false -> true).
  apply stops   The provider refuses the destroy while deletion_protection is
                on. [OW210]
                By then already destroyed: aws_db_parameter_group.main
  would happen  * The database and everything in it are deleted, and no final
                  snapshot is taken. [OW201]
                    skip_final_snapshot = true
                    storage_encrypted: false -> true
                    password: (sensitive "fp:1a2b") -> (sensitive "fp:3c4d")
                    allocated_storage: 9007199254740993 -> 1e2
                    arn: null -> (known only after apply)
                * The endpoint changes: clients must be pointed at the new one.
                  [OW301]
)"));
}

TEST(Text, ReadsWellAtEveryWidth) {
  for (int width : {60, 80, 120, 200, 1000}) {
    Options options;
    options.width = width;
    options.detail = Detail::Verbose;
    for (const std::string& line : lines_of(shown(Format::Text, sample(), options)))
      if (line.find("aws rds create-db-snapshot") == std::string::npos) {  // a command stays whole
        EXPECT_LE(display_width(line), static_cast<std::size_t>(std::min(width, 120))) << line;
      }
  }
}

TEST(Text, ColoursOnlyWhenAskedAndThenChangesNothingElse) {
  Options options;
  const std::string plain = shown(Format::Text, sample(), options);
  EXPECT_THAT(plain, Not(HasSubstr("\x1b")));
  options.color = true;
  std::string coloured = shown(Format::Text, sample(), options);
  EXPECT_THAT(coloured, HasSubstr("\x1b[1;31m"));
  for (std::size_t at; (at = coloured.find('\x1b')) != std::string::npos;)
    coloured.erase(at, coloured.find('m', at) - at + 1);
  EXPECT_EQ(coloured, plain);
}

TEST(Text, NoNameCanCommandATerminalOrARunner) {
  for (const std::string& name : kHostile)
    for (Detail detail : {Detail::Quiet, Detail::Normal, Detail::Verbose}) {
      Options options;
      options.detail = detail;
      const std::string text = shown(Format::Text, hostile(name), options);
      EXPECT_THAT(text, Not(HasSubstr("##[")));
      EXPECT_THAT(text, Not(HasSubstr("##vso[")));
      for (const std::string& line : lines_of(text)) {
        EXPECT_NE(
            line.compare(line.find_first_not_of(' ') == std::string::npos ? 0 : line.find_first_not_of(' '),
                         2, "::"),
            0)
            << line;
        for (unsigned char c : line) EXPECT_TRUE(c >= 0x20 && c != 0x7F) << line;
        for (std::size_t i = 0; i < line.size(); i += decode_utf8(line, i).bytes)
          EXPECT_FALSE(is_hidden(decode_utf8(line, i).value)) << line;
      }
    }
}

TEST(Text, LongNamesAreShortenedInTheMiddle) {
  const std::string text = shown(Format::Text, hostile(std::string(10000, 'n')));
  EXPECT_THAT(text, HasSubstr("more)..."));
  EXPECT_THAT(text, HasSubstr("aws_db_instance.main"));
}

TEST(Text, NeighboursThatSayTheSameShareOneText) {
  Assessment a = sample();
  AssessedChange second = a.changes[1];
  second.address = "aws_ebs_volume.logs";
  a.changes.insert(a.changes.begin() + 2, second);
  count(a, 0);
  EXPECT_THAT(shown(Format::Text, a), HasSubstr(R"(
# aws_ebs_volume.data will be updated in place
# aws_ebs_volume.logs will be updated in place
  Each of these 2:
  going back    * A volume cannot be made smaller again. [OW401]
)"));
}

TEST(Text, MildChangesTakeOneLineAndAreCountedBeyondTwenty) {
  const std::string text = shown(Format::Text, many(100));
  EXPECT_THAT(text, HasSubstr("and 30 more (--verbose shows them)"));
  EXPECT_THAT(text, Not(HasSubstr("OW490")));
  Options options;
  options.detail = Detail::Verbose;
  EXPECT_THAT(shown(Format::Text, many(100), options), HasSubstr("OW490"));
}

TEST(Text, QuietIsTheVerdictAndTheSum) {
  Options options;
  options.detail = Detail::Quiet;
  const std::string text = shown(Format::Text, sample(), options);
  EXPECT_THAT(text, HasSubstr("GATE FAILED"));
  EXPECT_THAT(text, HasSubstr("OW201"));
  EXPECT_THAT(text, HasSubstr("= 11"));
  EXPECT_THAT(text, Not(HasSubstr("==")));
}

TEST(Text, ASumThatDoesNotAddUpIsSaid) {
  Assessment a = sample();
  a.summary.changes = 12;
  Options options;
  options.width = 200;
  EXPECT_THAT(shown(Format::Text, a, options), HasSubstr("do NOT add up"));
}

TEST(Text, OneClassNeedsNoSum) {
  const auto line = [](std::uint64_t mild, std::uint64_t unchanged) {
    Summary s;
    s.changes = s.by_class[0] = mild;
    s.unchanged = unchanged;
    return accounting(s);
  };
  EXPECT_EQ(line(1, 0), "1 change: fully reversible");
  EXPECT_EQ(line(1, 1), "1 change: fully reversible (it changes nothing)");
  EXPECT_EQ(line(3, 1), "3 changes: all fully reversible (1 of them changes nothing)");
  EXPECT_EQ(line(3, 3), "3 changes: all fully reversible (none of them changes anything)");
}

TEST(Text, TheFooterNamesACodeThatTheReportShows) {
  Assessment a;
  AssessedChange c;
  c.address = "terraform_data.settings";
  c.actions.add("update");
  Effect e;
  e.code = "OW400";
  e.kind = EffectKind::UpdatedInPlace;
  c.effects.push_back(e);
  a.changes.push_back(c);
  EXPECT_THAT(shown(Format::Text, a), Not(HasSubstr("oneway explain")));
  Options options;
  options.detail = Detail::Verbose;
  EXPECT_THAT(shown(Format::Text, a, options), HasSubstr("oneway explain OW400"));
}

TEST(Text, AnEmptyPlanPasses) {
  EXPECT_EQ(shown(Format::Text, Assessment()), "GATE PASSED\n0 changes\n");
}

TEST(Text, DeletesComeInTheFirstKilobytes) {
  const std::string text = shown(Format::Text, many(2000));
  EXPECT_LT(text.find("would be destroyed"), 2000u);
}

}  // namespace
}  // namespace oneway::report::testing
