#include "assess/moves/attach.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <tuple>
#include <unordered_map>

#include "assess/blocks/blocks.h"

namespace oneway {
namespace {

// The change of an address of an input; of several entries (deposed objects) the one asked for.
class Changes {
 public:
  explicit Changes(std::vector<AssessedChange>& changes) {
    for (AssessedChange& c : changes) by_address_[{c.input, c.address, c.deposed}] = &c;
  }
  AssessedChange* find(std::size_t input, std::string_view address, std::string_view deposed = {}) const {
    const auto it = by_address_.find({input, address, deposed});
    return it == by_address_.end() ? nullptr : it->second;
  }

 private:
  std::map<std::tuple<std::size_t, std::string_view, std::string_view>, AssessedChange*> by_address_;
};

EngineVersion engine_of(const Assessment& a, std::size_t input) {
  return input < a.inputs.size() ? engine_version_of(a.inputs[input]) : EngineVersion{};
}

// The repair as text: a block where the engine takes one, else commands.
struct Written {
  std::string block;
  std::vector<std::string> commands;
};

Written write(const StateRepair& r, const EngineVersion& engine) {
  if (block_supported(r, engine)) return {hcl_block(r), {}};
  return {{}, state_commands(r, engine)};
}

std::string joined(const std::vector<std::string>& lines) {
  std::string out;
  for (const std::string& l : lines) out += l + "\n";
  return out;
}

void attach_moves(MoveAnswer& answer, const Changes& changes, Assessment& a) {
  std::map<std::tuple<std::size_t, std::string_view, std::string_view>, const StateRepair*> covering;
  for (const StateRepair& r : answer.repairs)
    for (const auto& [from, to] : r.covers) covering[{r.input, from, to}] = &r;
  for (Move& m : answer.moves) {
    Repair repair;
    repair.pattern = "moved";
    const auto it = covering.find({m.from_input, m.from, m.to});
    if (it != covering.end()) {
      Written w = write(*it->second, engine_of(a, m.from_input));
      m.block = w.block.empty() ? joined(w.commands) : w.block;
      if (!w.block.empty()) repair.blocks.push_back(std::move(w.block));
      repair.commands = std::move(w.commands);
    }
    const bool shift = it != covering.end() && it->second->kind == StateRepair::Kind::Commands;
    repair.summary =
        shift ? "The same objects under other indexes: after these commands only the real change is left."
              : "The same object as " + m.to + " (" + m.why +
                    "). Without the move it is destroyed and made anew; with it this is fully reversible.";
    if (AssessedChange* c = changes.find(m.from_input, m.from)) c->repairs.insert(c->repairs.begin(), repair);
    if (!shift)
      repair.summary = "The same object as " + m.from + " (" + m.why +
                       "). Without the move it is created anew and empty; with it this is fully reversible.";
    if (AssessedChange* c = changes.find(m.to_input, m.to)) c->repairs.insert(c->repairs.begin(), repair);
  }
}

void attach_names(NameAnswer& answer, const Changes& changes) {
  for (NameConsequence& n : answer.consequences) {
    AssessedChange* c = changes.find(n.input, n.address);
    if (c == nullptr) continue;
    for (Effect& e : n.effects) {
      c->cls = worst(c->cls, e.cls);
      c->effects.push_back(std::move(e));
    }
    for (ApplyStop& s : n.stops) c->apply_stops.push_back(std::move(s));
    for (Window& w : n.windows) c->windows.push_back(std::move(w));
  }
}

void attach_imports(ImportAnswer& answer, const Changes& changes, Assessment& a) {
  for (Twin& t : answer.twins)
    if (AssessedChange* c = changes.find(t.input, t.address)) {
      c->cls = worst(c->cls, t.effect.cls);
      c->effects.push_back(std::move(t.effect));
    }
  for (std::size_t i = 0; i < answer.imports.size(); ++i) {
    ImportSuggestion& s = answer.imports[i];
    Written w = write(answer.repairs[i], engine_of(a, s.input));
    s.block = w.block.empty() ? joined(w.commands) : w.block;
    Repair repair;
    repair.pattern = "import";
    repair.summary = s.why;
    if (!w.block.empty()) repair.blocks.push_back(std::move(w.block));
    repair.commands = std::move(w.commands);
    if (AssessedChange* c = changes.find(s.input, s.address)) c->repairs.push_back(std::move(repair));
  }
}

template <typename T>
void append(std::vector<T>& to, std::vector<T>& from) {
  std::move(from.begin(), from.end(), std::back_inserter(to));
}

}  // namespace

void attach(MoveAnswer moves, NameAnswer names, ImportAnswer imports, Assessment& a) {
  const Changes changes(a.changes);
  attach_moves(moves, changes, a);
  attach_names(names, changes);
  attach_imports(imports, changes, a);
  a.moves = std::move(moves.moves);
  a.move_groups = std::move(moves.groups);
  a.near_misses = std::move(moves.near_misses);
  a.imports = std::move(imports.imports);
  append(a.state_repairs, moves.repairs);
  append(a.state_repairs, imports.repairs);
  append(a.findings, moves.findings);
  append(a.findings, names.findings);
  append(a.findings, imports.findings);
}

}  // namespace oneway
