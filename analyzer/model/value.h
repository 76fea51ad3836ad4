// A JSON value kept exactly: number text is never changed, object members keep their order.
//
// A Document owns one value as a flat list of tokens plus one text arena; a Value is a cheap view into it (16 bytes,
// copied freely, valid while its Document lives and is not changed). No recursion is needed to skip or to compare.
// Member look-up is O(members); indexing an array is O(index) in tokens jumped.
#pragma once
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace oneway {

enum class Kind : unsigned char { Missing, Null, Bool, Number, String, Array, Object };

class Value;

class Document {
 public:
  struct Token {
    Kind kind;
    bool boolean = false;
    std::uint32_t offset = 0;  // String, Number: where the text starts in the arena
    std::uint32_t size = 0;    // String, Number: bytes; Array: elements; Object: members
    std::uint32_t end = 0;     // index of the token after this value
  };

  void clear();
  Value root() const;
  bool empty() const { return tokens_.empty(); }
  std::uint32_t token_count() const { return static_cast<std::uint32_t>(tokens_.size()); }
  // Bytes held; what a cap on memory is measured by.
  std::size_t memory() const { return tokens_.capacity() * sizeof(Token) + text_.capacity(); }

  // Building, in document order. Inside an object each value is preceded by key(). `end()` closes the innermost
  // container and fixes its size.
  void null();
  void boolean(bool b);
  void number(std::string_view exact_text);
  void string(std::string_view decoded);
  void key(std::string_view decoded) { string(decoded); }
  void begin_array();
  void begin_object();
  void end();
  // A deep copy of a value of any document.
  void copy(Value v);

 private:
  friend class Value;
  void add(Kind k, std::string_view text);
  void count_in_parent();
  std::vector<Token> tokens_;
  std::vector<std::uint32_t> open_;
  std::string text_;
};

class Value {
 public:
  Value() = default;
  Value(const Document* d, std::uint32_t i) : doc_(d), index_(i) {}

  Kind kind() const { return doc_ ? doc_->tokens_[index_].kind : Kind::Missing; }
  explicit operator bool() const { return doc_ != nullptr; }  // present, even if null
  bool missing() const { return !doc_; }
  bool is_null() const { return kind() == Kind::Null; }
  bool null_or_missing() const { return !doc_ || is_null(); }
  bool is_bool() const { return kind() == Kind::Bool; }
  bool is_number() const { return kind() == Kind::Number; }
  bool is_string() const { return kind() == Kind::String; }
  bool is_array() const { return kind() == Kind::Array; }
  bool is_object() const { return kind() == Kind::Object; }
  bool is_true() const { return is_bool() && doc_->tokens_[index_].boolean; }

  // Strings decoded, numbers exactly as written; "" for every other kind.
  std::string_view text() const;
  // Members or elements; 0 for every other kind.
  std::size_t size() const;
  // null, "", {} and [] are empty; so is Missing.
  bool empty_value() const;

  Value operator[](std::string_view key) const;  // Missing if absent or not an object
  Value at(std::size_t i) const;                 // Missing if out of range or not an array
  // Follows dots through objects; a step through an array of exactly one object goes into it (how a single nested
  // block is written), a number indexes an array. "settings.disk_size". A dot within a name is written "\\.". Missing if any step is absent.
  Value dotted(std::string_view path) const;

  class Iterator;
  class Range;
  Range elements() const;  // array elements, or an object's member values
  Range members() const;   // use Iterator::key()

  // Compact JSON text with members in their order and exact numbers.
  std::string to_json() const;
  // The same with members sorted by key: equal values give equal text (numbers compared by text).
  std::string to_canonical_json() const;

  const Document* document() const { return doc_; }
  std::uint32_t index() const { return index_; }
  // Index of the token after this value: Value(document(), i) for i in [index, end_index) walks it flatly, keys
  // included. 0 if missing.
  std::uint32_t end_index() const { return doc_ ? doc_->tokens_[index_].end : 0; }

 private:
  friend class Document;
  const Document* doc_ = nullptr;
  std::uint32_t index_ = 0;
};

class Value::Iterator {
 public:
  Iterator(const Document* d, std::uint32_t i, bool object) : doc_(d), i_(i), object_(object) {}
  std::string_view key() const { return object_ ? Value(doc_, i_).text() : std::string_view(); }
  Value value() const { return Value(doc_, object_ ? i_ + 1 : i_); }
  std::pair<std::string_view, Value> operator*() const { return {key(), value()}; }
  Iterator& operator++();
  bool operator!=(const Iterator& o) const { return i_ != o.i_; }

 private:
  const Document* doc_;
  std::uint32_t i_;
  bool object_;
};

// for (auto [key, value] : v.members()); for arrays the key is "".
class Value::Range {
 public:
  Range(Iterator b, Iterator e) : b_(b), e_(e) {}
  Iterator begin() const { return b_; }
  Iterator end() const { return e_; }

 private:
  Iterator b_, e_;
};

// Same kind and content; object member order does not matter, numbers are compared as exact decimals ("1.0" == "1",
// 9007199254740993 != 9007199254740992). Missing equals only Missing. Bounded stack.
bool deep_equal(Value a, Value b);
// -1, 0, 1 by exact decimal value of two JSON number texts. Exponents beyond +-1,000,000 compare by sign and exponent.
int compare_numbers(std::string_view a, std::string_view b);
// A 64-bit hash of the content, equal for deep_equal values.
std::uint64_t content_hash(Value v);
// Does a `true` leaf occur anywhere (after_unknown, sensitivity masks)?
bool any_true(Value mask);

}  // namespace oneway
