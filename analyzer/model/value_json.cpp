// A Value written back as JSON text.
#include <algorithm>
#include <vector>

#include "model/value.h"

namespace oneway {
namespace {

void write_string(std::string& out, std::string_view text) {
  static constexpr char kHex[] = "0123456789abcdef";
  out += '"';
  for (char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        if (byte < 0x20) {
          out += "\\u00";
          out += kHex[byte >> 4];
          out += kHex[byte & 15];
        } else {
          out += c;
        }
    }
  }
  out += '"';
}

// Writes without recursion: `todo` holds the open containers with the members still to write, last one first.
class Writer {
 public:
  explicit Writer(bool sorted) : sorted_(sorted) {}

  std::string write(Value v) {
    if (v.missing()) return {};
    begin(v);
    while (!open_.empty()) {
      Open& top = open_.back();
      if (top.next == top.order.size()) {
        out_ += top.object ? '}' : ']';
        open_.pop_back();
        continue;
      }
      if (top.next > 0) out_ += ',';
      const auto& [key, value] = top.order[top.next++];
      if (top.object) {
        write_string(out_, key);
        out_ += ':';
      }
      begin(value);
    }
    return std::move(out_);
  }

 private:
  using Member = std::pair<std::string_view, Value>;
  struct Open {
    bool object;
    std::size_t next = 0;
    std::vector<Member> order;
  };

  void begin(Value v) {
    switch (v.kind()) {
      case Kind::Missing:
      case Kind::Null:
        out_ += "null";
        return;
      case Kind::Bool:
        out_ += v.is_true() ? "true" : "false";
        return;
      case Kind::Number:
        out_ += v.text();
        return;
      case Kind::String:
        write_string(out_, v.text());
        return;
      case Kind::Array:
      case Kind::Object:
        break;
    }
    Open open{v.is_object()};
    open.order.reserve(v.size());
    for (Member m : v.members()) open.order.push_back(m);
    if (sorted_ && open.object)
      std::stable_sort(open.order.begin(), open.order.end(),
                       [](const Member& a, const Member& b) { return a.first < b.first; });
    out_ += open.object ? '{' : '[';
    open_.push_back(std::move(open));
  }

  bool sorted_;
  std::string out_;
  std::vector<Open> open_;
};

}  // namespace

std::string Value::to_json() const {
  return Writer(false).write(*this);
}
std::string Value::to_canonical_json() const {
  return Writer(true).write(*this);
}

}  // namespace oneway
