#include "assess/surfaces/paths.h"

#include "ingest/json/reader.h"
#include "model/error.h"

namespace oneway {
namespace {

constexpr std::size_t kLongestText = 1u << 20;
constexpr std::uint32_t kDeepestText = 64;

// The next step of a dotted path, "\\." being a dot within a name; `path` becomes the rest.
std::string take_step(std::string_view& path) {
  std::string step;
  std::size_t i = 0;
  for (; i < path.size() && path[i] != '.'; ++i) {
    if (path[i] == '\\' && i + 1 < path.size()) ++i;
    step += path[i];
  }
  path = i < path.size() ? path.substr(i + 1) : std::string_view();
  return step;
}

void flatten(Value v, std::vector<Value>& into) {
  if (into.size() >= Paths::kMost || v.null_or_missing()) return;
  if (!v.is_array()) {
    into.push_back(v);
    return;
  }
  for (auto [key, element] : v.elements()) {
    if (into.size() >= Paths::kMost) return;
    if (!element.is_null() && !element.is_array()) into.push_back(element);
  }
}

}  // namespace

Value Paths::parsed(Value text) {
  if (!text.is_string() || text.text().empty()) return text.is_string() ? Value{} : text;
  if (text.text().size() > kLongestText) return broken_ = true, Value{};
  try {
    documents_.push_back(json::parse(text.text(), {kDeepestText, kLongestText}));
    return documents_.back().root();
  } catch (const InputError&) {
    broken_ = true;
    return {};
  }
}

std::vector<Value> Paths::at(Value root, std::string_view path) {
  std::vector<Value> here, next;
  flatten(root, here);
  while (!path.empty() && !here.empty()) {
    const std::string step = take_step(path);
    next.clear();
    for (const Value v : here) flatten(step == "@json" ? parsed(v) : v[step], next);
    here.swap(next);
  }
  return here;
}

std::vector<std::string> Paths::texts(Value root, std::string_view path) {
  std::vector<std::string> out;
  for (const Value v : at(root, path)) {
    if (v.is_string() || v.is_number())
      out.emplace_back(v.text());
    else if (v.is_true())
      out.emplace_back(path.substr(path.rfind('.') == std::string_view::npos ? 0 : path.rfind('.') + 1));
  }
  return out;
}

bool marked(Value mask, std::string_view path) {
  while (true) {
    if (mask.is_true()) return true;
    if (mask.is_array()) return any_true(mask);
    if (path.empty() || !mask.is_object()) return any_true(mask);
    std::string_view rest = path;
    const std::string step = take_step(rest);
    if (step == "@json") return false;
    mask = mask[step];
    path = rest;
  }
}

}  // namespace oneway
