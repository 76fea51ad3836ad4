// Every command in README.md and docs/ does and prints what the page says. `scripts/docs` writes the outputs
// anew.
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <regex>
#include <set>

#include "docs/page.h"
#include "support/line_diff.h"
#include "support/process.h"

namespace oneway::docs {
namespace {

namespace fs = std::filesystem;
using test::Outcome;
using test::read_file;
using test::run;
using test::TemporaryFolder;

const fs::path kRoot = ONEWAY_SOURCE_DIR;

// Commands that no test of this file runs, and who does.
const std::map<std::string, std::string> kElsewhere = {
    {"scripts/test", "CI runs it: .ci/run"},
    {"terraform plan -out=plan.tfplan", "docs/start.md"},
    {"terraform show -json plan.tfplan | oneway plan -", "docs/start.md"},
    {"scripts/test --sanitize", "CI runs it: .ci/run"},
    {"scripts/lint", "checks the form of the code"},
    {"scripts/bench", "measures the machine"},
    {"scripts/docs", "this test with ONEWAY_BLESS=1"},
    {"scripts/build build papers", "a target that tests/packages needs"},
    {"cpack --config build/CPackConfig.cmake -B build", "tests/packages"},
    {"sudo apt-get install ./build/oneway_*.deb", "tests/packages unpacks it and runs what is in it"},
    {"docker build -t oneway .", "tests/packages checks the file; it needs a docker daemon"},
    {"docker run --rm -i oneway plan - < plan.json", "needs a docker daemon"},
};

bool blessing() {
  const char* set = std::getenv("ONEWAY_BLESS");
  return set && *set;
}

// A folder that looks like a fresh clone, and can be written to.
void look_like_a_clone(const fs::path& folder) {
  static const std::set<std::string> kLeftOut = {".git", "build", "out"};
  for (const auto& entry : fs::directory_iterator(kRoot)) {
    const std::string name = entry.path().filename();
    if (!kLeftOut.contains(name) && !name.starts_with("build-")) fs::create_symlink(entry, folder / name);
  }
}

std::string as_built(const std::string& command) {
  static const std::regex kRun("(^|\n)scripts/run ");
  return std::regex_replace(command, kRun, "$1oneway ");
}

Outcome in_order(const std::string& command, const fs::path& folder) {
  if (as_built("\n" + command).find("\nscripts/") != std::string::npos)
    return {1, "this would build or test the project from within its tests: mark the block `sh elsewhere`\n",
            ""};
  return run("exec 2>&1; set -e\n" + as_built(command), folder,
             {{"CHECKPOINT_DISABLE", "1"}, {"TF_IN_AUTOMATION", "1"}, {"TF_CLI_CONFIG_FILE", "/dev/null"}});
}

class Page : public testing::TestWithParam<std::string> {};

TEST_P(Page, DoesWhatItSays) {
  const fs::path file = kRoot / GetParam();
  const std::string page = read_file(file);
  const TemporaryFolder folder;
  look_like_a_clone(folder.path());
  std::vector<std::pair<Step, std::string>> outputs;
  std::string printed, left_out;
  for (const Step& step : steps_of(page)) {
    const std::string where = GetParam() + ":" + std::to_string(step.line);
    switch (step.kind) {
      case Step::Kind::File:
        fs::create_directories((folder.path() / step.word).parent_path());
        test::write_file(folder.path() / step.word, step.text);
        break;
      case Step::Kind::Run: {
        if (!step.needs.empty() && run("command -v " + step.needs, folder.path()).exit != 0)
          left_out = where + ": no " + step.needs + " on PATH, the rest of the page is not tried";
        if (!left_out.empty()) break;
        const Outcome outcome = in_order(step.text, folder.path());
        EXPECT_EQ(outcome.exit, step.exit) << where << ":\n" << step.text << "printed\n" << outcome.out;
        printed = outcome.out;
        break;
      }
      case Step::Kind::Elsewhere: {
        std::istringstream lines(step.text);
        for (std::string line; std::getline(lines, line);)
          EXPECT_TRUE(kElsewhere.contains(line)) << where << ": nothing tests `" << line << "`";
        break;
      }
      case Step::Kind::Made:
        printed = in_order(step.word + "\n", folder.path()).out;
        [[fallthrough]];
      case Step::Kind::Output:
        outputs.emplace_back(step, printed);
        if (!blessing())
          EXPECT_EQ(test::line_diff(step.text, printed), "") << where << ": scripts/docs writes it anew";
        break;
    }
    if (!left_out.empty()) break;
  }
  if (blessing() && !HasFailure()) test::write_file(file, with_outputs(page, outputs));
  if (!left_out.empty() && !HasFailure()) GTEST_SKIP() << left_out;
}

std::string test_name(const testing::TestParamInfo<std::string>& info) {
  std::string name = info.param;
  for (char& c : name)
    if (!std::isalnum(static_cast<unsigned char>(c))) c = '_';
  return name;
}

INSTANTIATE_TEST_SUITE_P(Docs, Page, testing::ValuesIn(all_pages()), test_name);

std::vector<std::string> matches(const std::string& text, const char* pattern) {
  const std::regex expression(pattern);
  std::vector<std::string> found;
  for (std::sregex_iterator it(text.begin(), text.end(), expression), end; it != end; ++it)
    found.push_back((*it)[1]);
  return found;
}

TEST(Docs, LinksLeadSomewhere) {
  for (const std::string& name : all_pages()) {
    const fs::path file = kRoot / name;
    for (const std::string& link : matches(prose_of(read_file(file)), "\\]\\(([^)#]+)[^)]*\\)"))
      if (!link.starts_with("https://"))
        EXPECT_TRUE(fs::exists(file.parent_path() / link)) << name << ": " << link;
  }
}

TEST(Docs, EveryPageIsInTheTableOfContents) {
  const std::string contents = read_file(kRoot / "docs/README.md");
  for (const std::string& name : all_pages())
    if (name.starts_with("docs/") && name != "docs/README.md")
      EXPECT_NE(contents.find("(" + name.substr(5) + ")"), std::string::npos) << name;
}

TEST(Docs, NameOnlyOptionsThatExist) {
  const std::string manual = run("oneway manual markdown", kRoot).out;
  const auto list = matches(manual, "(--[a-z][a-z-]*)");
  const std::set<std::string> known(list.begin(), list.end());
  ASSERT_GT(known.size(), 30u);
  for (const std::string& name : all_pages())
    for (const std::string& option : matches(prose_of(read_file(kRoot / name)), "`(--[a-z][a-z-]*)"))
      EXPECT_TRUE(known.contains(option)) << name << ": " << option;
}

TEST(Docs, NameOnlyCodesThatExist) {
  std::set<std::string> codes;
  for (const std::string& name : all_pages())
    for (const std::string& code : matches(read_file(kRoot / name), "\\b(OW[0-9]{3})\\b")) codes.insert(code);
  ASSERT_GT(codes.size(), 5u);
  std::string words;
  for (const std::string& code : codes) words += " " + code;
  const Outcome outcome = run("oneway explain" + words, kRoot);
  EXPECT_EQ(outcome.exit, 0) << outcome.err;
}

TEST(Docs, EverySurfaceHasAFixtureAndASection) {
  std::set<std::string> fixtures;
  for (const auto& entry : fs::directory_iterator(kRoot / "fixtures/surfaces"))
    fixtures.insert(entry.path().filename().string());
  const auto list = matches(read_file(kRoot / "docs/surfaces.md"), "\n### ([a-z-]+)");
  EXPECT_EQ(std::set<std::string>(list.begin(), list.end()), fixtures);
  EXPECT_EQ(list.size(), fixtures.size());
}

TEST(Docs, TheReadmeListsEveryFormat) {
  const std::string readme = read_file(kRoot / "README.md");
  const auto list = matches(run("oneway plan --help", kRoot).out, "What standard output gets: ([^(]+)");
  ASSERT_EQ(list.size(), 1u);
  for (const std::string& format : matches(list[0], "([a-z-]+)"))
    EXPECT_NE(readme.find("`" + format + "`"), std::string::npos) << format;
}

}  // namespace
}  // namespace oneway::docs
