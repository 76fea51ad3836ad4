// What `oneway restore` predicts, held against what the real engine plans once the old state is really put
// back; then the printed procedure is carried out, and the real plan must show no destroy and no twin.
#include <gtest/gtest.h>

#include <functional>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "support/terraform.h"

namespace oneway {
namespace {

using nlohmann::json;
using testing_support::Files;
using testing_support::Outcome;
using testing_support::Workspace;

using Commands = std::vector<std::vector<std::string>>;

struct Scenario {
  std::string name;
  Files before;    // applied, then the candidate is taken
  Commands touch;  // state commands between the first apply and the candidate
  Files after;     // applied next
  Commands then;   // state commands after it; then the current state is taken
  std::string verdict;
  std::map<std::string, std::string> statuses;  // address -> status
  bool blocks =
      false;  // a moved, removed or import block in the configuration takes part: predictions are "unless"
  Files finally = {};  // the configuration that stands when the question is asked, if it is not `after`
};

std::string data(const std::string& name, const std::string& input, const std::string& more = {}) {
  return "resource \"terraform_data\" \"" + name + "\" {\n  input = " + input + "\n" + more + "}\n";
}
Files file(const std::string& text) {
  return {{"main.tf", text}};
}

std::vector<Scenario> scenarios() {
  const std::string kA = data("a", "\"a\""), kB = data("b", "\"b\""), kC = data("c", "\"c\"");
  const std::string kMoved = "moved {\n  from = terraform_data.b\n  to = terraform_data.c\n}\n";
  const std::string kRemoved =
      "removed {\n  from = terraform_data.b\n  lifecycle {\n    destroy = false\n  }\n}\n";
  const std::string kCount = "resource \"terraform_data\" \"n\" {\n  count = ";
  const std::string kEach = "resource \"terraform_data\" \"k\" {\n  for_each = toset(";
  const auto kTrigger = [](const std::string& v) {
    return data("t", "\"t\"", "  triggers_replace = \"" + v + "\"\n");
  };
  return {
      {"nothing_happened", file(kA), {}, file(kA), {}, "safe", {}},
      {"after_a_create",
       file(kA),
       {},
       file(kA + kB),
       {},
       "safe-after-repair",
       {{"terraform_data.b", "forgotten"}}},
      {"after_two_creates",
       file(kA),
       {},
       file(kA + kB + kC),
       {},
       "safe-after-repair",
       {{"terraform_data.b", "forgotten"}, {"terraform_data.c", "forgotten"}}},
      {"after_a_destroy",
       file(kA + kB),
       {},
       file(kA),
       {},
       "safe-after-repair",
       {{"terraform_data.b", "resurrected"}}},
      {"after_an_update",
       file(kA),
       {},
       file(data("a", "\"new\"")),
       {},
       "safe-after-repair",
       {{"terraform_data.a", "regressed"}}},
      {"after_a_replacement",
       file(kTrigger("1")),
       {},
       file(kTrigger("2")),
       {},
       "safe-after-repair",
       {{"terraform_data.t", "re-pointed"}}},
      {"after_a_move_with_its_block",
       file(kA + kB),
       {},
       file(kA + data("c", "\"b\"") + kMoved),
       {},
       "safe-after-repair",
       {{"terraform_data.b", "moved"}},
       true},
      {"after_state_mv",
       file(kA + kB),
       {},
       file(kA + kB),
       {{"terraform", "state", "mv", "terraform_data.b", "terraform_data.c"}},
       "safe-after-repair",
       {{"terraform_data.b", "moved"}},
       false,
       file(kA + data("c", "\"b\""))},
      {"after_state_rm",
       file(kA + kB),
       {},
       file(kA + kB),
       {{"terraform", "state", "rm", "terraform_data.b"}},
       "safe-after-repair",
       {{"terraform_data.b", "resurrected"}},
       false,
       file(kA)},
      {"after_a_removed_block",
       file(kA + kB),
       {},
       file(kA + kRemoved),
       {},
       "safe-after-repair",
       {{"terraform_data.b", "resurrected"}},
       true},
      {"after_an_import",
       file(kA),
       {},
       file(kA + "resource \"terraform_data\" \"b\" {}\nimport {\n  to = terraform_data.b\n  id = "
                 "\"imported\"\n}\n"),
       {},
       "safe-after-repair",
       {{"terraform_data.b", "forgotten"}},
       true},
      {"count_lowered",
       file(kCount + "3\n  input = count.index\n}\n"),
       {},
       file(kCount + "2\n  input = count.index\n}\n"),
       {},
       "safe-after-repair",
       {{"terraform_data.n[2]", "resurrected"}}},
      {"count_raised",
       file(kCount + "1\n  input = count.index\n}\n"),
       {},
       file(kCount + "3\n  input = count.index\n}\n"),
       {},
       "safe-after-repair",
       {{"terraform_data.n[1]", "forgotten"}, {"terraform_data.n[2]", "forgotten"}}},
      {"for_each_key_renamed",
       file(kEach + "[\"a b\", \"it's\"])\n}\n"),
       {},
       file(kEach + "[\"a b\", \"its\"])\n}\n"),
       {},
       "safe-after-repair",
       {{"terraform_data.k[\"it's\"]", "resurrected"}, {"terraform_data.k[\"its\"]", "forgotten"}}},
      {"tainted_in_the_candidate_only",
       file(kA + kB),
       {{"terraform", "taint", "terraform_data.a"}},
       {},
       {{"terraform", "untaint", "terraform_data.a"}},
       "safe-after-repair",
       {{"terraform_data.a", "mark-lost"}}},
      {"taint_lost",
       file(kA + kB),
       {},
       {},
       {{"terraform", "taint", "terraform_data.a"}},
       "safe-after-repair",
       {{"terraform_data.a", "mark-lost"}}},
      {"create_destroy_and_update_at_once",
       file(kA + kB),
       {},
       file(data("a", "\"x\"") + kC),
       {},
       "safe-after-repair",
       {{"terraform_data.a", "regressed"},
        {"terraform_data.b", "resurrected"},
        {"terraform_data.c", "forgotten"}}},
      {"dependencies_lost",
       file(kA + data("d", "terraform_data.a.output")),
       {{"terraform", "state", "mv", "terraform_data.a", "terraform_data.z"},
        {"terraform", "state", "mv", "terraform_data.z", "terraform_data.a"}},
       file(kA + data("d", "terraform_data.a.output", "  depends_on = [terraform_data.a]\n")),
       {{"terraform", "apply", "-auto-approve", "-refresh-only", "-input=false"}},
       "safe-after-repair",
       {}},
      {"an_interrupted_apply",
       file(kA),
       {},
       file(kA + kB),
       {{"terraform", "taint", "terraform_data.b"}},
       "safe-after-repair",
       {{"terraform_data.b", "forgotten"}}},
      {"only_outputs_changed",
       file(kA + "output \"o\" {\n  value = \"1\"\n}\n"),
       {},
       file(kA + "output \"o\" {\n  value = \"2\"\n}\n"),
       {},
       "safe-after-repair",
       {}},
  };
}

std::map<std::string, std::string> actions_of(const std::string& plan) {
  std::map<std::string, std::string> out;
  const json document = json::parse(plan);
  for (const json& change : document.value("resource_changes", json::array())) {
    std::string words;
    for (const json& word : change["change"]["actions"])
      words += (words.empty() ? "" : "+") + word.get<std::string>();
    if (words != "no-op") out[change["address"]] = words;
  }
  return out;
}

class Restore : public testing::TestWithParam<Scenario> {
 protected:
  void SetUp() override {
    if (!testing_support::terraform_available()) GTEST_SKIP() << testing_support::kNoTerraform;
  }
  void run_all(const Commands& commands) {
    for (const auto& command : commands) {
      const Outcome outcome = work.command(command);
      ASSERT_EQ(outcome.code, 0) << command[1] << ": " << outcome.out << outcome.err;
    }
  }
  std::string pull() { return work.command({"terraform", "state", "pull"}).out; }
  json ask() {
    const Outcome answer = work.command({ONEWAY_BINARY, "restore", "--candidate", "candidate.tfstate",
                                         "--current", "current.tfstate", "--format", "json"});
    return answer.out.empty() ? json() : json::parse(answer.out);
  }
  void shell(const std::string& command) {
    const Outcome outcome = work.command({"sh", "-c", command});
    EXPECT_EQ(outcome.code, 0) << command << "\n" << outcome.out << outcome.err;
  }
  // Carries out the steps that change the state; the looking is done by the test itself.
  void carry_out(const json& answer, bool repairs) {
    for (const json& step : answer["procedure"])
      for (const std::string command : step["commands"]) {
        const bool plans =
            command.find(" plan ") != std::string::npos || command.find("show -json") != std::string::npos;
        const bool push = command.find("state push") != std::string::npos || command.find("sed ") == 0;
        if (!plans && (repairs || push)) shell(command);
      }
  }
  Workspace work;
};

TEST_P(Restore, PredictsTheRealPlanAndItsRepairLeavesNoDestroyAndNoTwin) {
  const Scenario& s = GetParam();
  work.configure(s.before);
  work.apply();
  run_all(s.touch);
  const std::string candidate = pull();
  if (!s.after.empty()) {
    work.configure(s.after);
    work.apply();
  }
  run_all(s.then);
  if (!s.finally.empty()) work.configure(s.finally);
  ASSERT_EQ(work.error, "");
  const std::string current = pull();
  work.add("candidate.tfstate", candidate);
  work.add("current.tfstate", current);

  const json answer = ask();
  ASSERT_FALSE(answer.is_null());
  EXPECT_EQ(answer["verdict"], s.verdict) << answer.dump(1);
  for (const auto& [address, status] : s.statuses) {
    bool found = false;
    for (const json& o : answer["objects"])
      found = found || (o["address"] == address && o["status"] == status);
    EXPECT_TRUE(found) << address << " is not " << status << "\n" << answer["objects"].dump(1);
  }

  if (!answer["push"]["serial_to_set"].is_null())
    EXPECT_NE(work.command({"terraform", "state", "push", "candidate.tfstate"}).code, 0)
        << "the engine was to refuse the old serial";
  carry_out(answer, false);
  const auto real = actions_of(work.plan());
  ASSERT_EQ(work.error, "");
  std::map<std::string, std::set<std::string>> predicted;
  for (const json& next : answer["next_apply"]) {
    std::string words;
    for (const std::string word : next["actions"]) words += (words.empty() ? "" : "+") + word;
    predicted[next["address"]].insert(words);
    if (next["certain"] || !s.blocks) {
      const auto at = real.find(next["address"]);
      EXPECT_TRUE(at != real.end() && at->second == words)
          << next["address"] << " was to be " << words << ", is "
          << (at == real.end() ? "no-op" : at->second);
    }
  }
  for (const auto& [address, words] : real)
    EXPECT_TRUE(predicted[address].contains(words == "forget" && s.blocks ? "delete" : words))
        << address << ": the engine plans " << words << ", which was not predicted";
  std::cout << s.name << ": " << predicted.size() << " predictions, " << real.size() << " real changes\n";

  // What the current state marks as tainted is replaced whatever state is put in place.
  const std::string tainted = current.find("\"tainted\"") == std::string::npos ? "" : "tainted";
  // Back to the current state, then the whole procedure.
  shell("cp current.tfstate terraform.tfstate && rm -f terraform.tfstate.backup");
  carry_out(answer, true);
  for (const auto& [address, words] : actions_of(work.plan()))
    EXPECT_TRUE(words == "update" || words == "forget" || !tainted.empty())
        << address << " would be " << words << " after the repair\n"
        << answer["procedure"].dump(1);
  EXPECT_EQ(work.error, "");
}

INSTANTIATE_TEST_SUITE_P(Scenarios, Restore, testing::ValuesIn(scenarios()),
                         [](const auto& info) { return info.param.name; });

TEST(RestoreRefused, AnotherStacksState) {
  if (!testing_support::terraform_available()) GTEST_SKIP() << testing_support::kNoTerraform;
  Workspace one, other;
  for (Workspace* w : {&one, &other}) {
    w->configure(file(data("a", "\"a\"")));
    w->apply();
  }
  one.add("candidate.tfstate", other.command({"terraform", "state", "pull"}).out);
  one.add("current.tfstate", one.command({"terraform", "state", "pull"}).out);
  const Outcome answer = one.command({ONEWAY_BINARY, "restore", "--candidate", "candidate.tfstate",
                                      "--current", "current.tfstate", "--format", "json"});
  EXPECT_EQ(answer.code, 1);
  EXPECT_EQ(json::parse(answer.out)["verdict"], "unsafe");
  EXPECT_EQ(json::parse(answer.out)["push"]["lineage"], "different");
  EXPECT_NE(one.command({"terraform", "state", "push", "candidate.tfstate"}).code, 0);
}

}  // namespace
}  // namespace oneway
