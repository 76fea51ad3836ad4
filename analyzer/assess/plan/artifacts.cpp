#include "assess/plan/artifacts.h"

#include <algorithm>
#include <cctype>

namespace oneway {
namespace {

constexpr std::string_view kMark = "sha256:";
constexpr std::size_t kHex = 64, kLongestName = 300;

bool is_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
}
bool is_name(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) || c == '.' || c == '_' || c == '-' || c == '/' ||
         c == ':';
}

// "name@sha256:HEX" and bare "sha256:HEX", also inside a longer text.
template <class Found>
void find_references(std::string_view text, Found found) {
  for (std::size_t at = 0; (at = text.find(kMark, at)) != std::string_view::npos; at += kMark.size()) {
    const std::size_t hex = at + kMark.size();
    std::size_t end = hex;
    while (end < text.size() && end - hex <= kHex && is_hex(text[end])) ++end;
    if (end - hex != kHex) continue;
    std::size_t start = at;
    if (start > 0 && text[start - 1] == '@') {
      --start;
      while (start > 0 && at - start < kLongestName && is_name(text[start - 1])) --start;
      if (text[start] == '@') start = at;
    }
    found(text.substr(start, end - start));
  }
}

void add(const std::string& address, std::string_view reference, bool before, std::vector<Artifact>& into) {
  auto at = std::find_if(into.begin(), into.end(),
                         [&](const Artifact& a) { return a.address == address && a.reference == reference; });
  if (at == into.end()) at = into.insert(at, {address, std::string(reference), false, false});
  (before ? at->before : at->after) = true;
}

void look_at(const std::string& address, Value side, Value mask, bool before, std::vector<Artifact>& into) {
  for (auto [name, value] : side.members()) {
    if (any_true(mask[name])) continue;
    for (std::uint32_t i = value.index(); i < value.end_index(); ++i)
      if (const Value leaf(value.document(), i); leaf.is_string())
        find_references(leaf.text(), [&](std::string_view r) { add(address, r, before, into); });
  }
}

}  // namespace

void add_artifacts(const Change& c, std::vector<Artifact>& into) {
  std::vector<Artifact> of_change;
  look_at(c.address, c.before, c.before_sensitive, true, of_change);
  look_at(c.address, c.after, c.after_sensitive, false, of_change);
  into.insert(into.end(), of_change.begin(), of_change.end());
}

}  // namespace oneway
