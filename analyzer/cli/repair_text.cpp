#include "cli/repair_text.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "report/printable.h"

namespace oneway::cli {
namespace {

using Kind = StateRepair::Kind;
using json = nlohmann::ordered_json;

bool chosen(const StateRepair& r, const RepairChoice& choice) {
  switch (r.kind) {
    case Kind::Moved:
    case Kind::Commands:
      return choice.moves;
    case Kind::Import:
      return choice.imports;
    case Kind::Removed:
      return choice.removed;
  }
  return false;
}

EngineVersion engine_for(const Assessment& a, const RepairChoice& choice, std::size_t input) {
  if (choice.engine) return *choice.engine;
  return input < a.inputs.size() ? engine_version_of(a.inputs[input]) : EngineVersion{};
}

std::string commented(const std::string& text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    out += hcl_comment(std::string_view(text).substr(at, end - at));
    at = end + 1;
  }
  return out;
}

// What could not be decided: for a person, after the blocks.
std::string open_questions(const Assessment& a, std::size_t input) {
  std::string out;
  for (const MoveGroup& g : a.move_groups) {
    if (g.any_pairing || g.input != input) continue;
    out += "\n" + hcl_comment("Not decided: " + g.why);
    for (const std::string& f : g.from) out += hcl_comment("  destroyed: " + f);
    for (const std::string& t : g.to) out += hcl_comment("  created:   " + t);
  }
  for (const NearMiss& n : a.near_misses)
    if (n.refused && n.to_input == input)
      out += "\n" + hcl_comment("Not moved: " + n.from + " to " + n.to) + hcl_comment("  " + n.why);
  return out;
}

json pairs_json(const std::vector<std::pair<std::string, std::string>>& pairs) {
  json out = json::array();
  for (const auto& [from, to] : pairs) out.push_back({{"from", from}, {"to", to}});
  return out;
}

}  // namespace

std::string repair_hcl(const Assessment& a, const RepairChoice& choice, std::size_t input) {
  const EngineVersion engine = engine_for(a, choice, input);
  std::string out;
  for (const StateRepair& r : a.state_repairs) {
    if (r.input != input || !chosen(r, choice)) continue;
    if (!out.empty()) out += "\n";
    if (r.for_the_way_back) {
      out +=
          hcl_comment("For the way back, once the removed block is gone and the resource is declared again:");
      out += commented(hcl_block(r));
    } else if (block_supported(r, engine)) {
      out += hcl_block(r);
    } else {
      out += hcl_comment(r.why) + hcl_comment(r.kind == Kind::Commands
                                                  ? "No block can say this; run:"
                                                  : "This engine takes no such block; run:");
      for (const std::string& line : state_commands(r, engine)) out += hcl_comment("  " + line);
    }
  }
  if (choice.moves) out += open_questions(a, input);
  return out;
}

std::string repair_commands(const Assessment& a, const RepairChoice& choice, std::size_t input) {
  const EngineVersion engine = engine_for(a, choice, input);
  std::string out;
  for (const StateRepair& r : a.state_repairs) {
    if (r.input != input || !chosen(r, choice)) continue;
    if (!r.why.empty()) out += hcl_comment(r.why);
    if (r.for_the_way_back) out += hcl_comment("For the way back, once the resource is declared again:");
    if (!r.complete) out += hcl_comment("Fill in what stands between < and >: the plan does not show it.");
    for (const std::string& line : state_commands(r, engine))
      out += r.for_the_way_back || !r.complete ? hcl_comment(line) : line + "\n";
  }
  if (choice.moves) out += open_questions(a, input);
  return out;
}

std::string repair_json(const Assessment& a, const RepairChoice& choice) {
  json repairs = json::array();
  for (const StateRepair& r : a.state_repairs) {
    if (!chosen(r, choice)) continue;
    const EngineVersion engine = engine_for(a, choice, r.input);
    json one = {{"kind", id(r.kind)},
                {"stack", r.input < a.inputs.size() ? a.inputs[r.input].path : ""},
                {"from", r.from},
                {"to", r.to},
                {"id", r.id},
                {"identity", r.identity.empty() ? json() : json::parse(r.identity)},
                {"why", r.why},
                {"complete", r.complete},
                {"for_the_way_back", r.for_the_way_back},
                {"block", block_supported(r, engine) ? hcl_block(r) : ""},
                {"commands", state_commands(r, engine)},
                {"covers", pairs_json(r.covers)}};
    repairs.push_back(std::move(one));
  }
  json groups = json::array(), misses = json::array();
  for (const MoveGroup& g : a.move_groups)
    groups.push_back({{"from", g.from}, {"to", g.to}, {"why", g.why}, {"any_pairing", g.any_pairing}});
  for (const NearMiss& n : a.near_misses)
    misses.push_back({{"from", n.from},
                      {"to", n.to},
                      {"score", n.score},
                      {"differs", n.differs},
                      {"why", n.why},
                      {"refused", n.refused}});
  const json out = {
      {"format_version", "1.0"}, {"repairs", repairs}, {"groups", groups}, {"not_moved", misses}};
  return out.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

std::string why_text(const Assessment& a, std::string_view address) {
  using report::printable;
  std::string out;
  auto differences = [&](const std::vector<std::string>& differs) {
    for (const std::string& d : differs) out += "    differs: " + printable(d) + "\n";
  };
  for (const Move& m : a.moves) {
    if (m.from != address && m.to != address) continue;
    out += "move: " + printable(m.from) + " -> " + printable(m.to) + "\n    " + printable(m.why) + " (" +
           std::to_string(m.score / 10) + " %)\n";
    differences(m.differs);
  }
  for (const NearMiss& n : a.near_misses) {
    if (n.from != address && n.to != address) continue;
    out += std::string(n.refused ? "refused: " : "no move: ") + printable(n.from) + " -> " + printable(n.to) +
           " (" + std::to_string(n.score / 10) + " % equal)\n    " + printable(n.why) + "\n";
    differences(n.differs);
  }
  for (const MoveGroup& g : a.move_groups)
    if (std::find(g.from.begin(), g.from.end(), address) != g.from.end() ||
        std::find(g.to.begin(), g.to.end(), address) != g.to.end())
      out += "group: " + printable(g.why) + "\n";
  if (!out.empty()) return out;
  const auto known =
      std::find_if(a.changes.begin(), a.changes.end(), [&](const auto& c) { return c.address == address; });
  if (known == a.changes.end()) return "no change of " + printable(address) + " in this plan\n";
  return printable(address) + ": " + known->actions.summary() +
         "; nothing of its type on the other side (destroyed or created) resembles it\n";
}

}  // namespace oneway::cli
