#include <gtest/gtest.h>

#include "report/json_writer.h"
#include "report/sample.h"
#include "support/schema.h"

namespace oneway::report::testing {
namespace {

using nlohmann::json;

json valid(const std::string& text) {
  static const json schema = load_schema("analyzer/report/assessment.schema.json");
  const json document = json::parse(text);
  for (const std::string& wrong : violations(document, schema, true)) ADD_FAILURE() << wrong;
  return document;
}

TEST(Json, HoldsTheContract) {
  const json d = valid(shown(Format::Json, sample()));
  EXPECT_EQ(d["format_version"], "1.0");
  EXPECT_EQ(d["summary"]["changes"], 11);
  EXPECT_EQ(d["summary"]["by_class"]["non-recoverable-without-restore"], 1);
  EXPECT_EQ(d["summary"]["by_class"]["fully-reversible"], 9);
  EXPECT_EQ(d["summary"]["worst"], "non-recoverable-without-restore");
  EXPECT_EQ(d["gate"]["passed"], false);
  EXPECT_EQ(d["gate"]["failures"][0]["class"], "non-recoverable-without-restore");
  const json& c = d["changes"][0];
  EXPECT_EQ(c["actions"], json({"delete", "create"}));
  EXPECT_EQ(c["window"]["for"], "7 days");
  EXPECT_EQ(c["window"]["seconds"], 604800);
  EXPECT_EQ(c["effects"][0]["kind"], "data-lost");
  EXPECT_EQ(c["effects"][2]["transition"], "revert");
  EXPECT_EQ(c["revert"]["needs"][0], "a snapshot taken before the apply");
  EXPECT_EQ(c["repairs"][0]["pattern"], "restore-from-backup");
  EXPECT_TRUE(c["deposed"].is_null());
  EXPECT_TRUE(d["changes"][1]["window"].is_null());
}

TEST(Json, KeepsTheExactTextOfNumbersAndTellsNullFromAbsent) {
  const std::string text = shown(Format::Json, sample());
  EXPECT_NE(text.find("\"before\": 9007199254740993,"), std::string::npos);
  EXPECT_NE(text.find("\"after\": 1e2,"), std::string::npos);
  const json evidence = json::parse(text)["changes"][0]["effects"][0]["evidence"];
  EXPECT_FALSE(evidence[0].contains("after"));
  EXPECT_TRUE(evidence[4]["before"].is_null());
  EXPECT_EQ(evidence[4]["unknown"], true);
  EXPECT_EQ(evidence[2]["hidden"], true);
}

TEST(Json, HostileTextsStayTextsAndNothingInvisibleIsWritten) {
  for (const std::string& name : kHostile) {
    const std::string text = shown(Format::Json, hostile(name));
    const json d = valid(text);
    if (name.find('\xFF') == std::string::npos) {
      EXPECT_EQ(d["changes"][0]["why_replaced"], name);
      EXPECT_EQ(d["changes"][0]["effects"][0]["evidence"][0]["before"], name);
    }
    EXPECT_EQ(text.find('\x1b'), std::string::npos);
    EXPECT_EQ(text.find("\xE2\x80\xAE"), std::string::npos);
  }
}

TEST(Json, EmptyAndLargeAssessmentsAreValid) {
  EXPECT_EQ(valid(shown(Format::Json, Assessment()))["changes"], json::array());
  EXPECT_EQ(valid(shown(Format::Json, many(2000)))["changes"].size(), 2000u);
}

TEST(Json, NdjsonIsTheSameDocumentOnOneLine) {
  for (const Assessment& a : {sample(), hostile("line\nbreak"), Assessment()}) {
    const std::string line = shown(Format::Ndjson, a);
    EXPECT_EQ(std::count(line.begin(), line.end(), '\n'), 1);
    EXPECT_EQ(line.back(), '\n');
    EXPECT_EQ(json::parse(line), json::parse(shown(Format::Json, a)));
  }
}

TEST(Json, ShowsTheSourceWhenItIsKnown) {
  Options options;
  options.locate = [](std::size_t, std::string_view address) -> std::optional<SourceLocation> {
    if (address != "aws_db_instance.main") return std::nullopt;
    return SourceLocation{"main.tf", 3, 1, 9, 2};
  };
  const json d = valid(shown(Format::Json, sample(), options));
  EXPECT_EQ(d["changes"][0]["location"]["first_line"], 3);
  EXPECT_FALSE(d["changes"][1].contains("location"));
}

TEST(JsonText, TellsJsonFromOtherText) {
  for (const char* good : {"0", "-1.5e+10", "\"a\\u00e9\\n\"", "[]", "{}", "[1,[2,{\"a\":[]}],null]",
                           " {\"a\" : true } ", "123456789012345678901234567890"})
    EXPECT_TRUE(is_json(good)) << good;
  for (const char* bad :
       {"",   " ",  "01", "1 2", "{",  "[1,]", "{\"a\"}", "{\"a\":1,}", "nul",   "\"a",        "\"\\x\"",
        "+1", "1.", "]",  "[}",  "{]", ",",    "fp:1a2b", "\"a\nb\"",   "{1:2}", "\"\\u12g4\""})
    EXPECT_FALSE(is_json(bad)) << bad;
  EXPECT_TRUE(is_json(std::string(100000, '[') + std::string(100000, ']')));
  EXPECT_FALSE(is_json(std::string(100000, '[')));
}

}  // namespace
}  // namespace oneway::report::testing
