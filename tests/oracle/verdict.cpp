#include "verdict.h"

namespace oracle {

using simcloud::json;

std::map<std::string, Verdict> ask_oneway(simcloud::Scenario& scenario) {
  simcloud::Run run = scenario.run({"oneway", "plan", "--format", "json", "plan.json"});
  scenario.add("verdict.json", run.out);
  if (run.exit != 0 && run.exit != 1)
    throw std::runtime_error("oneway: exit " + std::to_string(run.exit) + ": " + run.err);
  std::map<std::string, Verdict> all;
  const json report = simcloud::parse_json(run.out);
  for (const json& c : report["changes"]) {
    Verdict v;
    v.cls = oneway::rollback_class_from_id(c["class"].get<std::string>()).value();
    for (const json& e : simcloud::member(c, "effects")) {
      v.codes.push_back(e["code"]);
      v.messages.push_back(e["code"].get<std::string>() + " " + e["message"].get<std::string>());
    }
    for (const json& s : simcloud::member(c, "apply_stops"))
      v.stops.push_back({s["code"], s["message"], s.value("certain", true),
                         s.value("gone_before", std::vector<std::string>())});
    std::string address = c["address"];
    if (!simcloud::member(c, "deposed").is_null() && c["deposed"] != "") address += " deposed";
    all[address] = v;
  }
  return all;
}

}  // namespace oracle
