// Repairs under the real engine, with objects of the simulated cloud: after the repair they are the same
// objects, with what users stored in them.
#include <gtest/gtest.h>

#include "e2e/cloud/world.h"
#include "e2e/repair_proof.h"
#include "simcloud/versions.h"
#include "support/parallel.h"

namespace oneway::test {
namespace {

struct Case : RepairScenario {
  std::vector<std::string> providers;
};

std::vector<Case> load() {
  std::vector<Case> all;
  simcloud::each_case("e2e/cloud/repairs", [&](simcloud::Fields& f, const simcloud::Versions& v) {
    Case c;
    c.name = v.name;
    c.providers = v.providers;
    c.before = c.after = v.modules;
    c.before["main.tf"] = v.v1;
    c.after["main.tf"] = v.v2;
    c.blocks = f.number("blocks", -1);
    c.destroys = f.number("destroys");
    c.creates = f.number("creates");
    c.updates = f.number("updates");
    c.forgets = f.number("forgets");
    c.commands = f.flag("commands");
    all.push_back(std::move(c));
  });
  return all;
}

Checked prove(const Case& c) {
  simcloud::Scenario s(c.providers);
  Checked done{c.name, s.folder(), {}};
  try {
    s.configure(c.before);
    Complaints::stop_unless(s.converge(), s.last().err);
    s.write_contents();
    const simcloud::json before = s.world().snapshot()["objects"];
    done.complaints = prove_repair(s, c);
    Complaints::stop_unless(s.apply().ok(), s.last().err);
    for (const std::string& loss :
         gone_or_doubled(before, s.world().snapshot()["objects"], static_cast<std::size_t>(c.destroys),
                         static_cast<std::size_t>(c.creates)))
      done.complaints.push_back(loss);
  } catch (const std::exception& e) {
    done.complaints.push_back(e.what());
  }
  if (!done.complaints.empty()) s.keep();
  return done;
}

TEST(CloudRepair, LeavesTheObjectsAsTheyAre) {
  ONEWAY_NEEDS_ENGINE();
  const auto cases = chosen(load());
  const std::size_t sound = report(run_all<Checked>(cases, prove));
  std::cout << "tally: repair in the simulated cloud, " << cases.size() << " refactorings, " << sound
            << " after which only what is meant remains\n";
}

}  // namespace
}  // namespace oneway::test
