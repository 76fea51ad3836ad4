#include "assess/change/direction.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <optional>
#include <string>

namespace oneway {
namespace {

bool is_json_number(std::string_view s) {
  return !s.empty() && (std::isdigit(static_cast<unsigned char>(s[0])) || (s[0] == '-' && s.size() > 1)) &&
         s.find_first_not_of("0123456789.-+eE") == std::string_view::npos;
}

bool on(Value v) {
  return v.is_true() ||
         (v.is_string() && (v.text() == "true" || v.text() == "Enabled" || v.text() == "ENABLED"));
}

// "10Gi" in bytes: Kubernetes quantities with a binary or decimal suffix; nullopt for anything else.
std::optional<double> quantity(std::string_view s) {
  constexpr std::string_view kSuffixes[] = {"Ki", "Mi", "Gi", "Ti", "Pi", "Ei", "k", "M", "G", "T", "P", "E"};
  constexpr double kFactors[] = {0x1p10, 0x1p20, 0x1p30, 0x1p40, 0x1p50, 0x1p60,
                                 1e3,    1e6,    1e9,    1e12,   1e15,   1e18};
  for (std::size_t i = 0; i < std::size(kSuffixes); ++i) {
    if (!s.ends_with(kSuffixes[i])) continue;
    const std::string_view number = s.substr(0, s.size() - kSuffixes[i].size());
    double value = 0;
    const auto [end, fault] = std::from_chars(number.data(), number.data() + number.size(), value);
    if (fault == std::errc() && end == number.data() + number.size()) return value * kFactors[i];
  }
  return std::nullopt;
}

// -1 grows, 1 shrinks, 0 the same; nullopt: cannot be told.
std::optional<int> order(Value a, Value b) {
  if (a.null_or_missing() && b.null_or_missing()) return 0;
  if (a.is_array() && b.is_array()) {
    if (a.size() == b.size()) return deep_equal(a, b) ? std::optional<int>(0) : std::nullopt;
    return a.size() < b.size() ? -1 : 1;
  }
  const std::string_view x = a.text(), y = b.text();
  if (is_json_number(x) && is_json_number(y)) return compare_numbers(x, y);
  if (const auto p = quantity(x), q = quantity(y); p && q) return *p < *q ? -1 : *p > *q;
  if (a.null_or_missing() && (b.is_number() || is_json_number(y))) return std::nullopt;
  if (b.null_or_missing()) return std::nullopt;
  return std::nullopt;
}

std::string_view version_part(std::string_view& rest) {
  const std::size_t start = std::min(rest.find_first_of("0123456789"), rest.size());
  rest.remove_prefix(start);
  const std::size_t end = std::min(rest.find_first_not_of("0123456789"), rest.size());
  const std::string_view part = rest.substr(0, end);
  rest.remove_prefix(end);
  return part;
}

bool lost_an_element(Value a, Value b) {
  if (a.is_object() && b.is_object())
    for (auto [key, value] : a.members())
      if (b[key].missing()) return true;
  if (a.is_array()) {
    if (!b.is_array()) return a.size() > 0;
    for (auto [key, left] : a.elements()) {
      bool found = false;
      for (auto [other, right] : b.elements()) found = found || deep_equal(left, right);
      if (!found) return true;
    }
  }
  return false;
}

bool steps(OneWay::Direction direction, Value from, Value to, bool unknown) {
  using D = OneWay::Direction;
  if (direction == D::Any) return true;
  if (direction == D::SetOnce) return from.empty_value() && (unknown || !to.empty_value());
  if (direction == D::UnsetOnly) return !from.empty_value() && (unknown || to.empty_value());
  if (unknown) return true;
  switch (direction) {
    case D::IncreaseOnly:
      return order(from, to).value_or(-1) < 0;
    case D::DecreaseOnly:
      return order(from, to).value_or(1) > 0;
    case D::UpgradeOnly:
      return from.null_or_missing() || to.null_or_missing() || compare_versions(from.text(), to.text()) < 0;
    case D::EnableOnly:
      return !on(from) && on(to);
    case D::DisableOnly:
      return on(from) && !on(to);
    case D::AddOnly:
      return lost_an_element(to, from);
    case D::RemoveOnly:
      return lost_an_element(from, to);
    default:
      return false;
  }
}

}  // namespace

int compare_versions(std::string_view a, std::string_view b) {
  while (true) {
    std::string_view x = version_part(a), y = version_part(b);
    if (x.empty() || y.empty()) return x.empty() && y.empty() ? 0 : x.empty() ? -1 : 1;
    x.remove_prefix(std::min(x.find_first_not_of('0'), x.size()));
    y.remove_prefix(std::min(y.find_first_not_of('0'), y.size()));
    if (x.size() != y.size()) return x.size() < y.size() ? -1 : 1;
    if (x != y) return x < y ? -1 : 1;
  }
}

bool goes(OneWay::Direction direction, const Difference& d) {
  return steps(direction, d.before, d.after, d.unknown);
}

bool comes_back(OneWay::Direction direction, const Difference& d) {
  if (direction == OneWay::Direction::Any || d.unknown) return false;
  return steps(direction, d.after, d.before, false);
}

bool erodes(const Erosion& rule, const Difference& d) {
  using On = Erosion::On;
  if (rule.to && !d.unknown && d.after.text() != *rule.to &&
      !(d.after.is_bool() && (*rule.to == "true") == d.after.is_true()))
    return false;
  if (rule.endless && rule.on == On::Decrease && !d.unknown) {
    if (d.after.text() == *rule.endless) return false;
    if (d.before.text() == *rule.endless) return true;
  }
  switch (rule.on) {
    case On::Decrease:
      return d.unknown ||
             (d.after.null_or_missing() ? !d.before.empty_value() : order(d.before, d.after).value_or(1) > 0);
    case On::Increase:
      return d.unknown || order(d.before, d.after).value_or(-1) < 0;
    case On::Disable:
      return on(d.before) && (d.unknown || !on(d.after));
    case On::Enable:
      return !on(d.before) && (d.unknown || on(d.after));
    case On::Unset:
      return !d.before.empty_value() && (d.unknown || d.after.empty_value());
    case On::Set:
      return d.before.empty_value() && (d.unknown || !d.after.empty_value());
    case On::Remove:
      return d.unknown || d.after.empty_value() || lost_an_element(d.before, d.after);
    case On::Any:
      return true;
  }
  return true;
}

}  // namespace oneway
