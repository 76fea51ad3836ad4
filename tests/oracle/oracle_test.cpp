// Change pairs under the real engine: apply v1, fill it, apply v2, apply v1 again, and hold what the world
// shows against what `oneway` said of the plan v1 -> v2.
#include <gtest/gtest.h>

#include <algorithm>

#include "answer.h"
#include "cases.h"
#include "support/parallel.h"
#include "verdict.h"

namespace oracle {
namespace {

using oneway::RollbackClass;

struct Outcome : oneway::test::Checked {
  int addresses = 0;
  bool stricter = false;  // the plan cannot show all that the world knows
};

std::string listed(const std::vector<std::string>& words) {
  std::string all;
  for (const std::string& w : words) all += "\n      " + w;
  return all;
}

void compare(const Case& c, const Answer& answer, const std::map<std::string, Verdict>& verdicts,
             Outcome& out) {
  auto disagree = [&](const std::string& text) { out.complaints.push_back(text); };
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

bool stands_at_v1(const Case& c, simcloud::Scenario& s) {
  if (!c.before.empty() && !s.converge(c.before)) return false;
  for (const std::string& command : c.then)
    if (!s.shell(oneway::test::engine() + " " + command).ok()) return false;
  for (const simcloud::json& fault : c.faults) s.world().add_fault(fault);
  return s.converge(c.v1) != !c.faults.empty();
}

Outcome run(const Case& c) {
  Outcome out;
  out.name = c.name;
  try {
    simcloud::Scenario s(c.providers);
    out.folder = s.folder();
    bool ready = stands_at_v1(c, s);
    if (ready && !c.empty) s.write_contents();
    if (ready) s.write(c.v2);
    if (!ready || !s.plan(c.options).ok()) {
      out.complaints.push_back("cannot be planned:\n" + s.last().err);
    } else {
      std::map<std::string, Verdict> verdicts = ask_oneway(s);
      compare(c, ask_the_world(s, c.providers, c.v1), verdicts, out);
    }
    if (!out.complaints.empty()) s.keep();
  } catch (const std::exception& e) {
    out.complaints.push_back(e.what());
  }
  return out;
}

TEST(Oracle, TheWorldAndTheVerdictAgree) {
  ONEWAY_NEEDS_ENGINE();
  const auto cases = oneway::test::chosen(load_cases("pairs"));
  const auto outcomes = oneway::test::run_all<Outcome>(cases, run);
  int addresses = 0, stricter = 0;
  for (const Outcome& o : outcomes) {
    addresses += o.addresses;
    stricter += o.stricter && o.complaints.empty();
  }
  const std::size_t agreed = oneway::test::report({outcomes.begin(), outcomes.end()});
  std::cout << "tally: oracle, " << cases.size() << " pairs run (" << addresses << " changed addresses), "
            << agreed << " agreements (" << stricter
            << " with a stricter verdict, because the plan cannot show more), " << cases.size() - agreed
            << " disagreements; " << oneway::test::engines_in_words() << "\n";
  if (!oneway::test::only()) {
    EXPECT_GE(cases.size(), 60u);
  }
}

TEST(Oracle, TheTableIsTheOneThatTheReadmeShows) {
  const std::string readme = oneway::test::read_file(ONEWAY_SOURCE_DIR "/tests/oracle/README.md");
  std::string shown;
  for (const Row& row : table())
    shown += std::string("| ") + row.when + " | " + std::string(id(row.cls)) + " |\n";
  EXPECT_NE(readme.find(shown), std::string::npos) << shown;
}

}  // namespace
}  // namespace oracle
