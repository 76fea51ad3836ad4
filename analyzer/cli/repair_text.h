// What `oneway repair` prints: the repairs of an assessment as HCL, as commands, as JSON, and the answer to
// "why not?".
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "assess/blocks/blocks.h"
#include "model/assessment.h"

namespace oneway::cli {

struct RepairChoice {
  bool moves = true, imports = true, removed = true;
  std::optional<EngineVersion> engine;  // instead of the one that made the plan
};

// Blocks ready to paste into the root module of the stack `input`; what no block can do stands in comments.
std::string repair_hcl(const Assessment& a, const RepairChoice& choice, std::size_t input);
// Commands for a POSIX shell.
std::string repair_commands(const Assessment& a, const RepairChoice& choice, std::size_t input);
std::string repair_json(const Assessment& a, const RepairChoice& choice);
// Why the object at `address` is, or is not, taken for one that moved.
std::string why_text(const Assessment& a, std::string_view address);

}  // namespace oneway::cli
