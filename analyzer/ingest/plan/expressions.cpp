#include "ingest/plan/expressions.h"

#include <algorithm>

namespace oneway {

bool is_expression(Value v) {
  if (!v.is_object() || v.size() == 0) return false;
  for (auto [key, value] : v.members())
    if (key != "constant_value" && !(key == "references" && value.is_array())) return false;
  return true;
}

std::vector<std::pair<std::string_view, Value>> in_key_order(Value v) {
  std::vector<std::pair<std::string_view, Value>> parts;
  for (const auto part : v.elements()) parts.push_back(part);
  if (v.is_object())
    std::stable_sort(parts.begin(), parts.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
  return parts;
}

void append_strings(Value array, std::vector<std::string>& into) {
  if (!array.is_array()) return;
  for (auto [key, element] : array.elements())
    if (element.is_string()) into.emplace_back(element.text());
}

void collect_references(Value v, std::vector<std::string>& into) {
  std::vector<Value> open{v}, children;
  while (!open.empty()) {
    const Value next = open.back();
    open.pop_back();
    if (is_expression(next)) {
      append_strings(next["references"], into);
      continue;
    }
    children.clear();
    for (auto [key, child] : in_key_order(next))
      if (child.is_object() || child.is_array()) children.push_back(child);
    open.insert(open.end(), children.rbegin(), children.rend());
  }
}

}  // namespace oneway
