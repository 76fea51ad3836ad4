#include "ingest/json/grammar.h"

namespace oneway::json {
namespace {

bool is_space(unsigned char c) {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}
bool is_digit(unsigned char c) {
  return c >= '0' && c <= '9';
}
bool is_e(unsigned char c) {
  return c == 'e' || c == 'E';
}

bool ends_scalar(unsigned char c) {
  return is_space(c) || c == ',' || c == ']' || c == '}' || c == ':' || c == '"' || c == '{' || c == '[';
}

const char* expected(Expect e, bool in_object) {
  switch (e) {
    case Expect::Document:
    case Expect::Member:
    case Expect::Element:
      return "a value was expected here";
    case Expect::First:
      return "a value or ']' was expected here";
    case Expect::FirstKey:
      return "a quoted key or '}' was expected here";
    case Expect::Key:
      return "a quoted key was expected here";
    case Expect::Colon:
      return "':' was expected here";
    case Expect::Comma:
      return in_object ? "',' or '}' was expected here" : "',' or ']' was expected here";
  }
  return "";
}

bool expects_value(Expect e) {
  return e == Expect::Document || e == Expect::Member || e == Expect::First || e == Expect::Element;
}

void value_done(GrammarState& s) {
  s.expect = s.depth == 0 ? Expect::Document : Expect::Comma;
}

// False if `c` cannot follow. Starts and continues multi-byte sequences (Unicode 15, table 3-7).
bool utf8_step(GrammarState& s, unsigned char c) {
  if (s.utf8_left > 0) {
    if (c < s.utf8_low || c > s.utf8_high) return false;
    --s.utf8_left;
    s.utf8_low = 0x80;
    s.utf8_high = 0xBF;
    return true;
  }
  if (c < 0x80) return true;
  if (c < 0xC2 || c > 0xF4) return false;
  s.utf8_left = c < 0xE0 ? 1 : c < 0xF0 ? 2 : 3;
  if (c == 0xE0) s.utf8_low = 0xA0;
  if (c == 0xED) s.utf8_high = 0x9F;
  if (c == 0xF0) s.utf8_low = 0x90;
  if (c == 0xF4) s.utf8_high = 0x8F;
  return true;
}

}  // namespace

int hex_digit(unsigned char c) {
  if (is_digit(c)) return c - '0';
  const int lower = c | 0x20;
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

void GrammarState::push(bool object) {
  if (depth > 0 && depth % 64 == 0) deeper.push_back(kinds);
  kinds = kinds << 1 | (object ? 1 : 0);
  ++depth;
}

void GrammarState::pop() {
  --depth;
  kinds >>= 1;
  if (depth > 0 && depth % 64 == 0) {
    kinds = deeper.back();
    deeper.pop_back();
  }
}

bool GrammarState::complete() const {
  return depth == 0 && !in_string && scalar == Scalar::None && utf8_left == 0;
}

Scalar scalar_begin(unsigned char c, const char*& word) {
  if (c == '-') return Scalar::Minus;
  if (c == '0') return Scalar::Zero;
  if (is_digit(c)) return Scalar::Integer;
  word = c == 't' ? "rue" : c == 'f' ? "alse" : c == 'n' ? "ull" : "";
  return *word ? Scalar::Word : Scalar::None;
}

Scalar scalar_step(Scalar s, unsigned char c, const char*& word) {
  switch (s) {
    case Scalar::Minus:
      return c == '0' ? Scalar::Zero : is_digit(c) ? Scalar::Integer : Scalar::None;
    case Scalar::Zero:
      return c == '.' ? Scalar::Point : is_e(c) ? Scalar::E : Scalar::None;
    case Scalar::Integer:
      return is_digit(c) ? Scalar::Integer : c == '.' ? Scalar::Point : is_e(c) ? Scalar::E : Scalar::None;
    case Scalar::Point:
      return is_digit(c) ? Scalar::Fraction : Scalar::None;
    case Scalar::Fraction:
      return is_digit(c) ? Scalar::Fraction : is_e(c) ? Scalar::E : Scalar::None;
    case Scalar::E:
      return is_digit(c) ? Scalar::Exponent : c == '+' || c == '-' ? Scalar::Sign : Scalar::None;
    case Scalar::Sign:
    case Scalar::Exponent:
      return is_digit(c) ? Scalar::Exponent : Scalar::None;
    case Scalar::Word:
      if (c != static_cast<unsigned char>(*word)) return Scalar::None;
      ++word;
      return *word ? Scalar::Word : Scalar::WordEnd;
    case Scalar::WordEnd:
    case Scalar::None:
      return Scalar::None;
  }
  return Scalar::None;
}

bool scalar_complete(Scalar s) {
  return s == Scalar::Zero || s == Scalar::Integer || s == Scalar::Fraction || s == Scalar::Exponent ||
         s == Scalar::WordEnd;
}

bool Grammar::in_string(GrammarState& s, unsigned char c, std::uint64_t bit, BlockMasks& masks) {
  if (s.hex_left > 0) {
    const int digit = hex_digit(c);
    if (digit < 0) return refuse("four hexadecimal digits must follow \\u");
    const auto hex = static_cast<std::uint16_t>(s.hex << 4 | digit);
    if (s.hex_left == 1) {
      const bool high = hex >= 0xD800 && hex < 0xDC00, low = hex >= 0xDC00 && hex < 0xE000;
      if (low != s.high_surrogate) return refuse("a lone surrogate is no character");
      s.high_surrogate = high;
    }
    s.hex = hex;
    --s.hex_left;
    return true;
  }
  if (s.escape) {
    if (s.high_surrogate && c != 'u') return refuse("a lone surrogate is no character");
    switch (c) {
      case 'u':
        s.hex_left = 4;
        s.hex = 0;
        break;
      case '"':
      case '\\':
      case '/':
      case 'b':
      case 'f':
      case 'n':
      case 'r':
      case 't':
        break;
      default:
        return refuse("no such escape in a string");
    }
    s.escape = false;
    return true;
  }
  if (s.high_surrogate && c != '\\') return refuse("a lone surrogate is no character");
  if (c < 0x20) return refuse("a control character must be escaped in a string");
  if (c == '\\') {
    s.escape = true;
  } else if (c == '"') {
    masks.quote |= bit;
    s.in_string = false;
    if (s.expect == Expect::FirstKey || s.expect == Expect::Key)
      s.expect = Expect::Colon;
    else
      value_done(s);
  }
  return true;
}

bool Grammar::structure(GrammarState& s, unsigned char c, std::uint64_t bit, BlockMasks& masks) {
  if (is_space(c)) return true;
  const auto unexpected = [&] { return refuse(expected(s.expect, s.in_object())); };
  switch (c) {
    case '"':
      if (s.expect == Expect::Colon || s.expect == Expect::Comma) return unexpected();
      masks.quote |= bit;
      s.in_string = true;
      return true;
    case '{':
    case '[':
      if (!expects_value(s.expect)) return unexpected();
      if (s.depth >= depth_limit_) return refuse("nested too deeply");
      masks.open |= bit;
      s.push(c == '{');
      s.expect = c == '{' ? Expect::FirstKey : Expect::First;
      return true;
    case '}':
    case ']': {
      const bool object = c == '}';
      const bool may_end =
          s.expect == Expect::Comma || s.expect == (object ? Expect::FirstKey : Expect::First);
      if (!may_end || s.depth == 0 || s.in_object() != object) return unexpected();
      masks.close |= bit;
      s.pop();
      value_done(s);
      return true;
    }
    case ',':
      if (s.expect != Expect::Comma) return unexpected();
      s.expect = s.in_object() ? Expect::Key : Expect::Element;
      return true;
    case ':':
      if (s.expect != Expect::Colon) return unexpected();
      s.expect = Expect::Member;
      return true;
    default:
      if (!expects_value(s.expect)) return unexpected();
      s.scalar = scalar_begin(c, s.word);
      return s.scalar != Scalar::None || unexpected();
  }
}

int Grammar::step(GrammarState& s, const char* bytes, int count, BlockMasks& masks) {
  for (int i = 0; i < count; ++i) {
    const auto c = static_cast<unsigned char>(bytes[i]);
    const std::uint64_t bit = std::uint64_t{1} << i;
    if (s.scalar != Scalar::None) {
      if (!ends_scalar(c)) {
        const Scalar next = scalar_step(s.scalar, c, s.word);
        if (next == Scalar::None) return refuse("no such number or word in JSON"), i;
        s.scalar = next;
        continue;
      }
      if (!scalar_complete(s.scalar)) return refuse("a number or word is cut short"), i;
      s.scalar = Scalar::None;
      value_done(s);
    }
    if (s.in_string) {
      if (!utf8_step(s, c)) return refuse("this is no UTF-8"), i;
      if (!in_string(s, c, bit, masks)) return i;
    } else if (!structure(s, c, bit, masks)) {
      return i;
    }
  }
  return count;
}

}  // namespace oneway::json
