// The plans of the cases that name a fixture are what the engine makes; scripts/fixtures writes them.
#include <gtest/gtest.h>

#include "cases.h"
#include "simcloud/driver.h"
#include "simcloud/golden.h"
#include "support/parallel.h"

namespace oracle {
namespace {
namespace fs = std::filesystem;

struct Captured {
  Case of;
  std::string plan, trouble;
};

Captured capture(const Case& c) {
  Captured out{c, "", ""};
  simcloud::Scenario s(c.providers);
  if (!s.converge(c.v1)) out.trouble = s.last().err;
  s.write(c.v2);
  if (!s.plan(c.options).ok()) out.trouble = s.last().err;
  out.plan = s.plan_text();
  return out;
}

TEST(Fixtures, ArePlansThatTheEngineMakes) {
  ONEWAY_NEEDS_ENGINE();
  std::vector<Case> cases;
  for (const std::string folder : {"pairs", "stops"})
    for (const Case& c : load_cases(folder))
      if (!c.fixture.empty()) cases.push_back(c);
  for (const Captured& captured : oneway::test::run_all<Captured>(cases, capture)) {
    ASSERT_EQ(captured.trouble, "") << captured.of.name;
    const fs::path folder = fs::path("plans/simcloud") / captured.of.fixture;
    simcloud::keep_or_compare(folder / "plan.json", captured.plan);
    if (!simcloud::capturing()) continue;
    const fs::path kept = fs::path(ONEWAY_SOURCE_DIR) / "fixtures" / folder;
    oneway::test::write_file(kept / "before.tf", captured.of.v1);
    oneway::test::write_file(kept / "after.tf", captured.of.v2);
  }
}

}  // namespace
}  // namespace oracle
