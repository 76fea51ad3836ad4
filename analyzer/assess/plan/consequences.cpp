#include "assess/plan/consequences.h"

#include <algorithm>
#include <map>

#include "assess/change/words.h"
#include "assess/evidence.h"
#include "model/address.h"

namespace oneway {
namespace {

std::string block_of(const std::string& address) {
  const auto parsed = parse_address(address);
  return parsed ? parsed->static_string() : address;
}

void add_dependents(AssessedChange& change, const std::string& block, const Stack& stack) {
  if (!change.actions.deletes() && !change.actions.leaves_old_behind()) return;
  change.dependents = stack.graph.dependents(block);
}

// What runs, not what with: commands are where passwords are pasted.
std::string shown_program(const ConfigResource::Provisioner& p) {
  if (!p.constant_command) return "";
  const std::string program = p.constant_command->substr(0, p.constant_command->find_first_of(" \t\r\n"));
  return program.empty() || program.size() > 80 || program.find('=') != std::string::npos ||
                 looks_like_a_secret(program)
             ? ""
             : ": " + program;
}

void add_provisioners(AssessedChange& change, const std::string& block, const Stack& stack) {
  const auto at = stack.provisioners.find(block);
  if (at == stack.provisioners.end()) return;
  const bool creates = change.actions.creates();
  if (!creates && !change.actions.deletes()) return;
  for (const ConfigResource::Provisioner& p : at->second) {
    Effect e;
    e.code = "OW601";
    e.kind = EffectKind::WorldWrite;
    e.transition = Transition::Forward;
    e.cls = RollbackClass::Compensatable;
    e.confidence = creates ? Confidence::Documented : Confidence::Inferred;
    e.message = "A " + p.type + " provisioner " +
                (creates ? "runs" : "runs if it is a destroy-time one (the plan does not say)") +
                shown_program(p) + ". No plan undoes what it does.";
    e.rule = "engine:provisioner";
    e.evidence.push_back(statement("provisioners", p.type));
    change.effects.push_back(std::move(e));
  }
}

// Destroys run from the leaves inwards: when one is refused, its dependents are gone already.
void add_what_is_gone(AssessedChange& change,
                      const std::map<std::string, std::vector<std::string>>& destroyed,
                      const std::string& block, const Stack& stack) {
  if (change.apply_stops.empty()) return;
  std::vector<std::string> gone;
  for (const std::string& dependent : stack.graph.dependents(block, 200))
    if (auto at = destroyed.find(dependent); at != destroyed.end())
      gone.insert(gone.end(), at->second.begin(), at->second.end());
  std::sort(gone.begin(), gone.end());
  for (ApplyStop& stop : change.apply_stops)
    if (stop.gone_before.empty()) stop.gone_before = gone;
}

}  // namespace

void add_consequences(Assessment& a, const std::vector<const Stack*>& stacks) {
  std::vector<std::map<std::string, std::vector<std::string>>> destroyed(stacks.size());
  std::vector<std::string> blocks;
  blocks.reserve(a.changes.size());
  for (const AssessedChange& change : a.changes) {
    blocks.push_back(block_of(change.address));
    if (change.actions.deletes() && change.deposed.empty())
      destroyed[change.input][blocks.back()].push_back(change.address);
  }
  for (std::size_t i = 0; i < a.changes.size(); ++i) {
    const Stack& stack = *stacks[a.changes[i].input];
    add_dependents(a.changes[i], blocks[i], stack);
    add_provisioners(a.changes[i], blocks[i], stack);
    add_what_is_gone(a.changes[i], destroyed[a.changes[i].input], blocks[i], stack);
  }
}

}  // namespace oneway
