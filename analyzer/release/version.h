// Semantic versions and the step between two of them.
#pragma once
#include <optional>
#include <string_view>

#include "model/release.h"

namespace oneway {

struct Version {
  std::uint64_t major = 0, minor = 0, patch = 0;
  auto operator<=>(const Version&) const = default;
};

// "v1.9.0", "1.9", "2.0.0-rc.1+build" (what follows the numbers is left out); nullopt for anything else.
std::optional<Version> parse_version(std::string_view text);
// The step from `from` to `to`. Below 1.0.0 a step of the second number counts as major, as semver tools take
// it. nullopt if `to` is not later.
std::optional<Bump> step(const Version& from, const Version& to);
// The least version that a constraint such as ">= 4.0, < 6.0" or "~> 5.1" lets in; nullopt if it names none.
std::optional<Version> least_allowed(std::string_view constraint);
// Does the constraint have an upper end ("<", "<=", "~>", "=")? Where it lies: the first version that is
// refused for sure.
std::optional<Version> upper_end(std::string_view constraint);
// Does the constraint let this version in? "" lets in every one; what cannot be understood refuses none.
bool allows(std::string_view constraint, const Version& version);

}  // namespace oneway
