// JSON that is no plan: names what it is by its top-level keys, and says what to do with it.
#pragma once
#include <set>
#include <string>
#include <string_view>

#include "ingest/json/reader.h"

namespace oneway {

class ForeignKeys {
 public:
  // Notes a top-level key. True once the keys settle what the document is, so that reading on gains nothing.
  bool add(std::string_view key);
  bool has(std::string_view key) const { return keys_.find(key) != keys_.end(); }
  bool empty() const { return keys_.empty(); }
  // Throws InputError. `wanted` is what the caller would have read: "plan" or "state".
  [[noreturn]] void refuse(const json::Reader& reader, std::string_view wanted) const;

 private:
  std::set<std::string, std::less<>> keys_;
  bool more_ = false;
};

// Text for people out of input: control characters and quotes escaped, cut to a bounded length.
std::string printable(std::string_view text, std::size_t max = 60);

}  // namespace oneway
