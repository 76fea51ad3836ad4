#include <charconv>

#include "catalog/catalog.h"
#include "catalog/duration.h"

namespace oneway {
namespace {

constexpr std::int64_t kSecond = 1, kMinute = 60, kHour = 3600, kDay = 86400;
constexpr std::int64_t kMost = std::int64_t{1} << 40;  // seconds, beyond any real period

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t n = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), n);
  if (fault != std::errc() || end != text.data() + text.size() || n < 0 || n > kMost) return std::nullopt;
  return n;
}

std::optional<std::int64_t> unit_of(char c, bool time_part) {
  switch (c) {
    case 's':
    case 'S':
      return kSecond;
    case 'm':
    case 'M':
      return time_part ? std::optional(kMinute) : std::nullopt;  // months have no length
    case 'h':
    case 'H':
      return kHour;
    case 'd':
    case 'D':
      return kDay;
    default:
      return std::nullopt;
  }
}

std::string count_of(std::int64_t seconds) {
  struct Unit {
    std::int64_t seconds;
    const char* name;
  };
  for (const Unit& unit : {Unit{kDay, "day"}, Unit{kHour, "hour"}, Unit{kMinute, "minute"}}) {
    if (seconds == 0 || seconds % unit.seconds != 0) continue;
    const std::int64_t n = seconds / unit.seconds;
    return std::to_string(n) + " " + unit.name + (n == 1 ? "" : "s");
  }
  return std::to_string(seconds) + (seconds == 1 ? " second" : " seconds");
}

}  // namespace

std::optional<std::int64_t> duration_seconds(std::string_view text) {
  bool time_part = true;
  if (text.starts_with('P')) {
    text.remove_prefix(1);
    time_part = false;
  }
  std::int64_t total = 0;
  bool any = false;
  while (!text.empty()) {
    if (text.front() == 'T' && !time_part) {
      time_part = true;
      text.remove_prefix(1);
      continue;
    }
    std::size_t digits = 0;
    while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9') ++digits;
    if (digits == 0 || digits > 10 || digits == text.size()) return std::nullopt;
    const auto unit = unit_of(text[digits], time_part);
    const auto count = whole_number(text.substr(0, digits));
    if (!unit || !count) return std::nullopt;
    total += *count * *unit;
    if (total > kMost) return std::nullopt;
    any = true;
    text.remove_prefix(digits + 1);
  }
  return any ? std::optional(total) : std::nullopt;
}

std::optional<Span> resolve(const Period& period, Value side) {
  if (period.argument.empty()) {
    if (!period.stated()) return std::nullopt;
    return Span{period.min_seconds, period.max_seconds};
  }
  const Value value = side.dotted(period.argument);
  std::optional<std::int64_t> seconds;
  if (value.null_or_missing()) {
    if (period.fallback) seconds = *period.fallback * period.unit_seconds;
  } else if (const auto count = whole_number(value.text())) {
    if (*count <= kMost / period.unit_seconds) seconds = *count * period.unit_seconds;
  } else {
    seconds = duration_seconds(value.text());
  }
  if (!seconds) return std::nullopt;
  return Span{*seconds, *seconds};
}

std::string to_words(const Span& span) {
  const std::string most = count_of(span.max_seconds);
  if (span.min_seconds == span.max_seconds) return most;
  const std::string least = count_of(span.min_seconds);
  const auto unit = [](const std::string& s) {
    const std::string word = s.substr(s.find(' ') + 1);
    return word.ends_with('s') ? word : word + "s";
  };
  if (unit(least) == unit(most)) return least.substr(0, least.find(' ')) + " to " + most;
  return least + " to " + most;
}

}  // namespace oneway
