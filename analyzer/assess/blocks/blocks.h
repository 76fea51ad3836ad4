// Writes moved, import and removed blocks, or the state commands that do the same where the engine is too old
// for them. Everything that comes from a plan is quoted here, and only here: HCL strings in blocks, POSIX
// single quotes in commands.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/assessment.h"

namespace oneway {

struct EngineVersion {
  Engine engine = Engine::Unknown;
  int major = 0, minor = 0;  // 0.0 = unknown: taken for a current one
};
// "terraform@1.4", "tofu@1.6.2", "opentofu", "terraform"; nullopt if it is none of these.
std::optional<EngineVersion> engine_version_from(std::string_view text);
EngineVersion engine_version_of(const InputInfo& input);

// Can the engine take this repair as a block?
bool block_supported(const StateRepair& repair, const EngineVersion& engine);

// The block ("" for Commands), with a comment that says why; ends with a newline.
std::string hcl_block(const StateRepair& repair);
// The commands that do the same, one a line each. `engine` decides the program's name.
std::vector<std::string> state_commands(const StateRepair& repair, const EngineVersion& engine);

// 'text' for a POSIX shell.
std::string shell_quote(std::string_view text);
// A line of comment: control characters and line ends cannot leave it.
std::string hcl_comment(std::string_view text);

}  // namespace oneway
