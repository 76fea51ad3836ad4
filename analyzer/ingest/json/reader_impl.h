// The reader's inside: a place in the document over a validated window.
#pragma once
#include <deque>
#include <string>
#include <vector>

#include "ingest/json/reader.h"
#include "ingest/json/window.h"

namespace oneway::json {

struct Reader::Impl {
  static constexpr std::size_t kAnyLength = ~std::size_t{0};

  // A container that is being walked.
  struct Level {
    bool object = false;
    bool started = false;     // a key or element was handed out
    std::uint64_t index = 0;  // elements handed out, less one
    std::string key;          // the last key handed out
  };
  // A container that is being captured.
  struct Captured {
    bool object;
    bool ascending = true;       // keys so far: then none is there twice
    std::uint32_t token;         // the container's
    std::uint32_t last_key = 0;  // token of the last key; 0: none yet
    std::uint64_t begun = 0;     // elements
  };

  Impl(ByteSource& source, const Limits& l, std::size_t window_bytes)
      : limits(l), window(source, l.depth, best_path(), window_bytes) {}

  // The next byte that is no white space, without taking it; '\0' at the end of input.
  char next_char() {
    if (window.left() > 0 && static_cast<unsigned char>(*window.at()) > ' ') return *window.at();
    return next_char_behind_space();
  }
  char next_char_behind_space();
  // The same where a value must stand: the end of input is a fault there.
  char next_value();
  bool more();  // Window::more(), but a fault is thrown
  void expect(Kind kind);
  // Around taking one value: holds it to Limits::value_bytes.
  void begin_value() { value_end = window.offset() + limits.value_bytes; }
  void check_size() const;
  void end_value() {
    check_size();
    value_end = kNoEnd;
  }

  void push(bool object);
  Level& level() { return levels[depth - 1]; }

  void skip_string();
  void skip_scalar();
  void skip_container();
  // Decodes the string that begins at the next byte, over as many windows as it takes.
  void take_string(std::string& out);
  // The same as a view, valid until the window moves: into the window if the string stands there plainly,
  // else into `scratch`.
  std::string_view take_string_view();
  // Behind the opening quote. False if the string is longer than `longest`: then it is passed, and `out` no
  // use.
  bool take_string_rest(std::string& out, std::size_t longest = kAnyLength);
  void skip_string_rest();
  void take_number(std::string& out);
  bool take_comma(Level& l, char close);

  void capture(Document& into);
  bool capture_value(Document& into, char first);  // true if a container was opened
  void capture_string(Document& into);
  bool capture_next(Document& into);  // moves to the next value of the innermost; false at its end
  void check_key(const Document& into, Captured& in, std::string_view key);
  void refuse_duplicates(Value object) const;

  std::string path() const;
  [[noreturn]] void fail(std::uint64_t at, const std::string& message, const std::string& advice = {}) const;

  Limits limits;
  Window window;
  std::deque<Level> levels;  // reused; `depth` are in use; a key handed out stays where it is
  std::size_t depth = 0;
  std::vector<Captured> captured;
  const Document* capturing = nullptr;
  static constexpr std::uint64_t kNoEnd = ~std::uint64_t{0};
  std::uint64_t value_end = kNoEnd;         // offset that the value being taken must not pass
  std::size_t longest_string = kAnyLength;  // that a capture keeps
  std::string scratch;
};

Kind kind_of(char first);

}  // namespace oneway::json
