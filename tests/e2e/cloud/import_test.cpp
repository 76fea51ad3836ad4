// Import ids: every object is forgotten by a removed block, and the import block that oneway writes for it
// brings the same object back.
#include <gtest/gtest.h>

#include <set>

#include "e2e/cloud/world.h"
#include "e2e/proof.h"
#include "simcloud/versions.h"
#include "support/parallel.h"

namespace oneway::test {
namespace {

struct Done : Checked {
  std::size_t objects = 0, types = 0;
};

std::string forgetting(const std::vector<simcloud::Managed>& objects) {
  std::string text;
  for (const simcloud::Managed& o : objects)
    text += "removed {\n  from = " + o.address + "\n  lifecycle {\n    destroy = false\n  }\n}\n";
  return text;
}

void bring_back(simcloud::Scenario& s, const simcloud::Versions& v, Done& done) {
  Complaints::stop_unless(s.converge(v.v1), s.last().err);
  s.write_contents();
  const auto objects = s.managed();
  std::set<std::string> types;
  for (const simcloud::Managed& o : objects) types.insert(o.type);
  done.objects = objects.size();
  done.types = types.size();
  const simcloud::json before = s.world().snapshot()["objects"];

  s.write(forgetting(objects));
  Complaints::stop_unless(s.plan().ok(), s.last().err);
  const nlohmann::json answer = ask_oneway(s, {"repair", "--format", "json", "plan.json"});
  Complaints::stop_unless(s.apply().ok(), s.last().err);

  std::string blocks;
  for (const nlohmann::json& repair : answer["repairs"]) blocks += repair["block"].get<std::string>() + "\n";
  s.write(v.v1 + blocks);
  Complaints::stop_unless(s.plan().ok(), s.last().err + blocks);
  for (const auto& [address, words] : actions_of(s.plan_text()))
    if (words != "update") done.complaints.push_back(address + " would be " + words + ":\n" + blocks);
  Complaints::stop_unless(s.apply().ok(), s.last().err);
  for (const std::string& loss : gone_or_doubled(before, s.world().snapshot()["objects"]))
    done.complaints.push_back(loss);
}

TEST(CloudImport, TakesTheIdsThatOnewayWrites) {
  ONEWAY_NEEDS_ENGINE();
  std::vector<simcloud::Versions> cases;
  simcloud::each_case("e2e/cloud/imports",
                      [&](simcloud::Fields&, const simcloud::Versions& v) { cases.push_back(v); });
  cases = chosen(cases);
  const auto done = run_all<Done>(cases, [](const simcloud::Versions& v) {
    Done d;
    d.name = v.name;
    simcloud::Scenario s(v.providers);
    d.folder = s.folder();
    try {
      bring_back(s, v, d);
    } catch (const std::exception& e) {
      d.complaints.push_back(e.what());
    }
    if (!d.complaints.empty()) s.keep();
    return d;
  });
  std::size_t objects = 0, types = 0;
  for (const Done& d : done) objects += d.objects, types += d.types;
  report({done.begin(), done.end()});
  std::cout << "tally: import in the simulated cloud, " << objects << " objects of " << types
            << " types forgotten and brought back by the blocks that were written\n";
}

}  // namespace
}  // namespace oneway::test
