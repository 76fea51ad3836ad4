// Objects with known keys: which of them this key is, and refusing one that comes twice.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "ingest/json/reader.h"

namespace oneway::json {

class SeenKeys {
 public:
  // Position of `key` in `known`, or -1. A known key that was found before fails the reader: whoever wrote
  // the document and whoever reads it would take different ones.
  template <std::size_t N>
  int find(const Reader& reader, const std::string_view (&known)[N], std::string_view key) {
    static_assert(N <= 64);
    for (std::size_t tried = 0; tried < N; ++tried) {
      const std::size_t i = next_ + tried < N ? next_ + tried : next_ + tried - N;
      if (known[i] != key) continue;
      next_ = i + 1 < N ? i + 1 : 0;
      if (seen_ >> i & 1) reader.fail("the key \"" + std::string(key) + "\" comes twice in one object");
      seen_ |= std::uint64_t{1} << i;
      return static_cast<int>(i);
    }
    return -1;
  }
  bool has(int position) const { return seen_ >> position & 1; }
  bool none() const { return seen_ == 0; }

 private:
  std::uint64_t seen_ = 0;
  std::size_t next_ = 0;  // where the search begins: engines write the keys in one order
};

// A string, or "" for null: engines and the tools around them write both for "not there".
inline void string_or_null(Reader& reader, std::string& into) {
  if (reader.peek() == Kind::Null) {
    reader.skip();
    into.clear();
  } else {
    reader.string(into);
  }
}

// true for true; false for false and null.
inline bool flag_or_null(Reader& reader) {
  if (reader.peek() != Kind::Null) return reader.boolean();
  reader.skip();
  return false;
}

// Enters an array or object, or skips a null that stands for an empty one. False if there is nothing to walk.
inline bool enter_array(Reader& reader) {
  if (reader.peek() == Kind::Null) return reader.skip(), false;
  reader.begin_array();
  return true;
}
inline bool enter_object(Reader& reader) {
  if (reader.peek() == Kind::Null) return reader.skip(), false;
  reader.begin_object();
  return true;
}

}  // namespace oneway::json
