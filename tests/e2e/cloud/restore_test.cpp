// Restores of states under the real engine, with objects of the simulated cloud: beside the plans, the cloud
// itself is held against what it was. Nothing may be destroyed, and nothing be there twice.
#include <gtest/gtest.h>

#include "e2e/cloud/world.h"
#include "e2e/restore_proof.h"
#include "simcloud/golden.h"
#include "simcloud/versions.h"
#include "support/parallel.h"

namespace oneway::test {
namespace {

struct Case : RestoreScenario {
  std::vector<std::string> providers;
  std::string fixture;  // its states are kept in fixtures/restores under this name
};

std::vector<Case> load() {
  std::vector<Case> all;
  simcloud::each_case("e2e/cloud/restores", [&](simcloud::Fields& f, const simcloud::Versions& v) {
    Case c;
    c.name = v.name;
    c.providers = v.providers;
    c.before = c.after = v.modules;
    c.before["main.tf"] = v.v1;
    c.after["main.tf"] = v.v2;
    c.options = v.options;
    c.then = f.texts("then");
    c.verdict = f.text("verdict");
    f.each("statuses", [&](const std::string& address, const YAML::Node& status) {
      c.statuses[address] = status.Scalar();
    });
    c.fixture = f.text("fixture");
    c.blocks = f.flag("blocks");
    c.stops = f.flag("stops");
    f.each("left",
           [&](const std::string& address, const YAML::Node& words) { c.left[address] = words.Scalar(); });
    c.config_plan = f.flag("config_plan");
    for (const std::string& address : f.texts("not_planned")) c.not_planned.insert(address);
    all.push_back(std::move(c));
  });
  return all;
}

struct Done : Checked {
  RestoreProof proof;
  std::string candidate, current;
};

Done prove(const Case& c) {
  Done done;
  done.name = c.name;
  simcloud::Scenario s(c.providers);
  done.folder = s.folder();
  try {
    done.proof = prove_restore(s, c);
    done.complaints = done.proof.complaints;
    done.candidate = read_file(s.folder() / "candidate.tfstate");
    done.current = read_file(s.folder() / "current.tfstate");
    const simcloud::json before = s.world().snapshot()["objects"];
    if (!s.apply().ok() && c.left.empty()) done.complaints.push_back("after the repair: " + s.last().err);
    for (const std::string& loss : gone_or_doubled(before, s.world().snapshot()["objects"]))
      done.complaints.push_back(loss);
  } catch (const std::exception& e) {
    done.complaints.push_back(e.what());
  }
  if (!done.complaints.empty()) s.keep();
  return done;
}

TEST(CloudRestore, PredictsTheRealPlanAndItsRepairLeavesTheCloudAlone) {
  ONEWAY_NEEDS_ENGINE();
  const auto cases = chosen(load());
  const auto done = run_all<Done>(cases, prove);
  std::size_t predictions = 0, changes = 0;
  for (std::size_t i = 0; i < cases.size(); ++i)
    if (!cases[i].fixture.empty() && !done[i].current.empty()) {
      const auto folder = std::filesystem::path("restores") / cases[i].fixture;
      simcloud::keep_or_compare(folder / "candidate.tfstate", done[i].candidate);
      simcloud::keep_or_compare(folder / "current.tfstate", done[i].current);
    }
  for (const Done& d : done) {
    predictions += d.proof.predictions;
    changes += d.proof.real_changes;
  }
  const std::size_t sound = report({done.begin(), done.end()});
  std::cout << "tally: restore in the simulated cloud, " << cases.size() << " scenarios, " << sound
            << " as predicted (" << predictions << " predictions, " << changes << " real changes)\n";
}

}  // namespace
}  // namespace oneway::test
