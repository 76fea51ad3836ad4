// What the completions offer, asked of the shells themselves.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "support/process.h"

namespace oneway::packages {
namespace {

using test::Outcome;
using test::run;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Not;

const std::string kPapers = ONEWAY_BUILD_DIR "/generated/papers/";

bool here(const std::string& program) {
  return run("command -v " + program, "/").exit == 0;
}

std::vector<std::string> words(const std::string& text) {
  std::istringstream stream(text);
  return {std::istream_iterator<std::string>(stream), {}};
}

// What bash offers when `line` is typed; its last word is the one under the cursor.
std::vector<std::string> bash(const std::string& line) {
  const test::TemporaryFolder folder;
  test::write_file(
      folder.path() / "ask",
      "source " + kPapers + "oneway.bash\nCOMP_WORDS=(" + line +
          ")\nCOMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n_oneway\nprintf '%s\\n' \"${COMPREPLY[@]}\"\n");
  const Outcome outcome = run("bash ask", folder.path());
  EXPECT_EQ(outcome.exit, 0) << outcome.err;
  return words(outcome.out);
}

TEST(Completion, OfBash) {
  EXPECT_THAT(bash("oneway re"), ElementsAre("repair", "restore", "release"));
  EXPECT_THAT(bash("oneway rules ''"), ElementsAre("check", "list"));
  EXPECT_THAT(bash("oneway plan --fail"), ElementsAre("--fail-on"));
  EXPECT_THAT(bash("oneway plan --fail-on for"), ElementsAre("forward-only"));
  EXPECT_THAT(bash("oneway plan --quiet --format ht"), ElementsAre("html"));
  EXPECT_THAT(bash("oneway plan -f js"), ElementsAre("json"));
  EXPECT_THAT(bash("oneway rules list --ver"), ElementsAre("--verbose"));
  EXPECT_THAT(bash("oneway plan ''"), ElementsAre()) << "bash itself offers files";
  EXPECT_THAT(bash("oneway --color al"), ElementsAre("always"));
}

TEST(Completion, HidesWhatHelpHides) {
  EXPECT_THAT(bash("oneway ''"), Not(Contains("completion")));
  EXPECT_THAT(bash("oneway ''"), Not(Contains("manual")));
}

// What fish offers for a line, without the descriptions.
std::vector<std::string> fish(const std::string& line) {
  const Outcome outcome = run("fish --no-config -c 'source " + kPapers + "oneway.fish; complete -C \"" +
                                  line + "\" | string replace -r \"\\t.*\" \"\"'",
                              "/");
  EXPECT_EQ(outcome.exit, 0) << outcome.err;
  return words(outcome.out);
}

TEST(Completion, OfFish) {
  if (!here("fish")) GTEST_SKIP() << "no fish on PATH";
  EXPECT_THAT(fish("oneway rep"), ElementsAre("repair"));
  EXPECT_THAT(fish("oneway rules c"), ElementsAre("check"));
  EXPECT_THAT(fish("oneway plan --format ht"), ElementsAre("html"));
  EXPECT_THAT(fish("oneway plan --fail"), ElementsAre("--fail-on"));
}

TEST(Completion, OfZsh) {
  if (!here("zsh")) GTEST_SKIP() << "no zsh on PATH";
  const Outcome syntax = run("zsh -n " + kPapers + "_oneway", "/");
  EXPECT_EQ(syntax.exit, 0) << syntax.err;
  // Stands in for the parts of zsh's completion that a script without a terminal cannot have.
  const test::TemporaryFolder folder;
  test::write_file(folder.path() / "ask",
                   "_describe() { print -l -- ${entries%%:*} }\n_files() { print files }\n"
                   "compadd() { shift; print -l -- $@ }\nwords=(\"$@\")\nCURRENT=$#\nsource " +
                       kPapers + "_oneway\n");
  const auto zsh = [&](const std::string& line) {
    return words(run("zsh -f ask " + line, folder.path()).out);
  };
  EXPECT_THAT(zsh("oneway ''"), Contains("restore"));
  EXPECT_THAT(zsh("oneway rules ''"), Contains("check"));
  EXPECT_THAT(zsh("oneway rules ''"), Not(Contains("restore")));
  EXPECT_THAT(zsh("oneway plan --fail-on ''"), Contains("forward-only"));
  EXPECT_THAT(zsh("oneway plan --config ''"), ElementsAre("files"));
  EXPECT_THAT(zsh("oneway plan --"), Contains("--policy-floor"));
}

}  // namespace
}  // namespace oneway::packages
