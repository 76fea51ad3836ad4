#include "model/address.h"

#include <algorithm>

#include "model/utf8.h"

namespace oneway {
namespace {

bool identifier_start(char32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  const bool control_or_space = c <= 0xBF || (c >= 0x2000 && c <= 0x206F) || c == 0x3000 || c == 0xFEFF;
  const bool letter_below = c == 0xAA || c == 0xB5 || c == 0xBA;
  return c != kBadUtf8 && (letter_below || !control_or_space) && (c < 0xE000 || c > 0xF8FF) && c < 0xE0000;
}

bool identifier_part(char32_t c) {
  if (c >= 'a' && c <= 'z') return true;  // nearly all of them
  return identifier_start(c) || (c >= '0' && c <= '9') || c == '-' || c == 0xB7 || c == 0x200C || c == 0x200D;
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// Reads an address from left to right; every take_... moves on only when it succeeds.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : text_(text) {}

  bool done() const { return i_ == text_.size(); }
  bool take(char c) {
    if (done() || text_[i_] != c) return false;
    ++i_;
    return true;
  }

  std::optional<std::string> identifier() {
    std::size_t i = i_;
    while (i < text_.size()) {
      std::size_t next = i;
      const auto byte = static_cast<unsigned char>(text_[i]);
      const char32_t c = byte < 0x80 ? (++next, byte) : take_utf8(text_, next);
      if (i == i_ ? !identifier_start(c) : !identifier_part(c)) break;
      i = next;
    }
    if (i == i_) return std::nullopt;
    std::string name(text_.substr(i_, i - i_));
    i_ = i;
    return name;
  }

  // False if a key begins here but is none.
  bool key(InstanceKey& key) {
    if (!take('[')) return true;
    if (take('*')) {
      key.kind = InstanceKey::Kind::Unknown;
    } else if (take('"')) {
      key.kind = InstanceKey::Kind::String;
      if (!quoted(key.text)) return false;
    } else {
      key.kind = InstanceKey::Kind::Number;
      if (!number(key.text)) return false;
    }
    return take(']');
  }

  // Steps "module.NAME[KEY]", each followed by '.' or the end. False if one is malformed.
  bool modules(std::vector<ModuleStep>& path) {
    while (text_.substr(i_).starts_with("module.")) {
      i_ += std::string_view("module.").size();
      ModuleStep step;
      auto name = identifier();
      if (!name || !key(step.key)) return false;
      step.name = std::move(*name);
      path.push_back(std::move(step));
      if (done()) return true;
      if (!take('.') || done()) return false;
    }
    return true;
  }

 private:
  bool number(std::string& out) {
    const std::size_t begin = i_;
    take('-');
    const std::size_t digits = i_;
    while (!done() && text_[i_] >= '0' && text_[i_] <= '9') ++i_;
    out = text_.substr(begin, i_ - begin);
    return i_ > digits;
  }

  bool quoted(std::string& out) {
    while (!done()) {
      const std::size_t plain = std::min(text_.find_first_of("\"\\$%", i_), text_.size());
      out.append(text_, i_, plain - i_);
      i_ = plain;
      if (done()) break;
      const char c = text_[i_++];
      if (c == '"') return true;
      if (c == '\\') {
        if (!escape(out)) return false;
      } else {
        out += c;
        // "$${" and "%%{" stand for "${" and "%{".
        if ((c == '$' || c == '%') && text_.substr(i_).starts_with(c == '$' ? "${" : "%{")) ++i_;
      }
    }
    return false;
  }

  bool escape(std::string& out) {
    if (done()) return false;
    switch (text_[i_++]) {
      case 'n':
        out += '\n';
        return true;
      case 'r':
        out += '\r';
        return true;
      case 't':
        out += '\t';
        return true;
      case '"':
        out += '"';
        return true;
      case '\\':
        out += '\\';
        return true;
      case 'u':
        return code_point(4, out);
      case 'U':
        return code_point(8, out);
      default:
        return false;
    }
  }

  bool code_point(std::size_t digits, std::string& out) {
    if (text_.size() - i_ < digits) return false;
    char32_t c = 0;
    for (std::size_t end = i_ + digits; i_ < end; ++i_) {
      const int value = hex_value(text_[i_]);
      if (value < 0) return false;
      c = c << 4 | static_cast<char32_t>(value);
    }
    if (c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) return false;
    append_utf8(c, out);
    return true;
  }

  std::string_view text_;
  std::size_t i_ = 0;
};

std::string join(const std::vector<ModuleStep>& modules, bool keys) {
  std::string out;
  for (const ModuleStep& m : modules) {
    if (!out.empty()) out += '.';
    out += "module." + m.name;
    if (keys) out += m.key.to_string();
  }
  return out;
}

std::string spell(const Address& a, bool keys) {
  std::string out = join(a.modules, keys);
  if (!out.empty()) out += '.';
  if (a.mode != "managed") out += a.mode + '.';
  out += a.type + '.' + a.name;
  if (keys) out += a.key.to_string();
  return out;
}

}  // namespace

std::string InstanceKey::to_string() const {
  switch (kind) {
    case Kind::None:
      return {};
    case Kind::Number:
      return "[" + text + "]";
    case Kind::String:
      return "[" + hcl_quote(text) + "]";
    case Kind::Unknown:
      return "[*]";
  }
  return {};
}

std::string Address::to_string() const {
  return spell(*this, true);
}
std::string Address::static_string() const {
  return spell(*this, false);
}
std::string Address::module_string() const {
  return join(modules, true);
}

std::optional<Address> parse_address(std::string_view text) {
  Cursor cursor(text);
  Address a;
  if (!cursor.modules(a.modules) || cursor.done()) return std::nullopt;
  auto word = cursor.identifier();
  if (!word || !cursor.take('.')) return std::nullopt;
  if (*word == "data" || *word == "ephemeral" || *word == "resource") {
    if (*word != "resource") a.mode = *word;
    word = cursor.identifier();
    if (!word || !cursor.take('.')) return std::nullopt;
  }
  auto name = cursor.identifier();
  if (!name || !cursor.key(a.key) || !cursor.done()) return std::nullopt;
  a.type = std::move(*word);
  a.name = std::move(*name);
  return a;
}

std::optional<std::vector<ModuleStep>> parse_module_path(std::string_view text) {
  Cursor cursor(text);
  std::vector<ModuleStep> path;
  if (!cursor.modules(path) || !cursor.done()) return std::nullopt;
  return path;
}

}  // namespace oneway
