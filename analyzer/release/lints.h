// What one release does to callers, one entry a thing. The code's entry in rules/codes.yaml carries the
// reason and, as its severity, the step that the version must take: error = major, warning = minor, note =
// patch.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "model/release.h"

namespace oneway {

// Without the stacks, which whoever gathers the lints knows.
ReleaseLint make_lint(std::string_view code, std::string address, std::string message);

// The lints of the changes of one stack.
void lint_changes(const Assessment& stack, std::vector<ReleaseLint>& out);

}  // namespace oneway
