#include "e2e/restore_proof.h"

namespace oneway::test {
namespace {

using nlohmann::json;

class Proof {
 public:
  Proof(Workspace& work, const RestoreScenario& s) : work_(work), s_(s) {}

  RestoreProof run() {
    reach_the_moment_of_the_question();
    const json answer = ask();
    check_verdict(answer);
    if (!answer["push"]["serial_to_set"].is_null())
      complaints_.unless(!work_.engine({"state", "push", "candidate.tfstate"}).ok(),
                         "the engine was to refuse the old serial");
    carry_out(answer, false);
    check_predictions(answer);
    must("cp current.tfstate terraform.tfstate && rm -f terraform.tfstate.backup");
    carry_out(answer, true);
    check_repaired(answer);
    proof_.complaints = complaints_.take();
    return proof_;
  }

 private:
  void must(const std::string& command) {
    const Outcome outcome = work_.shell(command);
    Complaints::stop_unless(outcome.ok(), command + "\n" + outcome.out + outcome.err);
  }

  void reach_the_moment_of_the_question() {
    work_.configure(s_.before);
    apply({});
    for (const std::string& command : s_.touch) must(engine() + " " + command);
    work_.add("candidate.tfstate", work_.pull());
    if (!s_.after.empty()) {
      work_.configure(s_.after);
      apply(s_.options, s_.stops);
    }
    for (const std::string& command : s_.then) must(engine() + " " + command);
    if (!s_.finally.empty()) work_.configure(s_.finally);
    current_ = work_.pull();
    work_.add("current.tfstate", current_);
  }
  void apply(const std::vector<std::string>& options, bool stops = false) {
    Complaints::stop_unless(work_.plan(options).ok() && work_.apply().ok() != stops,
                            "the apply:\n" + work_.last().out + work_.last().err);
  }

  json ask() {
    std::vector<std::string> arguments{"restore",   "--candidate",     "candidate.tfstate",
                                       "--current", "current.tfstate", "--engine",
                                       engine(),    "--format",        "json"};
    if (s_.config_plan) {
      real_plan();
      arguments.insert(arguments.end(), {"--config-plan", "plan.json"});
    }
    return ask_oneway(work_, arguments);
  }

  void check_verdict(const json& answer) {
    complaints_.unless(answer["verdict"] == s_.verdict, "the verdict is " + answer["verdict"].dump());
    for (const auto& [address, status] : s_.statuses) {
      bool found = false;
      for (const json& o : answer["objects"])
        found = found || (o["address"] == address && o["status"] == status);
      complaints_.unless(found, address + " is not " + status + ": " + answer["objects"].dump());
    }
  }

  // Carries out the steps that change the state; the looking is done here.
  void carry_out(const json& answer, bool repairs) {
    for (const json& step : answer["procedure"])
      for (const std::string command : step["commands"]) {
        const bool plans =
            command.find(" plan ") != std::string::npos || command.find("show -json") != std::string::npos;
        const bool push = command.find("state push") != std::string::npos || command.find("sed ") == 0;
        if (!plans && (repairs || push)) must(command);
      }
  }

  std::map<std::string, std::string> real_plan() {
    Complaints::stop_unless(work_.plan().ok(), "cannot be planned: " + work_.last().err);
    return actions_of(work_.plan_text());
  }

  void check_predictions(const json& answer) {
    const auto real = real_plan();
    std::map<std::string, std::set<std::string>> predicted;
    for (const json& next : answer["next_apply"]) {
      const std::string address = next["address"], words = joined(next["actions"]);
      predicted[address].insert(words);
      const auto at = real.find(address);
      const bool came_true = at != real.end() && at->second == words;
      const bool conditional = !next["certain"] && (s_.blocks || s_.not_planned.count(address));
      complaints_.unless(came_true || conditional, address + " was to be " + words + ", is " +
                                                       (at == real.end() ? "no-op" : at->second));
      if (s_.not_planned.count(address))
        complaints_.unless(at == real.end(), address + " was not to be planned");
    }
    for (const auto& [address, words] : real)
      complaints_.unless(predicted[address].contains(words == "forget" && s_.blocks ? "delete" : words),
                         address + ": the engine plans " + words + ", which was not predicted");
    proof_.predictions = predicted.size();
    proof_.real_changes = real.size();
  }

  void check_repaired(const json& answer) {
    // What the current state marks as tainted is replaced whatever state is put in place.
    const bool tainted = current_.find("\"tainted\"") != std::string::npos;
    for (const auto& [address, words] : real_plan())
      complaints_.unless(words == "update" || words == "forget" || tainted || s_.left.contains(address),
                         address + " would be " + words + " after the repair: " + answer["procedure"].dump());
  }

  Workspace& work_;
  const RestoreScenario& s_;
  std::string current_;
  RestoreProof proof_;
  Complaints complaints_;
};

}  // namespace

RestoreProof prove_restore(Workspace& work, const RestoreScenario& s) {
  return Proof(work, s).run();
}

}  // namespace oneway::test
