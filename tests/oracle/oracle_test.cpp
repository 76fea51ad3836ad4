// Change pairs under the real engine: apply v1, fill it, apply v2, apply v1 again, and hold what the world
// shows against what `oneway` said of the plan v1 -> v2.
#include <gtest/gtest.h>

#include <iostream>
#include <sstream>

#include "answer.h"
#include "parallel.h"
#include "verdict.h"

namespace oracle {
namespace {

using oneway::RollbackClass;

struct Outcome {
  std::string name, folder;
  int addresses = 0;
  bool stricter = false;  // the plan cannot show all that the world knows
  std::vector<std::string> disagreements;
};

std::string listed(const std::vector<std::string>& words) {
  std::string all;
  for (const std::string& w : words) all += "\n      " + w;
  return all;
}

void compare(const Case& c, const Answer& answer, const std::map<std::string, Verdict>& verdicts,
             Outcome& out) {
  auto disagree = [&](const std::string& text) { out.disagreements.push_back(text); };
  for (const std::string& t : answer.trouble) disagree(t);
  if (!answer.applied) return disagree("v2 was refused: " + answer.apply_stopped);
  RollbackClass worst = RollbackClass::FullyReversible;
  for (const auto& [address, observed] : answer.by_address) {
    ++out.addresses;
    const Row& row = row_for(observed);
    worst = oneway::worst(worst, row.cls);
    auto found = verdicts.find(address);
    if (found == verdicts.end()) {
      if (row.cls != RollbackClass::FullyReversible)
        disagree(address + ": the world says " + std::string(id(row.cls)) + ", oneway lists nothing");
      continue;
    }
    const Verdict& v = found->second;
    RollbackClass wanted = c.stricter && row.cls == c.worst ? *c.stricter : row.cls;
    out.stricter = c.stricter.has_value();
    if (v.cls != wanted)
      disagree(address + ": the world says " + std::string(id(row.cls)) + " (" + row.when + "), oneway " +
               std::string(id(v.cls)) + listed(v.messages));
    bool said_lost = std::any_of(v.codes.begin(), v.codes.end(), [](const std::string& code) {
      return code == "OW201" || code == "OW202" || code == "OW207" || code == "OW208" || code == "OW209";
    });
    bool is_lost = (observed.data == Fate::Gone || observed.data == Fate::Copied) && !observed.rebuilt;
    if (said_lost != is_lost)
      disagree(address +
               (is_lost ? ": contents are gone, oneway does not say so"
                        : ": oneway says that contents are lost, they are not") +
               listed(v.messages));
  }
  if (worst != c.worst)
    disagree("the pair was written for " + std::string(id(c.worst)) + ", the world says " +
             std::string(id(worst)));
}

Outcome run(const Case& c) {
  Outcome out{c.file + ": " + c.name, "", 0, false, {}};
  try {
    simcloud::Scenario s(c.providers);
    out.folder = s.folder();
    bool ready = s.converge(c.v1);
    if (ready && !c.empty) {
      std::vector<const simcloud::ProviderDescription*> descriptions;
      for (const std::string& p : c.providers) descriptions.push_back(simcloud::description(p).get());
      s.world().write_contents(descriptions);
    }
    if (ready) s.write(c.v2);
    if (!ready || !s.plan(c.options).ok()) {
      out.disagreements.push_back("cannot be planned:\n" + s.last().err);
    } else {
      std::map<std::string, Verdict> verdicts = ask_oneway(s);
      compare(c, ask_the_world(s, c.providers, c.v1), verdicts, out);
    }
    if (!out.disagreements.empty()) s.keep();
  } catch (const std::exception& e) {
    out.disagreements.push_back(e.what());
  }
  return out;
}

TEST(Oracle, TheWorldAndTheVerdictAgree) {
  if (!simcloud::engine_found()) GTEST_SKIP() << "terraform is not on PATH";
  if (!oneway_found()) GTEST_SKIP() << "the program oneway was not built";
  std::vector<Case> cases = chosen(load_cases("pairs"));
  int addresses = 0, agreed = 0, stricter = 0;
  for (const Outcome& o : run_all<Outcome>(cases, run)) {
    addresses += o.addresses;
    if (o.disagreements.empty()) {
      ++agreed;
      stricter += o.stricter;
      continue;
    }
    ADD_FAILURE() << o.name << listed(o.disagreements) << "\n      kept in " << o.folder;
  }
  std::cout << "tally: oracle, " << cases.size() << " pairs run (" << addresses << " changed addresses), "
            << agreed << " agreements (" << stricter
            << " with a stricter verdict, because the plan cannot show more), " << cases.size() - agreed
            << " disagreements\n";
  if (!std::getenv("ONEWAY_ORACLE_ONLY")) {
    EXPECT_GE(cases.size(), 60u);
  }
}

}  // namespace
}  // namespace oracle
