// A streaming pull reader over JSON of any size: walk what matters, skip the rest at scanner speed, capture
// single values into a Document. Holds one window (256 KiB), never the document.
//
// Every byte is validated strictly (RFC 8259 grammar and UTF-8), skipped parts too.
// The stack is bounded: nothing recurses. Faults throw InputError with byte offset and JSON path.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "ingest/bytes/source.h"
#include "model/value.h"

namespace oneway::json {

struct Limits {
  std::uint32_t depth = 512;               // nesting levels
  std::uint64_t value_bytes = 256u << 20;  // largest single captured value
};

class Reader {
 public:
  explicit Reader(ByteSource& source, Limits limits = {}, std::size_t window_bytes = 256 << 10);
  ~Reader();
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  // Skips white space and looks at the value that comes next. Kind::Missing at the end of input.
  Kind peek();

  // Objects: begin_object(); while (next_key(k)) { read or skip exactly one value }. Keys come decoded.
  void begin_object();
  bool next_key(std::string& key);
  bool next_key(std::string_view& key);  // no copy; valid until the next key of the same object is asked for
  // Arrays: begin_array(); while (next_element()) { read or skip exactly one value }.
  void begin_array();
  bool next_element();

  void skip();                   // the next value, whatever it is
  void capture(Document& into);  // appends the next value as one value; duplicate keys in any object throw
  // The same, but a string longer than `longest` bytes is not kept: null stands in.
  void capture_short(Document& into, std::size_t longest);
  std::string string();            // a string value, decoded; throws if it is anything else
  void string(std::string& into);  // the same into memory that is there already
  bool boolean();
  std::string number();  // exact text

  // After the last document: true if only white space is left.
  bool at_end();
  // Between documents: what was already taken from the source but not consumed. Whoever finds noise or a
  // second document behind the first one reads on there, then in the source. So nothing behind the end of a
  // top-level value is validated (or refused) before peek() or at_end() looks at it.
  std::string_view unread() const;

  std::uint64_t offset() const;  // bytes consumed so far
  std::string path() const;      // where the reader stands: "$.resource_changes[3].change"
  [[noreturn]] void fail(const std::string& message, const std::string& advice = {}) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Parses one whole small document; for tests, declarations, and values inside strings (policies).
// Throws InputError. Duplicate keys throw.
Document parse(std::string_view text, Limits limits = {});

}  // namespace oneway::json
