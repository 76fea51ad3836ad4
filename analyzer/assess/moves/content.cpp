#include "assess/moves/content.h"

#include <algorithm>
#include <string>
#include <vector>

#include "assess/moves/hash.h"
#include "assess/moves/yaml_text.h"
#include "ingest/json/reader.h"
#include "model/error.h"

namespace oneway::moves {
namespace {

constexpr std::size_t kLargestParsedText = 1u << 20;
constexpr int kDeepest = 64;  // below it a value is compared as written

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

// Line ends and blanks at their ends do not count, nor do empty lines at the end.
std::uint64_t plain_text_hash(std::string_view text) {
  if (std::none_of(text.begin(), text.end(), is_blank)) return hash_text(text);
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    while (!line.empty() && is_blank(line.back())) line.remove_suffix(1);
    out.append(line).push_back('\n');
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
  while (!out.empty() && out.back() == '\n') out.pop_back();
  return hash_text(out);
}

class Hasher {
 public:
  // Inside JSON text, a list of one says the same as its element (policies are written both ways).
  explicit Hasher(bool one_is_list) : one_is_list_(one_is_list) {}

  std::uint64_t hash(Value v, int depth) const {
    if (depth > kDeepest) return content_hash(v);
    if (v.is_string()) return one_is_list_ ? hash_text(v.text(), 's') : text_meaning_hash(v.text());
    if (v.is_array()) return hash_array(v, depth);
    if (v.is_object()) return hash_object(v, depth);
    return content_hash(v);
  }

 private:
  std::uint64_t hash_array(Value v, int depth) const {
    if (one_is_list_ && v.size() == 1) return hash(v.at(0), depth + 1);
    std::vector<std::uint64_t> elements;
    elements.reserve(v.size());
    for (auto [key, element] : v.elements()) elements.push_back(hash(element, depth + 1));
    std::sort(elements.begin(), elements.end());
    std::uint64_t h = 'a';
    for (const std::uint64_t e : elements) h = combine(h, e);
    return h;
  }

  // The order of members is no meaning: a sum does not see it. Empty members are as good as absent.
  std::uint64_t hash_object(Value v, int depth) const {
    std::uint64_t sum = 0;
    for (auto [key, member] : v.members())
      if (!member.empty_value()) sum += combine(hash_text(key), hash(member, depth + 1));
    return combine('o', sum);
  }

  bool one_is_list_;
};

bool parse_json(std::string_view text, Document& into) {
  try {
    into = json::parse(text);
    return true;
  } catch (const InputError&) {
    return false;
  }
}

}  // namespace

std::uint64_t meaning_hash(Value v) {
  return Hasher(false).hash(v, 0);
}

std::uint64_t text_meaning_hash(std::string_view text) {
  if (text.size() <= kLargestParsedText) {
    std::size_t first = 0;
    while (first < text.size() && is_blank(text[first])) ++first;
    const char opens = first < text.size() ? text[first] : '\0';
    if (opens == '{' || opens == '[') {
      Document parsed;
      if (parse_json(text.substr(first), parsed)) return combine('j', Hasher(true).hash(parsed.root(), 0));
    }
    if (const auto yaml = yaml_meaning_hash(text)) return combine('y', *yaml);
  }
  return plain_text_hash(text);
}

}  // namespace oneway::moves
