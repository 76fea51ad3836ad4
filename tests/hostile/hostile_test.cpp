// Damaged and hostile plans through the whole library, in one process: each gives an InputError or an honest
// report. The sanitizer build is where this test earns its keep.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <random>
#include <vector>

#include "assess/plan/plan_assessor.h"
#include "catalog/catalog.h"
#include "ingest/input.h"
#include "model/error.h"
#include "support/process.h"

namespace oneway::test {
namespace {
namespace fs = std::filesystem;

// The number of changes reported, or nothing if the input was refused. Everything else is a failure of the
// test.
std::optional<std::uint64_t> judge(const std::string& bytes) {
  static const TemporaryFolder folder;
  const fs::path file = folder.path() / "plan.json";
  write_file(file, bytes);
  InputOptions options;
  options.engine = "none";
  try {
    PlanAssessor assessor(Catalog::builtin(), {});
    auto inputs =
        read_plans(file.string(), options, [&](std::size_t) -> PlanVisitor& { return assessor.begin(); });
    const Assessment a = assessor.finish(std::move(inputs));
    std::uint64_t classed = 0;
    for (const std::uint64_t n : a.summary.by_class) classed += n;
    EXPECT_EQ(classed, a.summary.changes);
    return a.summary.changes;
  } catch (const InputError& e) {
    EXPECT_STRNE(e.what(), "");
    return std::nullopt;
  }
}

std::vector<fs::path> plans_below(const fs::path& root, std::uintmax_t largest) {
  std::vector<fs::path> files;
  if (!fs::exists(root)) return files;
  for (const auto& entry : fs::recursive_directory_iterator(root))
    if (entry.is_regular_file() && entry.path().filename().string().find("plan") != std::string::npos &&
        entry.file_size() <= largest)
      files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

// Our fixtures, and the public samples where they are.
std::vector<fs::path> samples() {
  std::vector<fs::path> files = plans_below(fs::path(ONEWAY_SOURCE_DIR) / "fixtures", 30'000);
  if (const char* corpus = std::getenv("ONEWAY_CORPUS"))
    for (const char* folder : {"samples", "samples-hand-made"})
      for (const fs::path& file : plans_below(fs::path(corpus) / folder, 30'000)) files.push_back(file);
  return files;
}

TEST(Hostile, APlanCutShortIsNeverReportedAsWhole) {
  for (const fs::path& file : samples()) {
    const std::string whole = read_file(file);
    const bool one_document =
        whole.starts_with("{\"format_version\"") || whole.starts_with("{\n \"format_version\"");
    for (std::size_t size = 0; size < whole.size(); size += 97) {
      const auto changes = judge(whole.substr(0, size));
      // Only the white space after the last brace may be missing.
      if (one_document && size <= whole.find_last_of('}')) {
        EXPECT_EQ(changes, std::nullopt) << file << " cut at " << size;
      }
    }
  }
}

TEST(Hostile, FlippedBytesAreRefusedOrJudged) {
  std::mt19937 random(1);
  for (const fs::path& file : samples()) {
    const std::string whole = read_file(file);
    if (whole.empty()) continue;
    for (int i = 0; i < 40; ++i) {
      std::string damaged = whole;
      damaged[random() % damaged.size()] ^= static_cast<char>(1 + random() % 255);
      judge(damaged);
    }
  }
}

std::string plan_with(const std::string& change) {
  return R"({"format_version":"1.2","terraform_version":"1.11.4","planned_values":{"root_module":{}},)"
         R"("resource_changes":[{"address":"aws_instance.a","mode":"managed","type":"aws_instance","name":"a",)"
         R"("provider_name":"registry.terraform.io/hashicorp/aws","change":)" +
         change +
         R"(}],"configuration":{"root_module":{}},"applyable":true,"complete":true,"errored":false})";
}

std::string replaced(const std::string& before, const std::string& after) {
  return plan_with(R"({"actions":["update"],"before":{"ami":)" + before + R"(},"after":{"ami":)" + after +
                   R"(},"after_unknown":{},"before_sensitive":{},"after_sensitive":{}})");
}

TEST(Hostile, DepthIsBounded) {
  for (const std::size_t depth : {100u, 511u, 600u, 100'000u}) {
    const std::string deep = std::string(depth, '[') + std::string(depth, ']');
    const auto changes = judge(replaced(deep, "1"));
    if (depth <= 100) {
      EXPECT_EQ(changes, 1u);
    }
    if (depth >= 600) {
      EXPECT_EQ(changes, std::nullopt) << depth;
    }
  }
}

TEST(Hostile, NumbersOfAnyLengthAreJudged) {
  EXPECT_EQ(judge(replaced(std::string(100'000, '9'), std::string(100'000, '8'))), 1u);
  EXPECT_EQ(judge(replaced("1e999999999999999999999", "-1e-999999999999999999999")), 1u);
  EXPECT_EQ(judge(replaced("01", "1")), std::nullopt);
  EXPECT_EQ(judge(replaced("NaN", "1")), std::nullopt);
}

TEST(Hostile, MembersOfTheWrongKindAreRefusedOrJudged) {
  for (const char* change : {"null", "[]", "{}", "1", "\"x\"", R"({"actions":null})", R"({"actions":[]})",
                             R"({"actions":[1]})", R"({"actions":["delete"],"before":7,"after":null})",
                             R"({"actions":["update"],"before":[],"after":"x","replace_paths":{"a":1}})",
                             R"({"actions":["update"],"before":{},"after":{},"after_unknown":"yes"})"})
    judge(plan_with(change));
}

TEST(Hostile, ControlCharactersInNamesDoNotReachTheTerminal) {
  const TemporaryFolder folder;
  std::string plan = replaced("\"\\u001b[2J\\u0007\"", "\"\\u009b31m\\u202e\"");
  const std::string name = "\"address\":\"aws_instance.a\"";
  plan.replace(plan.find(name), name.size(),
               "\"address\":\"aws_instance.a[\\\"\\u001b]0;x\\u0007\\r\\n::error::x\\\"]\"");
  write_file(folder.path() / "plan.json", plan);
  for (const char* format : {"text", "markdown", "github", "html", "junit"}) {
    const Outcome outcome =
        run(std::string("oneway plan plan.json --verbose --format ") + format, folder.path());
    EXPECT_EQ(outcome.exit, 0) << outcome.err;
    EXPECT_EQ(outcome.out.find('\x1b'), std::string::npos) << format;
    EXPECT_EQ(outcome.out.find('\x07'), std::string::npos) << format;
    EXPECT_EQ(outcome.out.find("\n::error::x"), std::string::npos) << format;
  }
}

}  // namespace
}  // namespace oneway::test
