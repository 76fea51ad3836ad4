#include "model/number.h"

#include <algorithm>

#include "model/value.h"

namespace oneway {
namespace {

constexpr std::int64_t kLargestExponent = 1'000'000'000'000'000'000;

std::int64_t read_exponent(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  std::int64_t value = 0;
  for (char c : text) value = std::min(value * 10 + (c - '0'), kLargestExponent / 10);
  return negative ? -value : value;
}

// The next digit of a Decimal's digits, past a '.'; '0' for ever after the last.
char take_digit(std::string_view& digits) {
  if (digits.starts_with('.')) digits.remove_prefix(1);
  if (digits.empty()) return '0';
  const char c = digits.front();
  digits.remove_prefix(1);
  return c;
}

}  // namespace

Decimal read_decimal(std::string_view text) {
  Decimal d;
  d.negative = text.starts_with('-');
  if (d.negative) text.remove_prefix(1);
  const std::size_t e = text.find_first_of("eE");
  const std::string_view mantissa = text.substr(0, e);
  const std::size_t first = mantissa.find_first_not_of("0.");
  if (first == std::string_view::npos) return {};
  const std::size_t last = mantissa.find_last_not_of("0.");
  const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
  d.digits = mantissa.substr(first, last - first + 1);
  d.exponent = e == std::string_view::npos ? 0 : read_exponent(text.substr(e + 1));
  const auto shift = static_cast<std::int64_t>(point) - static_cast<std::int64_t>(first);
  d.exponent += shift > 0 ? shift : shift + 1;
  return d;
}

int compare_numbers(std::string_view a, std::string_view b) {
  if (a == b) return 0;
  Decimal x = read_decimal(a), y = read_decimal(b);
  const int sign_x = x.zero() ? 0 : x.negative ? -1 : 1;
  const int sign_y = y.zero() ? 0 : y.negative ? -1 : 1;
  if (sign_x != sign_y) return sign_x < sign_y ? -1 : 1;
  if (x.exponent != y.exponent) return x.exponent < y.exponent ? -sign_x : sign_x;
  while (!x.digits.empty() || !y.digits.empty()) {
    const char p = take_digit(x.digits), q = take_digit(y.digits);
    if (p != q) return p < q ? -sign_x : sign_x;
  }
  return 0;
}

}  // namespace oneway
