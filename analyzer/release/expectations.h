// What a release is allowed to do (oneway.expect.yaml beside the plans): classes, known findings, expected
// moves.
//
// Reading is strict, as for the policy: an unknown key or a missing reason is a UsageError with
// file:line:column.
#pragma once
#include <string>
#include <vector>

#include "model/release.h"
#include "policy/policy.h"

namespace oneway {

struct ExpectedFinding {
  std::string code, stack, address;  // stack and address are globs; "" = every one
  std::string reason;
  Day expires = 0;
};
struct ExpectedMove {
  std::string from, to;
};

struct Expectations {
  std::string file;                    // "" if there is none
  std::vector<RollbackClass> classes;  // allowed ones; empty = every class that a finding does not object to
  std::vector<ExpectedFinding> findings;
  std::vector<ExpectedMove> moves;
};

inline constexpr char kExpectationsFile[] = "oneway.expect.yaml";

Expectations read_expectations(const std::string& text, const std::string& file);
// The file in `folder`, or none.
Expectations load_expectations(const std::string& folder);

// Marks lints that are accepted, adds the regressions. The allowed classes were judged with the stacks
// (ReleaseQuestion::allowed_classes).
void apply_expectations(const Expectations& expected, Day today, Release& release);

// The file that makes everything of `release` expected, until `expires`.
std::string blessed(const Release& release, Day expires);

}  // namespace oneway
