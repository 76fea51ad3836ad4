// Plans that the real apply refuses half way: `oneway` must have named the address, the reason, and what is
// gone by then.
#include <gtest/gtest.h>

#include <algorithm>

#include "cases.h"
#include "support/parallel.h"
#include "verdict.h"

namespace oracle {
namespace {

// Objects of the state before that the world no longer has.
std::vector<std::string> gone(const std::vector<simcloud::Managed>& before, const simcloud::json& world) {
  std::vector<std::string> addresses;
  for (const simcloud::Managed& m : before) {
    bool there = false;
    for (const auto& [key, object] : world["objects"].items()) there = there || object == m.object;
    if (!there && m.object.is_object()) addresses.push_back(m.address);
  }
  return addresses;
}

std::string words(const std::vector<std::string>& list) {
  std::string all;
  for (const std::string& w : list) all += (all.empty() ? "" : ", ") + w;
  return all.empty() ? "nothing" : all;
}

std::string judge(const Case& c, const std::map<std::string, Verdict>& verdicts) {
  auto found = verdicts.find(c.refused);
  if (found == verdicts.end()) return "oneway lists nothing for " + c.refused;
  std::string stops;
  for (const Stop& s : found->second.stops) {
    stops += "\n      " + s.code + " " + s.message + " (gone by then: " + words(s.gone_before) + ")";
    bool named = s.message.find(c.says) != std::string::npos;
    bool all_gone = std::all_of(c.gone.begin(), c.gone.end(), [&](const std::string& address) {
      return std::find(s.gone_before.begin(), s.gone_before.end(), address) != s.gone_before.end();
    });
    if (named && all_gone) return "";
  }
  return "oneway does not say '" + c.says + "' with " + words(c.gone) +
         " gone by then; it says:" + (stops.empty() ? " nothing" : stops);
}

std::string run(const Case& c, simcloud::Scenario& s) {
  if (!s.converge(c.v1)) return "v1 cannot be applied:\n" + s.last().err;
  s.write_contents();
  auto before = s.managed();
  s.write(c.v2);
  if (!s.plan(c.options).ok()) return "v2 cannot be planned:\n" + s.last().err;
  auto verdicts = ask_oneway(s);
  if (s.apply().ok()) return "the real apply went through";
  if (s.last().out.find(c.refused) == std::string::npos && s.last().err.find(c.refused) == std::string::npos)
    return "the real apply was refused elsewhere:\n" + s.last().err;
  std::vector<std::string> really = gone(before, s.world().snapshot());
  for (const std::string& address : c.gone)
    if (std::find(really.begin(), really.end(), address) == really.end() &&
        address.find("key_ring") == std::string::npos)
      return address + " is not gone in the world; gone: " + words(really);
  return judge(c, verdicts);
}

oneway::test::Checked run_case(const Case& c) {
  oneway::test::Checked out{c.name, "", {}};
  try {
    simcloud::Scenario s(c.providers);
    out.folder = s.folder();
    const std::string trouble = run(c, s);
    if (trouble.empty()) return out;
    out.complaints = {trouble};
    s.keep();
  } catch (const std::exception& e) {
    out.complaints = {e.what()};
  }
  return out;
}

TEST(ApplyStops, AreNamedBeforeTheyHappen) {
  ONEWAY_NEEDS_ENGINE();
  const auto cases = oneway::test::chosen(load_cases("stops"));
  const auto named = report(oneway::test::run_all<oneway::test::Checked>(cases, run_case));
  std::cout << "tally: apply stops, " << cases.size() << " refused applies, " << named << " named before\n";
  if (!oneway::test::only()) {
    EXPECT_GE(cases.size(), 15u);
  }
}

}  // namespace
}  // namespace oracle
