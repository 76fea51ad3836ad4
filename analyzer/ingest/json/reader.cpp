#include "ingest/json/reader.h"

#include <algorithm>
#include <cstring>

#include "ingest/json/escapes.h"
#include "ingest/json/reader_impl.h"
#include "model/error.h"

namespace oneway::json {
namespace {

bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}
bool ends_scalar(char c) {
  return c == ',' || c == '}' || c == ']' || is_space(c);
}

const char* name_of(Kind kind) {
  switch (kind) {
    case Kind::Missing:
      return "nothing";
    case Kind::Null:
      return "null";
    case Kind::Bool:
      return "true or false";
    case Kind::Number:
      return "a number";
    case Kind::String:
      return "a string";
    case Kind::Array:
      return "an array";
    case Kind::Object:
      return "an object";
  }
  return "";
}

}  // namespace

Kind kind_of(char first) {
  switch (first) {
    case '\0':
      return Kind::Missing;
    case '"':
      return Kind::String;
    case '{':
      return Kind::Object;
    case '[':
      return Kind::Array;
    case 't':
    case 'f':
      return Kind::Bool;
    case 'n':
      return Kind::Null;
    default:
      return Kind::Number;
  }
}

void Reader::Impl::check_size() const {
  if (window.offset() > value_end)
    fail(window.offset(), "a single value is larger than " + std::to_string(limits.value_bytes) + " bytes");
}

bool Reader::Impl::more() {
  check_size();
  if (window.more()) return true;
  if (window.fault()) fail(window.offset() + window.left(), window.fault());
  return false;
}

char Reader::Impl::next_char_behind_space() {
  while (true) {
    for (const char *p = window.at(), *end = window.end(); p < end; ++p) {
      if (is_space(*p)) continue;
      window.advance(static_cast<std::size_t>(p - window.at()));
      return *p;
    }
    window.advance(window.left());
    if (!more()) return '\0';
  }
}

char Reader::Impl::next_value() {
  const char c = next_char();
  if (c == '\0') fail(window.offset(), "the input is empty where a JSON value was expected");
  return c;
}

void Reader::Impl::expect(Kind kind) {
  const Kind found = kind_of(next_value());
  if (found == kind) return;
  fail(window.offset(), std::string("expected ") + name_of(kind) + ", found " + name_of(found));
}

void Reader::Impl::push(bool object) {
  if (depth == levels.size()) levels.emplace_back();
  Level& l = levels[depth++];
  l.object = object;
  l.started = false;
  l.index = 0;
}

void Reader::Impl::skip_string() {
  window.advance(1);
  skip_string_rest();
}

void Reader::Impl::skip_string_rest() {
  while (true) {
    const std::size_t size = window.to_quote();
    const bool ends = size < window.left();
    window.advance(ends ? size + 1 : size);
    if (ends) return;
    more();
  }
}

void Reader::Impl::skip_scalar() {
  do {
    const char* const end = window.end();
    const char* const p = std::find_if(window.at(), end, ends_scalar);
    window.advance(static_cast<std::size_t>(p - window.at()));
    if (p != end) return;
  } while (more());
}

void Reader::Impl::skip_container() {
  window.advance(1);
  std::uint64_t open = 1;
  while (!window.pass_close(open)) more();
}

void Reader::Impl::take_string(std::string& out) {
  window.advance(1);
  take_string_rest(out);
}

bool Reader::Impl::take_string_rest(std::string& out, std::size_t longest) {
  while (true) {
    const char* const from = window.at();
    const std::size_t size = window.to_quote();
    if (size < window.left()) {
      decode({from, size}, out);
      window.advance(size + 1);
      return out.size() <= longest;
    }
    window.advance(decode({from, size}, out));
    if (out.size() > longest) {
      skip_string_rest();
      return false;
    }
    more();
  }
}

std::string_view Reader::Impl::take_string_view() {
  window.advance(1);
  const std::string_view raw(window.at(), window.to_quote());
  if (raw.size() < window.left() && raw.find('\\') == std::string_view::npos) {
    window.advance(raw.size() + 1);
    return raw;
  }
  scratch.clear();
  take_string_rest(scratch);
  return scratch;
}

void Reader::Impl::take_number(std::string& out) {
  do {
    const char* const from = window.at();
    const char* const to = std::find_if(from, window.end(), ends_scalar);
    out.append(from, to);
    window.advance(static_cast<std::size_t>(to - from));
    if (to != window.end()) return;
  } while (more());
}

std::string Reader::Impl::path() const {
  std::string out = "$";
  const auto index = [&](std::uint64_t i) { out += "[" + std::to_string(i) + "]"; };
  for (std::size_t i = 0; i < depth; ++i) {
    if (!levels[i].started) break;
    if (levels[i].object)
      out += path_step(levels[i].key);
    else
      index(levels[i].index);
  }
  if (!capturing) return out;
  for (const Captured& c : captured) {
    if (!c.object && c.begun > 0)
      index(c.begun - 1);
    else if (c.last_key)
      out += path_step(Value(capturing, c.last_key).text());
  }
  return out;
}

void Reader::Impl::fail(std::uint64_t at, const std::string& message, const std::string& advice) const {
  throw InputError(message, advice, at, path());
}

// True if another key or element follows; takes the end of the container otherwise.
bool Reader::Impl::take_comma(Level& l, char close) {
  char c = next_char();
  if (c == close) {
    window.advance(1);
    --depth;
    return false;
  }
  if (l.started) {
    window.advance(1);  // ','
    next_char();
  }
  return true;
}

Reader::Reader(ByteSource& source, Limits limits, std::size_t window_bytes)
    : impl_(std::make_unique<Impl>(source, limits, window_bytes)) {}
Reader::~Reader() = default;

Kind Reader::peek() {
  return kind_of(impl_->next_char());
}

void Reader::begin_object() {
  impl_->expect(Kind::Object);
  impl_->window.advance(1);
  impl_->push(true);
}

bool Reader::next_key(std::string_view& key) {
  Impl& in = *impl_;
  Impl::Level& l = in.level();
  if (!in.take_comma(l, '}')) return false;
  in.begin_value();
  l.key.assign(in.take_string_view());
  in.end_value();
  l.started = true;
  in.next_char();
  in.window.advance(1);  // ':'
  key = l.key;
  return true;
}

bool Reader::next_key(std::string& key) {
  std::string_view view;
  if (!next_key(view)) return false;
  key.assign(view);
  return true;
}

void Reader::begin_array() {
  impl_->expect(Kind::Array);
  impl_->window.advance(1);
  impl_->push(false);
}

bool Reader::next_element() {
  Impl::Level& l = impl_->level();
  if (!impl_->take_comma(l, ']')) return false;
  l.index += l.started ? 1 : 0;
  l.started = true;
  return true;
}

void Reader::skip() {
  switch (impl_->next_value()) {
    case '"':
      return impl_->skip_string();
    case '{':
    case '[':
      return impl_->skip_container();
    default:
      return impl_->skip_scalar();
  }
}

std::string Reader::string() {
  std::string out;
  string(out);
  return out;
}

void Reader::string(std::string& into) {
  impl_->expect(Kind::String);
  into.clear();
  impl_->begin_value();
  impl_->take_string(into);
  impl_->end_value();
}

bool Reader::boolean() {
  impl_->expect(Kind::Bool);
  const bool value = *impl_->window.at() == 't';
  impl_->skip_scalar();
  return value;
}

std::string Reader::number() {
  impl_->expect(Kind::Number);
  std::string out;
  impl_->begin_value();
  impl_->take_number(out);
  impl_->end_value();
  return out;
}

void Reader::capture(Document& into) {
  impl_->capture(into);
}

void Reader::capture_short(Document& into, std::size_t longest) {
  impl_->longest_string = longest;
  impl_->capture(into);
  impl_->longest_string = Impl::kAnyLength;
}

bool Reader::at_end() {
  Impl& in = *impl_;
  do {
    const char* const end = in.window.end();
    const char* const p = std::find_if_not(in.window.at(), end, is_space);
    in.window.advance(static_cast<std::size_t>(p - in.window.at()));
    if (p != end) return false;
  } while (in.window.more());
  return in.window.fault() == nullptr;
}

std::string_view Reader::unread() const {
  return impl_->window.unread();
}

std::uint64_t Reader::offset() const {
  return impl_->window.offset();
}
std::string Reader::path() const {
  return impl_->path();
}
void Reader::fail(const std::string& message, const std::string& advice) const {
  impl_->fail(offset(), message, advice);
}

Document parse(std::string_view text, Limits limits) {
  const std::unique_ptr<ByteSource> source = memory_source(text);
  const std::size_t blocks = std::min(text.size(), Window::kBytes) / Window::kBlock + 2;
  Reader reader(*source, limits, std::min(blocks * Window::kBlock, Window::kBytes));
  Document document;
  reader.capture(document);
  if (!reader.at_end()) reader.fail("something stands behind the end of the JSON value");
  return document;
}

}  // namespace oneway::json
