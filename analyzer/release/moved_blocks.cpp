#include "release/moved_blocks.h"

#include <string_view>

namespace oneway {
namespace {

// "module.x[0].module.y" as seen inside "module.x"; false if it lies outside.
bool inside(std::string_view address, std::string_view module, std::string& out) {
  if (module.empty()) return out = address, true;
  const auto parsed = parse_address(address);
  std::vector<ModuleStep> steps;
  if (parsed)
    steps = parsed->modules;
  else if (const auto path = parse_module_path(address))
    steps = *path;
  if (steps.empty() || "module." + steps.front().name != module) return false;
  const std::string head = "module." + steps.front().name + steps.front().key.to_string();
  if (address.size() <= head.size() + 1) return false;
  out = address.substr(head.size() + 1);
  return true;
}

}  // namespace

void collect_blocks(const Assessment& a, const std::string& module, std::set<std::string>& into) {
  for (const StateRepair& r : a.state_repairs) {
    std::string from, to;
    if (r.kind == StateRepair::Kind::Moved && inside(r.from, module, from) && inside(r.to, module, to))
      into.insert("moved {\n  from = " + from + "\n  to   = " + to + "\n}");
  }
}

}  // namespace oneway
