// Copying one value from the window into a Document, with an explicit stack.
#include <algorithm>

#include "ingest/json/escapes.h"
#include "ingest/json/reader_impl.h"

namespace oneway::json {

void Reader::Impl::capture_string(Document& into) {
  if (longest_string == kAnyLength) return into.string(take_string_view());
  window.advance(1);
  scratch.clear();
  if (take_string_rest(scratch, longest_string))
    into.string(scratch);
  else
    into.null();
}

bool Reader::Impl::capture_value(Document& into, char first) {
  switch (first) {
    case '{':
    case '[':
      window.advance(1);
      captured.push_back({first == '{', true, into.token_count()});
      if (first == '{')
        into.begin_object();
      else
        into.begin_array();
      return true;
    case '"':
      capture_string(into);
      return false;
    case 't':
    case 'f':
      skip_scalar();
      into.boolean(first == 't');
      return false;
    case 'n':
      skip_scalar();
      into.null();
      return false;
    default:
      scratch.clear();
      take_number(scratch);
      into.number(scratch);
      return false;
  }
}

// Keys that rise are all different. Engines sort them, so that nearly no object needs a second look.
void Reader::Impl::check_key(const Document& into, Captured& in, std::string_view key) {
  if (in.last_key && in.ascending) in.ascending = Value(&into, in.last_key).text() < key;
  in.last_key = into.token_count();
}

void Reader::Impl::refuse_duplicates(Value object) const {
  std::vector<std::string_view> keys;
  for (auto [key, value] : object.members()) keys.push_back(key);
  std::sort(keys.begin(), keys.end());
  const auto twice = std::adjacent_find(keys.begin(), keys.end());
  if (twice == keys.end()) return;
  fail(window.offset(), "the key " + shown(*twice) + " stands twice in one object",
       "readers disagree on which of the two counts, so none is taken: have the document written again");
}

bool Reader::Impl::capture_next(Document& into) {
  Captured& in = captured.back();
  char c = next_char();
  if (c == '}' || c == ']') {
    window.advance(1);
    into.end();
    const Captured ended = in;
    captured.pop_back();
    if (!ended.ascending) refuse_duplicates(Value(&into, ended.token));
    return false;
  }
  if (in.last_key || in.begun > 0) {
    window.advance(1);  // ','
    next_char();
  }
  if (!in.object) {
    ++in.begun;
    return true;
  }
  const std::string_view key = take_string_view();
  check_key(into, in, key);
  into.key(key);
  next_char();
  window.advance(1);  // ':'
  return true;
}

void Reader::Impl::capture(Document& into) {
  const char first = next_value();
  begin_value();
  capturing = &into;
  captured.clear();
  if (capture_value(into, first)) {
    while (!captured.empty())
      if (capture_next(into)) {
        check_size();
        capture_value(into, next_char());
      }
  }
  capturing = nullptr;
  end_value();
}

}  // namespace oneway::json
