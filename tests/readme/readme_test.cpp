// The README's first command prints what the README says. `scripts/readme` writes it anew.
#include <gtest/gtest.h>

#include <sstream>

#include "support/line_diff.h"
#include "support/process.h"

namespace oneway::test {
namespace {

std::string between(const std::string& text, const std::string& from, const std::string& to) {
  const auto begin = text.find(from);
  if (begin == std::string::npos) return "";
  const auto start = begin + from.size();
  return text.substr(start, text.find(to, start) - start);
}

TEST(Readme, ShowsWhatItsFirstCommandPrints) {
  const std::string readme = read_file(std::string(ONEWAY_SOURCE_DIR) + "/README.md");
  const std::string arguments = between(readme, "scripts/run ", "\n");
  ASSERT_FALSE(arguments.empty());
  const Outcome outcome = run("oneway " + arguments, ONEWAY_SOURCE_DIR);
  EXPECT_EQ(outcome.exit, 1) << outcome.err;
  EXPECT_EQ(line_diff(between(readme, "```text\n", "```"), outcome.out), "")
      << "scripts/readme writes it anew";
}

TEST(Readme, NamesOnlyFormatsThatExist) {
  const std::string readme = read_file(std::string(ONEWAY_SOURCE_DIR) + "/README.md");
  const std::string plan = std::string(ONEWAY_SOURCE_DIR) + "/fixtures/plans/engine/create/plan.json";
  std::string formats = between(readme, "`--format text` (default), ", "; `--output");
  for (char& c : formats)
    if (c == '`' || c == ',') c = ' ';
  std::istringstream words(formats);
  int n = 0;
  for (std::string format; words >> format; ++n)
    EXPECT_EQ(run("oneway plan '" + plan + "' --format " + format, ONEWAY_SOURCE_DIR).exit, 0) << format;
  EXPECT_GE(n, 5);
}

}  // namespace
}  // namespace oneway::test
