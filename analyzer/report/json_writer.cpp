#include "report/json_writer.h"

#include <array>
#include <cctype>
#include <cstdio>
#include <string>

#include "report/printable.h"

namespace oneway::report {
namespace {

constexpr std::array<bool, 256> kAsIs = [] {
  std::array<bool, 256> as_is{};
  for (int c = 0x20; c < 0x7F; ++c) as_is[c] = c != '"' && c != '\\';
  return as_is;
}();

void write_escape(Sink& out, char32_t c) {
  char text[16];
  if (c > 0xFFFF) {
    const auto v = static_cast<unsigned>(c) - 0x10000;
    std::snprintf(text, sizeof text, "\\u%04x\\u%04x", 0xD800 + (v >> 10), 0xDC00 + (v & 0x3FF));
  } else {
    std::snprintf(text, sizeof text, "\\u%04x", static_cast<unsigned>(c));
  }
  out << std::string_view(text);
}

// Writes text[at], which is not in kAsIs, and returns the index after it.
std::size_t write_special(Sink& out, std::string_view text, std::size_t at) {
  const CodePoint c = decode_utf8(text, at);
  if (is_hidden(c.value) || c.value == 0xFFFD)
    write_escape(out, c.value);
  else
    out << text.substr(at, c.bytes);
  return at + c.bytes;
}

class Checker {
 public:
  explicit Checker(std::string_view text) : text_(text) {}

  bool one_value() {
    bool want_value = true;
    do {
      space();
      if (want_value) {
        if (take('{')) {
          open_ += '}';
          space();
          if (take('}'))
            open_.pop_back();
          else if (!member_name())
            return false;
          else
            continue;
        } else if (take('[')) {
          open_ += ']';
          space();
          if (!take(']')) continue;
          open_.pop_back();
        } else if (!scalar()) {
          return false;
        }
        want_value = false;
      } else if (take(open_.back())) {
        open_.pop_back();
      } else if (take(',')) {
        if (open_.back() == '}' && !member_name()) return false;
        want_value = true;
      } else {
        return false;
      }
    } while (want_value || !open_.empty());
    space();
    return at_ == text_.size();
  }

 private:
  bool take(char c) {
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  void space() {
    while (take(' ') || take('\n') || take('\t') || take('\r')) {
    }
  }
  bool word(std::string_view w) {
    if (!text_.substr(at_).starts_with(w)) return false;
    at_ += w.size();
    return true;
  }
  bool member_name() {
    space();
    if (!string()) return false;
    space();
    return take(':');
  }
  bool scalar() { return string() || word("null") || word("true") || word("false") || number(); }
  bool string() {
    if (!take('"')) return false;
    while (at_ < text_.size()) {
      const char c = text_[at_++];
      if (c == '"') return true;
      if (static_cast<unsigned char>(c) < 0x20) return false;
      if (c != '\\') continue;
      if (at_ >= text_.size()) return false;
      const char escaped = text_[at_++];
      if (escaped == 'u') {
        for (int i = 0; i < 4; ++i, ++at_)
          if (at_ >= text_.size() || !std::isxdigit(static_cast<unsigned char>(text_[at_]))) return false;
      } else if (std::string_view("\"\\/bfnrt").find(escaped) == std::string_view::npos) {
        return false;
      }
    }
    return false;
  }
  bool digits() {
    const std::size_t first = at_;
    while (at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9') ++at_;
    return at_ > first;
  }
  bool number() {
    take('-');
    if (!take('0') && !digits()) return false;
    if (take('.') && !digits()) return false;
    if (take('e') || take('E')) {
      if (!take('+')) take('-');
      return digits();
    }
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string open_;  // the brackets that close what is open
};

}  // namespace

bool is_json(std::string_view text) {
  return Checker(text).one_value();
}

void JsonWriter::new_line() {
  if (!indented_) return;
  out_ << '\n';
  out_.spaces(2 * has_members_.size());
}

void JsonWriter::before_value() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (has_members_.empty()) return;
  if (has_members_.back()) out_ << ',';
  has_members_.back() = true;
  new_line();
}

void JsonWriter::open(char bracket) {
  before_value();
  out_ << bracket;
  has_members_.push_back(false);
}

void JsonWriter::close(char bracket) {
  const bool had = has_members_.back();
  has_members_.pop_back();
  if (had) new_line();
  out_ << bracket;
}

void JsonWriter::key(std::string_view name) {
  string(name);
  out_ << (indented_ ? std::string_view(": ") : std::string_view(":"));
  after_key_ = true;
}

void JsonWriter::string(std::string_view text) {
  before_value();
  out_ << '"';
  for (std::size_t i = 0; i < text.size();) {
    std::size_t run = i;
    while (run < text.size() && kAsIs[static_cast<unsigned char>(text[run])]) ++run;
    out_ << text.substr(i, run - i);
    i = run;
    if (i == text.size()) break;
    const char c = text[i];
    if (c == '"' || c == '\\' || c == '\n' || c == '\t' || c == '\r') {
      out_ << '\\' << (c == '\n' ? 'n' : c == '\t' ? 't' : c == '\r' ? 'r' : c);
      ++i;
    } else {
      i = write_special(out_, text, i);
    }
  }
  out_ << '"';
}

void JsonWriter::number(std::uint64_t n) {
  before_value();
  out_ << n;
}

void JsonWriter::boolean(bool b) {
  before_value();
  out_ << std::string_view(b ? "true" : "false");
}

void JsonWriter::null() {
  before_value();
  out_ << std::string_view("null");
}

void JsonWriter::json(std::string_view text) {
  if (!is_json(text)) return string(text);
  before_value();
  for (std::size_t i = 0; i < text.size();) {
    std::size_t run = i;
    while (run < text.size() && static_cast<unsigned char>(text[run]) < 0x7F && text[run] != '\n') ++run;
    out_ << text.substr(i, run - i);
    i = run;
    if (i == text.size()) break;
    if (text[i] == '\n')
      out_ << ' ', ++i;
    else
      i = write_special(out_, text, i);
  }
}

void JsonWriter::optional(std::string_view name, std::string_view text) {
  key(name);
  text.empty() ? null() : string(text);
}

}  // namespace oneway::report
