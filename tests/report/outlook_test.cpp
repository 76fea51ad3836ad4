// What each report says about going back: the declaration, the windows, what to do if it goes wrong, and
// every question.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "report/sample.h"

namespace oneway::report::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string shown(Format format, const Assessment& a, Detail detail = Detail::Normal) {
  Options options;
  options.detail = detail;
  options.width = 200;
  std::ostringstream out;
  write(format, a, options, out);
  return out.str();
}

TEST(Outlook, IsSaidInEveryReportForPeople) {
  for (Format format : {Format::Text, Format::Markdown, Format::Html}) {
    const std::string report = shown(format, sample());
    for (const char* said : {"CHG-1", "the dba",                                            // declared
                             "7 days from apply", "restore to a moment before the change",  // window
                             "Restore from a backup", "only the copy has them", "restore",  // to do
                             "changes no object",                                           // and not
                             "Is data destroyed?", "Can apply stop half-way?"})
      EXPECT_THAT(report, HasSubstr(said)) << id(format);
  }
  const std::string text = shown(Format::Text, sample());
  EXPECT_THAT(text, HasSubstr("yes      Is data destroyed?\n           because of aws_db_instance.main"));
  EXPECT_THAT(text, HasSubstr("unknown  Is there IAM to propagate?"));
  EXPECT_THAT(text, HasSubstr("no       Can apply stop half-way?"));
}

TEST(Outlook, SaysThatAPlanContradictsItsDeclaration) {
  Assessment a = sample();
  a.declared->holds = false;
  EXPECT_THAT(shown(Format::Text, a), HasSubstr("The plan contradicts it"));
  EXPECT_THAT(shown(Format::Markdown, a), HasSubstr("Contradicted declaration"));
  EXPECT_THAT(shown(Format::Html, a), HasSubstr("The plan contradicts it"));
}

TEST(Outlook, OfAMildClassIsOneLineUnlessMoreIsAskedFor) {
  Assessment a = sample();
  a.recommendations = {{RollbackClass::FullyReversible,
                        {{"revert-configuration", "Set it back", "it is safe", 30, {"a.b", "a.c"}}},
                        {{"roll-forward", "not needed"}}}};
  EXPECT_THAT(shown(Format::Text, a), HasSubstr("for a.b, a.c and 28 more"));
  EXPECT_THAT(shown(Format::Text, a), Not(HasSubstr("not needed")));
  EXPECT_THAT(shown(Format::Text, a, Detail::Verbose), HasSubstr("not needed"));
}

TEST(Outlook, OfJsonHoldsTheWindowsOfTheChangeAndOfThePlan) {
  const auto json = nlohmann::json::parse(shown(Format::Json, sample()));
  const auto& window = json["changes"][0]["windows"][0];
  EXPECT_EQ(window, json["changes"][0]["window"]);
  EXPECT_EQ(window, json["windows"][0]["window"]);
  EXPECT_EQ(window["opens"], "at apply");
  EXPECT_EQ(window["closes"], "7 days after apply");
  EXPECT_EQ(window["seconds"], 604800);
  EXPECT_EQ(window["closed_earlier_by"], "the first write to the new instance");
  EXPECT_EQ(json["windows"][0]["part"], nullptr);
  EXPECT_EQ(json["changes"][1]["window"], nullptr);
  EXPECT_EQ(json["declared"]["answers"][0]["field"], "rollbackMethod");
  Assessment undeclared = sample();
  undeclared.declared.reset();
  EXPECT_EQ(nlohmann::json::parse(shown(Format::Json, undeclared))["declared"], nullptr);
}

}  // namespace
}  // namespace oneway::report::testing
