// How often public plans get each finding about their surfaces: a warning that everybody gets is read by
// nobody.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <map>
#include <set>

#include "assess/plan/plan_assessor.h"
#include "ingest/input.h"

namespace oneway::test {
namespace {

namespace fs = std::filesystem;

constexpr double kMostWarned = 0.05;  // share of the plans that may get one and the same code

TEST(Noise, FewPublicPlansGetOneAndTheSameFinding) {
  const char* corpus = std::getenv("ONEWAY_CORPUS");
  if (!corpus) GTEST_SKIP() << "ONEWAY_CORPUS is not set";
  InputOptions options;
  options.engine = "none";
  std::map<std::string, int> plans_with;
  int plans = 0;
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(corpus) / "corpus/plans")) {
    if (!entry.is_regular_file()) continue;
    PlanAssessor assessor(Catalog::builtin());
    try {
      const auto inputs =
          read_plans(entry.path(), options, [&](std::size_t) -> PlanVisitor& { return assessor.begin(); });
      std::set<std::string> codes;
      for (const Finding& f : assessor.finish(inputs).findings)
        if (f.code.starts_with("OW7")) codes.insert(f.code);
      for (const std::string& code : codes) ++plans_with[code];
      ++plans;
    } catch (const InputError&) {
      continue;  // tests/ingest counts these
    }
  }
  ASSERT_GT(plans, 100);
  for (const auto& [code, n] : plans_with) {
    RecordProperty(code, n);
    EXPECT_LE(n, plans * kMostWarned) << code << " is said of " << n << " of " << plans << " plans";
  }
}

}  // namespace
}  // namespace oneway::test
