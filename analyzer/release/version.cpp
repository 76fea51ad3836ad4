#include "release/version.h"

#include <algorithm>
#include <charconv>
#include <vector>

namespace oneway {
namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

struct Clause {
  std::string_view op;
  Version version;
  int parts = 0;  // numbers written
};

// The numbers at the start of `text`; how many there are (0 = none).
int read_numbers(std::string_view text, Version& into) {
  std::uint64_t* const parts[] = {&into.major, &into.minor, &into.patch};
  const char* at = text.data();
  const char* const end = at + text.size();
  int count = 0;
  while (count < 3) {
    const auto [next, fault] = std::from_chars(at, end, *parts[count]);
    if (fault != std::errc()) return 0;
    ++count, at = next;
    if (at == end || *at != '.') break;
    ++at;
  }
  return at == end || *at == '-' || *at == '+' ? count : 0;
}

std::vector<Clause> clauses(std::string_view constraint) {
  std::vector<Clause> out;
  while (!constraint.empty()) {
    const std::size_t comma = std::min(constraint.find(','), constraint.size());
    std::string_view text = trimmed(constraint.substr(0, comma));
    constraint.remove_prefix(std::min(comma + 1, constraint.size()));
    const std::size_t digits = std::min(text.find_first_of("0123456789v"), text.size());
    Clause c;
    c.op = trimmed(text.substr(0, digits));
    text.remove_prefix(digits);
    if (text.starts_with('v')) text.remove_prefix(1);
    c.parts = read_numbers(text, c.version);
    if (c.parts > 0) out.push_back(c);
  }
  return out;
}

// The first version that "~> 5.1" (6.0.0) or "~> 5.1.2" (5.2.0) refuses.
Version after_pessimistic(const Clause& c) {
  if (c.parts >= 3) return {c.version.major, c.version.minor + 1, 0};
  return {c.version.major + 1, 0, 0};
}

}  // namespace

std::optional<Version> parse_version(std::string_view text) {
  if (text.starts_with('v') || text.starts_with('V')) text.remove_prefix(1);
  Version v;
  if (read_numbers(text, v) == 0) return std::nullopt;
  return v;
}

std::optional<Bump> step(const Version& from, const Version& to) {
  if (to <= from) return std::nullopt;
  if (to.major != from.major) return Bump::Major;
  if (to.minor != from.minor) return to.major == 0 ? Bump::Major : Bump::Minor;
  return Bump::Patch;
}

std::optional<Version> least_allowed(std::string_view constraint) {
  std::optional<Version> least;
  for (const Clause& c : clauses(constraint))
    if (c.op != "<" && c.op != "<=" && c.op != "!=") least = std::max(least.value_or(c.version), c.version);
  return least;
}

std::optional<Version> upper_end(std::string_view constraint) {
  std::optional<Version> upper;
  for (const Clause& c : clauses(constraint)) {
    std::optional<Version> end;
    if (c.op == "<") end = c.version;
    if (c.op == "<=" || c.op == "=" || c.op.empty())
      end = Version{c.version.major, c.version.minor, c.version.patch + 1};
    if (c.op == "~>") end = after_pessimistic(c);
    if (end) upper = std::min(upper.value_or(*end), *end);
  }
  return upper;
}

bool allows(std::string_view constraint, const Version& v) {
  for (const Clause& c : clauses(constraint)) {
    const bool let_in = c.op == "<"    ? v < c.version
                        : c.op == "<=" ? v <= c.version
                        : c.op == ">"  ? v > c.version
                        : c.op == ">=" ? v >= c.version
                        : c.op == "!=" ? v != c.version
                        : c.op == "~>" ? v >= c.version && v < after_pessimistic(c)
                                       : v == c.version;
    if (!let_in) return false;
  }
  return true;
}

}  // namespace oneway
