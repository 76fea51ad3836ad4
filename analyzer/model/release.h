// The answer to "what does this module release do to stacks that run the last one?": plain values for the
// reports of `oneway release`.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/assessment.h"

namespace oneway {

enum class Bump : unsigned char { Patch, Minor, Major };
std::string_view id(Bump b);

// One thing that callers of the module meet. `bump` is the least step of the version that tells them.
struct ReleaseLint {
  std::string code, stack, address;  // an object, or "output.x", "variable.x", "provider.x"
  std::string message;
  Bump bump = Bump::Patch;
  bool accepted = false;  // the expectations know it
};

struct ReleaseRegression {
  std::string stack, code, address, message;
};

struct ReleaseStack {
  std::string name;
  bool real = false;  // a plan over a state, not a prediction from two create plans
  Assessment assessment;
};

struct Release {
  Bump verdict = Bump::Patch;
  std::string baseline_version, declared_version;  // "" if not given
  std::optional<Bump> declared;                    // the step between them
  std::vector<ReleaseStack> stacks;                // by name
  std::vector<ReleaseLint> lints;                  // largest bump first, then by code, stack, address
  std::vector<ReleaseRegression> regressions;
  std::vector<std::string> blocks;  // the moved blocks to ship, written inside the module
};

}  // namespace oneway
