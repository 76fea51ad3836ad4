// The answer to "what does this module release do to stacks that run the last one?": plain values for the
// reports of `oneway release`.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/assessment.h"

namespace oneway {

enum class Bump : unsigned char { Patch, Minor, Major };
std::string_view id(Bump b);

// Stacks by their place in Release::stacks, ascending.
using StackList = std::vector<std::uint32_t>;

// One thing that callers of the module meet, and in which stacks. `bump` is the least step of the version
// that tells them.
struct ReleaseLint {
  std::string code, address;  // an object, or "output.x", "variable.x", "provider.x"
  std::string message;
  Bump bump = Bump::Patch;
  StackList stacks;
  StackList accepted;  // those of them whose expectations know it
};

struct ReleaseRegression {
  std::string code, address, message;
  StackList stacks;  // empty: the release as a whole
};

// What stays of a stack once it is judged.
struct ReleaseStack {
  std::string name;
  bool judged = true;  // false: one side has no plan of it
  bool real = false;   // a plan over a state, not a prediction
  RollbackClass worst = RollbackClass::FullyReversible;
  std::uint64_t changes = 0;  // plain no-ops are not counted
};

struct Release {
  Bump verdict = Bump::Patch;
  std::string baseline_version, declared_version;  // "" if not given
  std::optional<Bump> declared;                    // the step between them
  std::vector<ReleaseStack> stacks;                // by name
  std::vector<ReleaseLint> lints;                  // largest bump first, then by code, address, message
  std::vector<ReleaseRegression> regressions;
  std::vector<std::string> blocks;                      // the moved blocks to ship, written inside the module
  std::set<RollbackClass> classes;                      // of all changes
  std::set<std::pair<std::string, std::string>> moves;  // found ones: from, to
  std::set<std::pair<std::string, std::string>> moved;  // those that the release carries out itself
};

}  // namespace oneway
