// Markdown, SARIF, JUnit and the formats of GitHub and GitLab.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "report/printable.h"
#include "report/sample.h"
#include "support/schema.h"

namespace oneway::report::testing {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::Not;

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// A configuration in which one address is found.
std::function<std::optional<SourceLocation>(std::size_t, std::string_view)> at(const std::string& address,
                                                                               const SourceLocation& place) {
  return [=](std::size_t, std::string_view wanted) {
    return wanted == address ? std::optional(place) : std::nullopt;
  };
}

// The text outside code fences; fails when a fence stays open.
std::string outside_fences(const std::string& markdown) {
  std::string out, fence;
  for (const std::string& line : lines_of(markdown)) {
    const std::string run = line.substr(0, std::min(line.find_first_not_of('`'), line.size()));
    if (fence.empty() && run.size() >= 3)
      fence = run;
    else if (!fence.empty() && run.size() >= fence.size() && run.size() == line.size())
      fence.clear();
    else if (fence.empty())
      out += line + "\n";
  }
  EXPECT_EQ(fence, "");
  return out;
}

TEST(Markdown, SaysItInTheFirstLinesAndOpensTheRest) {
  const std::string text = shown(Format::Markdown, sample());
  EXPECT_EQ(text.rfind("### 🛑 oneway: Gate failed", 0), 0u);
  EXPECT_LT(text.find("| 🔴 | <code>aws&#95;db&#95;instance.main</code> | replace |"), 700u);
  EXPECT_THAT(text, HasSubstr("```hcl\nremoved {\n  from = aws_db_instance.main\n"));
  EXPECT_THAT(text, HasSubstr("```sh\naws rds create-db-snapshot --db-instance-identifier 'main'\n```\n"));
  EXPECT_LT(text.find("<details>"), text.find("**What happens**"));
}

TEST(Markdown, StaysWithinEveryBudgetAndSaysWhatIsLeftOut) {
  const Assessment large = many(2000), small = sample();
  for (std::size_t budget : {0, 10, 100, 400, 700, 1000, 2000, 5000, 20000, 65536, 1000000}) {
    Options options;
    options.max_bytes = budget;
    for (const Assessment* a : {&large, &small}) {
      const std::string text = shown(Format::Markdown, *a, options);
      EXPECT_LE(text.size(), budget);
      if (budget >= 1000) {
        EXPECT_THAT(text, HasSubstr("Gate failed"));
      }
    }
    if (budget >= 1000) {
      EXPECT_THAT(shown(Format::Markdown, large, options), HasSubstr("Left out for size:"));
    }
    outside_fences(shown(Format::Markdown, hostile(std::string(10000, '`')), options));
  }
  EXPECT_THAT(shown(Format::Markdown, small), Not(HasSubstr("Left out for size:")));
}

TEST(Markdown, FitsAfterTwentyThousandDeletes) {
  Assessment a = many(20000);
  for (AssessedChange& c : a.changes) {
    c.actions = Actions();
    c.actions.add("delete");
    a.gate.failures.push_back({"OW201", c.address, c.cls, c.effects[0].message});
    a.findings.push_back({"OW112", Severity::Error, c.effects[0].message, {c.address}, {}});
  }
  for (std::size_t budget : {65'536, 1'000'000}) {
    Options options;
    options.max_bytes = budget;
    const std::string text = shown(Format::Markdown, a, options);
    EXPECT_LE(text.size(), budget);
    EXPECT_GT(text.size(), budget * 8 / 10);
    EXPECT_THAT(text, HasSubstr("20001 reasons"));
    EXPECT_THAT(text, HasSubstr("| 🔴 | <code>module.stack&#91;&#34;100000&#34;&#93;"));
    EXPECT_THAT(text, HasSubstr("Left out for size:"));
  }
}

TEST(Markdown, NoNameBreaksOutOfTableFenceOrHtml) {
  const std::string honest = outside_fences(shown(Format::Markdown, hostile("plain")));
  for (const std::string& name : kHostile) {
    const std::string text = outside_fences(shown(Format::Markdown, hostile(name)));
    EXPECT_EQ(lines_of(text).size(), lines_of(honest).size()) << name;
    for (char c : {'|', '<', '`'})
      EXPECT_EQ(std::count(text.begin(), text.end(), c), std::count(honest.begin(), honest.end(), c)) << name;
    EXPECT_THAT(text, Not(HasSubstr("@")));
    EXPECT_THAT(text, Not(HasSubstr("![")));
    EXPECT_THAT(text, Not(HasSubstr("http://")));
  }
}

TEST(Sarif, HasWhatTheStandardAndTheUploadWant) {
  Options options;
  options.locate = at("aws_db_instance.main", {"./infra/my db.tf", 3, 1, 9, 2});
  options.text_of_code = [](std::string_view code) {
    return CodeText{"title of " + std::string(code), "why", "what to do"};
  };
  const json d = json::parse(shown(Format::Sarif, sample(), options));
  for (const std::string& wrong : violations(d, load_schema("tests/report/sarif.schema.json"), true))
    ADD_FAILURE() << wrong;
  const json& run = d["runs"][0];
  const json& first = run["results"][0];
  EXPECT_EQ(first["ruleId"], "OW201");
  EXPECT_EQ(first["level"], "error");
  EXPECT_EQ(first["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "infra/my%20db.tf");
  EXPECT_EQ(first["locations"][0]["logicalLocations"][0]["fullyQualifiedName"], "aws_db_instance.main");
  EXPECT_THAT(first["message"]["text"].get<std::string>(), HasSubstr("Do instead: Encrypt a copy"));
  for (const json& r : run["results"]) {
    EXPECT_EQ(run["tool"]["driver"]["rules"][r["ruleIndex"].get<std::size_t>()]["id"], r["ruleId"]);
    if (r["ruleId"] == "OW401") {
      EXPECT_EQ(r["suppressions"][0]["justification"], "growth agreed");
      EXPECT_FALSE(r["locations"][0].contains("physicalLocation"));
    }
  }
  EXPECT_EQ(run["tool"]["driver"]["rules"][0]["shortDescription"]["text"], "title of OW110");
  EXPECT_EQ(run["tool"]["driver"]["rules"][0]["help"]["text"], "what to do Run: oneway explain OW110");
}

TEST(Sarif, HoldsForHostileEmptyAndManyInputs) {
  const json schema = load_schema("tests/report/sarif.schema.json");
  for (const std::string& name : kHostile)
    EXPECT_TRUE(violations(json::parse(shown(Format::Sarif, hostile(name))), schema, true).empty());
  EXPECT_TRUE(violations(json::parse(shown(Format::Sarif, Assessment())), schema, true).empty());
  EXPECT_EQ(json::parse(shown(Format::Sarif, many(2000)))["runs"][0]["results"].size(),
            4002u);  // four codes of 1,000 replacements, a finding, the failure
}

TEST(Issues, AFailedGateAlwaysHasAnIssueThatFails) {
  Assessment a = sample();
  a.gate.failures = {{"OW850", "aws_vpc.main", RollbackClass::FullyReversible, "Limit of changes passed."}};
  EXPECT_THAT(shown(Format::Junit, a),
              HasSubstr("<failure type=\"OW850\" message=\"Limit of changes passed.\">"));
  EXPECT_THAT(shown(Format::Github, a), HasSubstr("::error title=OW850 aws_vpc.main::"));
  EXPECT_THAT(shown(Format::Gitlab, a), HasSubstr("\"blocker\""));
}

TEST(Junit, OneCaseAChangeAndOneFailureForTheGate) {
  const std::string text = shown(Format::Junit, sample());
  EXPECT_THAT(
      text, HasSubstr("<testsuites name=\"oneway\" tests=\"4\" failures=\"1\" errors=\"0\" skipped=\"1\">"));
  EXPECT_THAT(
      text,
      HasSubstr("<testcase classname=\"aws_db_instance\" name=\"aws_db_instance.main\">\n      <failure "));
  EXPECT_THAT(text, HasSubstr("<skipped message=\"acknowledged: growth agreed\"/>"));
}

// Well-formed as far as names could break it: tags nest, and no raw character stands where XML forbids it.
void expect_well_formed(const std::string& xml) {
  std::vector<std::string> open;
  for (std::size_t i = xml.find("?>") + 2; i < xml.size(); ++i) {
    const unsigned char c = static_cast<unsigned char>(xml[i]);
    ASSERT_TRUE(c >= 0x20 || c == '\n');
    if (c == '&') {
      ASSERT_NE(xml.find(';', i), std::string::npos);
    }
    if (c != '<') continue;
    const std::size_t end = xml.find('>', i);
    ASSERT_NE(end, std::string::npos);
    const std::string tag = xml.substr(i + 1, end - i - 1);
    ASSERT_EQ(std::count(tag.begin(), tag.end(), '"') % 2, 0) << tag;
    ASSERT_EQ(tag.find('<'), std::string::npos);
    if (tag[0] == '/') {
      ASSERT_FALSE(open.empty());
      EXPECT_EQ(tag.substr(1), open.back());
      open.pop_back();
    } else if (tag.back() != '/') {
      open.push_back(tag.substr(0, tag.find(' ')));
    }
    i = end;
  }
  EXPECT_TRUE(open.empty());
}

TEST(Junit, IsWellFormedForEveryInput) {
  for (const std::string& name : kHostile) {
    const std::string xml = shown(Format::Junit, hostile(name));
    expect_well_formed(xml);
    EXPECT_THAT(xml, Not(HasSubstr("]]>")));
  }
  expect_well_formed(shown(Format::Junit, Assessment()));
  expect_well_formed(shown(Format::Junit, many(2000)));
}

TEST(Github, WritesOneLineAnAnnotationAndEscapesTheRest) {
  Options options;
  options.locate = at("aws_db_instance.main", {"a,b:c%.tf", 3, 1, 9, 2});
  Assessment a = sample();
  a.changes[0].effects[0].message = "100 % gone";
  const std::vector<std::string> lines = lines_of(shown(Format::Github, a, options));
  EXPECT_EQ(lines[0],
            "::error file=a%2Cb%3Ac%25.tf,line=3,endLine=9,title=OW201 "
            "aws_db_instance.main::aws_db_instance.main would be "
            "destroyed, then created again, but the apply is refused.%0A100 %25 gone%0ADo instead: Encrypt a "
            "copy beside it and switch "
            "over; keep the "
            "old instance for the window.");
  EXPECT_THAT(lines.back(), HasSubstr("::error title=oneway::Gate failed"));
}

TEST(Github, NoNameWritesACommandOfItsOwn) {
  for (const std::string& name : kHostile)
    for (const std::string& line : lines_of(shown(Format::Github, hostile(name)))) {
      EXPECT_TRUE(line.starts_with("::error ") || line.starts_with("::warning ") ||
                  line.starts_with("::notice "))
          << line;
      const std::string properties = line.substr(line.find(' ') + 1, line.find("::", 2) - line.find(' ') - 1);
      EXPECT_TRUE(properties.starts_with("title=")) << line;  // one property: a comma would begin another
      EXPECT_EQ(properties.find(','), std::string::npos) << line;
    }
}

TEST(Github, WritesNoMoreThanTheRunnerShowsAndCountsTheRest) {
  const std::vector<std::string> lines = lines_of(shown(Format::Github, many(2000)));
  EXPECT_LE(lines.size(), 31u);
  EXPECT_THAT(lines.back(), HasSubstr("more warnings"));
}

TEST(Gitlab, CodeQualityHasUniqueFingerprintsAndAPath) {
  for (const Assessment& a : {sample(), many(2000), hostile(kHostile[3])}) {
    std::set<std::string> seen;
    for (const json& issue : json::parse(shown(Format::Gitlab, a))) {
      EXPECT_TRUE(seen.insert(issue["fingerprint"]).second) << issue;
      EXPECT_NE(issue["location"]["path"], "");
      EXPECT_THAT((std::vector<std::string>{"info", "minor", "major", "critical", "blocker"}),
                  ::testing::Contains(issue["severity"].get<std::string>()));
    }
    EXPECT_FALSE(seen.empty());
  }
  EXPECT_EQ(json::parse(shown(Format::Gitlab, Assessment())), json::array());
}

TEST(Gitlab, TerraformReportCountsAReplacementOnBothSides) {
  EXPECT_EQ(json::parse(shown(Format::GitlabTerraform, sample())),
            json::parse(R"({"create":1,"update":2,"delete":1})"));
}

TEST(Formats, AWarningOfThePolicyIsSeenInEachAndFailsNone) {
  Assessment a = sample();
  a.gate.passed = true;
  a.gate.failures.clear();
  a.gate.warnings = {
      {"OW201", "aws_db_instance.main", RollbackClass::NonRecoverable, "The database is deleted."},
      {"OW823", "", RollbackClass::FullyReversible, "More than five at once."}};
  for (Format f : all_formats()) {
    if (f == Format::GitlabTerraform) continue;  // three numbers, no more
    const std::string text = shown(f, a);
    EXPECT_THAT(text, HasSubstr("More than five at once")) << id(f);
    EXPECT_THAT(text, HasSubstr("warn")) << id(f);
    EXPECT_THAT(text, Not(HasSubstr("::error"))) << id(f);
    EXPECT_THAT(text, Not(HasSubstr("<failure"))) << id(f);
    EXPECT_THAT(text, Not(HasSubstr("blocker"))) << id(f);
  }
}

TEST(Formats, EveryIdReadsBackAndEveryFormatIsDeterministic) {
  EXPECT_EQ(all_formats().size(), 10u);
  EXPECT_EQ(format_from_id("xml"), std::nullopt);
  for (Format f : all_formats()) {
    EXPECT_EQ(format_from_id(id(f)), f);
    EXPECT_EQ(shown(f, sample()), shown(f, sample()));
    EXPECT_FALSE(shown(f, Assessment()).empty()) << id(f);
    shown(f, hostile(std::string(10000, 'x')));
  }
}

}  // namespace
}  // namespace oneway::report::testing
