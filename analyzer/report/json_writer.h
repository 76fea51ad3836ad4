// Writes one JSON document in the order it is told, without holding it.
//
// Strings are UTF-8; a byte that is none is written as U+FFFD, and characters that would be invisible or
// obeyed by a terminal are written as \u escapes, so the document is safe to show. The caller keeps begin and
// end balanced.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "report/sink.h"

namespace oneway::report {

class JsonWriter {
 public:
  enum class Layout : unsigned char { Indented, OneLine };
  JsonWriter(Sink& out, Layout layout) : out_(out), indented_(layout == Layout::Indented) {}

  void begin_object() { open('{'); }
  void end_object() { close('}'); }
  void begin_array() { open('['); }
  void end_array() { close(']'); }
  void key(std::string_view name);

  void string(std::string_view text);
  void number(std::uint64_t n);
  void boolean(bool b);
  void null();
  // `text` is JSON already and stands as it is, its numbers untouched; text that is no JSON is written as a
  // string.
  void json(std::string_view text);
  // A value that another writer wrote for the same depth; it stands as it is.
  void prepared(std::string_view value) { before_value(), out_ << value; }

  void member(std::string_view name, std::string_view text) { key(name), string(text); }
  void member(std::string_view name, const char* text) { key(name), string(text); }
  void member(std::string_view name, std::uint64_t n) { key(name), number(n); }
  void member(std::string_view name, bool b) { key(name), boolean(b); }
  // null where `text` is empty.
  void optional(std::string_view name, std::string_view text);
  template <class Strings>
  void strings(std::string_view name, const Strings& list) {
    key(name);
    begin_array();
    for (const auto& text : list) string(text);
    end_array();
  }
  template <class List, class WriteOne>
  void array(std::string_view name, const List& list, WriteOne write_one) {
    key(name);
    begin_array();
    for (const auto& one : list) write_one(one);
    end_array();
  }

 private:
  void open(char bracket);
  void close(char bracket);
  void before_value();
  void new_line();

  Sink& out_;
  bool indented_;
  bool after_key_ = false;
  std::vector<bool> has_members_;  // of each open container
};

// Is `text` exactly one JSON value? O(n), no recursion.
bool is_json(std::string_view text);

}  // namespace oneway::report
