// Writes the plans of the cases that name a fixture: scripts/fixtures runs it with ONEWAY_CAPTURE=FOLDER, so
// that the unit tests need no engine. Without the variable it checks that the committed plans are still what
// the engine makes.
#include <gtest/gtest.h>

#include <regex>

#include "cases.h"
#include "simcloud/driver.h"
#include "support/parallel.h"

namespace oracle {
namespace {
namespace fs = std::filesystem;

// The engine's own order of keys, one fixed moment for the time; ids are the same in every run.
std::string normalised(const std::string& plan) {
  std::string text = nlohmann::ordered_json::parse(plan).dump(1) + "\n";
  return std::regex_replace(text, std::regex(R"("timestamp": "[^"]*")"),
                            R"("timestamp": "2026-01-01T00:00:00Z")");
}

// Another engine version writes other documents.
std::string version(const std::string& plan) {
  std::smatch found;
  return std::regex_search(plan, found, std::regex(R"re("terraform_version": "([^"]*)")re")) ? found[1].str()
                                                                                             : "";
}

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
  if (out.trouble.empty()) out.plan = normalised(s.plan_text());
  return out;
}

TEST(Fixtures, AreWhatTheEngineMakes) {
  ONEWAY_NEEDS_ENGINE();
  const char* into = std::getenv("ONEWAY_CAPTURE");
  std::vector<Case> cases;
  for (const std::string folder : {"pairs", "stops"})
    for (const Case& c : load_cases(folder))
      if (!c.fixture.empty()) cases.push_back(c);
  for (const Captured& captured : oneway::test::run_all<Captured>(cases, capture)) {
    ASSERT_EQ(captured.trouble, "") << captured.of.name;
    fs::path folder =
        fs::path(into ? into : ONEWAY_SOURCE_DIR "/fixtures/plans/simcloud") / captured.of.fixture;
    if (into) {
      oneway::test::write_file(folder / "before.tf", captured.of.v1);
      oneway::test::write_file(folder / "after.tf", captured.of.v2);
      oneway::test::write_file(folder / "plan.json", captured.plan);
    } else if (std::string kept = oneway::test::read_file(folder / "plan.json");
               version(kept) == version(captured.plan)) {
      EXPECT_EQ(kept, captured.plan) << "scripts/fixtures makes it again";
    }
  }
}

}  // namespace
}  // namespace oracle
