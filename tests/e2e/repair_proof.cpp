#include "e2e/repair_proof.h"

namespace oneway::test {
namespace {

std::map<std::string, int> expected(const RepairScenario& s) {
  std::map<std::string, int> count;
  if (s.destroys > 0) count["delete"] = s.destroys;
  if (s.creates > 0) count["create"] = s.creates;
  if (s.updates > 0) count["update"] = s.updates;
  if (s.forgets > 0) count["forget"] = s.forgets;
  return count;
}

int moved_blocks_in(const std::string& text) {
  int blocks = 0;
  for (std::size_t at = 0; (at = text.find("moved {\n", at)) != std::string::npos; ++at)
    blocks += at == 0 || text[at - 1] == '\n';
  return blocks;
}

class Proof {
 public:
  Proof(Workspace& work, const RepairScenario& s, bool old_engine)
      : work_(work), s_(s), old_engine_(old_engine) {}

  std::vector<std::string> run() {
    work_.configure(s_.before);
    must(work_.converge());
    work_.configure(s_.after);
    must(work_.plan().ok());

    const std::string blocks = repair({});
    if (old_engine_)
      complaints_.unless(moved_blocks_in(blocks) == 0, "blocks for an engine that knows none:\n" + blocks);
    else if (s_.blocks >= 0)
      complaints_.unless(moved_blocks_in(blocks) == s_.blocks,
                         std::to_string(s_.blocks) + " blocks were expected:\n" + blocks);
    if (old_engine_ || s_.commands) {
      work_.add("repair.sh", repair({"--format", "commands"}));
      must(work_.shell("sh -eu repair.sh").ok());
    } else {
      work_.add("repair.tf", blocks);
    }

    must(work_.plan().ok());
    const auto actions = actions_of(work_.plan_text());
    complaints_.unless(count_of(actions) == expected(s_),
                       "after the repair: " + in_words(actions) + "\n" + blocks);
    // The engine warns of every forget.
    complaints_.unless(s_.forgets > 0 || work_.last().out.find("Warning") == std::string::npos,
                       work_.last().out);
    return complaints_.take();
  }

 private:
  void must(bool went) { Complaints::stop_unless(went, work_.last().out + work_.last().err); }

  std::string repair(const std::vector<std::string>& options) {
    std::vector<std::string> command{"oneway", "repair", "plan.json"};
    command.insert(command.end(), options.begin(), options.end());
    if (old_engine_) command.insert(command.end(), {"--engine", "terraform@1.0"});
    const Outcome repaired = work_.run(command);
    Complaints::stop_unless(repaired.ok(), repaired.err);
    return repaired.out;
  }

  Workspace& work_;
  const RepairScenario& s_;
  bool old_engine_;
  Complaints complaints_;
};

}  // namespace

std::vector<std::string> prove_repair(Workspace& work, const RepairScenario& s, bool old_engine) {
  return Proof(work, s, old_engine).run();
}

}  // namespace oneway::test
