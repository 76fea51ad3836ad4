// The JSON grammar (RFC 8259) and UTF-8 as a machine over single bytes.
//
// It is the scalar path of the scanner, the judge of blocks that the fast path cannot decide, and the one
// that names a fault. State is shared with the fast path: either may take over at any 64-byte block.
// Documents may follow one another at depth 0; whether more than one is welcome is the reader's question.
#pragma once
#include <cstdint>
#include <vector>

namespace oneway::json {

// What a 64-byte block says about structure, one bit a byte: all that skipping and finding ends needs.
struct BlockMasks {
  std::uint64_t quote = 0;              // quotes that open or close a string
  std::uint64_t open = 0;               // { [ outside strings
  std::uint64_t close = 0;              // } ] outside strings
  std::uint8_t opened = 0, closed = 0;  // how many of them
};

// What may come next outside strings and scalars.
enum class Expect : std::uint8_t {
  Document,  // depth 0: a value
  Member,    // after ':'
  First,     // after '[': a value or ']'
  Element,   // after ',' in an array
  FirstKey,  // after '{': a key or '}'
  Key,       // after ',' in an object
  Colon,     // after a key
  Comma      // after a value in a container: ',' or its end
};

// The inside of a number or literal; None is outside.
enum class Scalar : std::uint8_t {
  None,
  Minus,
  Zero,
  Integer,
  Point,
  Fraction,
  E,
  Sign,
  Exponent,
  Word,
  WordEnd
};

struct GrammarState {
  Expect expect = Expect::Document;
  Scalar scalar = Scalar::None;
  const char* word = "";  // the rest of a literal
  bool in_string = false;
  bool escape = false;          // the last byte was the backslash of an escape
  bool high_surrogate = false;  // a \uD8xx stands before: \uDCxx must follow
  std::uint8_t hex_left = 0;    // digits of a \uXXXX still to come
  std::uint16_t hex = 0;
  std::uint8_t utf8_left = 0;  // continuation bytes still to come; the next within [utf8_low, utf8_high]
  std::uint8_t utf8_low = 0x80, utf8_high = 0xBF;

  std::uint32_t depth = 0;
  std::uint64_t kinds = 0;            // 1 bit a level, innermost lowest: 1 = object
  std::vector<std::uint64_t> deeper;  // full words of outer levels

  bool in_object() const { return kinds & 1; }
  void push(bool object);
  void pop();
  bool complete() const;  // between documents
};

class Grammar {
 public:
  explicit Grammar(std::uint32_t depth_limit) : depth_limit_(depth_limit) {}

  // Reads `count` <= 64 bytes; sets their bits in `masks`. Returns how many were good; fewer than `count`
  // means that fault() names what is wrong with the next one.
  int step(GrammarState& state, const char* bytes, int count, BlockMasks& masks);
  const char* fault() const { return fault_; }

 private:
  bool structure(GrammarState& s, unsigned char c, std::uint64_t bit, BlockMasks& masks);
  bool in_string(GrammarState& s, unsigned char c, std::uint64_t bit, BlockMasks& masks);
  bool refuse(const char* why) {
    fault_ = why;
    return false;
  }

  std::uint32_t depth_limit_;
  const char* fault_ = "";
};

// Steps a scalar by one byte: None if the byte does not belong (then ask scalar_complete of the state
// before).
Scalar scalar_begin(unsigned char c, const char*& word);
Scalar scalar_step(Scalar s, unsigned char c, const char*& word);
bool scalar_complete(Scalar s);
int hex_digit(unsigned char c);  // -1 if none

}  // namespace oneway::json
