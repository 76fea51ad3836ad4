// What one release does to callers, one entry a thing. The code's entry in rules/codes.yaml carries the
// reason and, as its severity, the step that the version must take: error = major, warning = minor, note =
// patch.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "model/release.h"

namespace oneway {

ReleaseLint make_lint(std::string_view code, std::string stack, std::string address, std::string message);

// The lints of the changes of one stack.
void lint_changes(const ReleaseStack& stack, std::vector<ReleaseLint>& out);

}  // namespace oneway
