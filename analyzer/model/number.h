// A JSON number's exact decimal value, as views into its text.
#pragma once
#include <cstdint>
#include <string_view>

namespace oneway {

// value = sign * 0.DIGITS * 10^exponent, where DIGITS is `digits` without its '.', starting and ending with a
// non-zero digit. Zero has no digits, no sign and exponent 0, so equal numbers have equal parts.
struct Decimal {
  bool negative = false;
  std::int64_t exponent = 0;
  std::string_view digits;  // may hold one '.'

  bool zero() const { return digits.empty(); }
};

// `text` is a JSON number. Exponents are held within +-10^18.
Decimal read_decimal(std::string_view text);

}  // namespace oneway
