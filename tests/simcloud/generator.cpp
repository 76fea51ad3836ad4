#include "generator.h"

#include "shape.h"

namespace simcloud {

std::uint64_t hash_of(std::string_view text) {
  std::uint64_t h = 1469598103934665603ull;
  for (unsigned char c : text) h = (h ^ c) * 1099511628211ull;
  return h;
}

std::string Generator::digits(int count, unsigned base, std::uint64_t salt) const {
  std::string out;
  for (int i = 0; i < count; ++i) {
    std::uint64_t x =
        seed_ + salt * 0xD6E8FEB86659FD93ull + static_cast<std::uint64_t>(i + 1) * 0x9E3779B97F4A7C15ull;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ull;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBull;
    out += "0123456789abcdef"[(x ^ (x >> 31)) % base];
  }
  return out;
}

std::optional<std::string> Generator::render(const std::string& text, const json& object,
                                             const json& around) const {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '{') {
      out += text[i];
      continue;
    }
    std::size_t close = text.find('}', i);
    std::string name = text.substr(i + 1, close - i - 1);
    i = close;
    if (name.rfind("hex:", 0) == 0 || name.rfind("num:", 0) == 0) {
      out += digits(std::stoi(name.substr(4)), name[0] == 'h' ? 16 : 10, i);
      continue;
    }
    bool outside = name.rfind("provider.", 0) == 0 || name.rfind("const.", 0) == 0;
    const json& own = outside ? at_path(environment_, name) : at_path(object, name);
    const json& value = own.is_null() && !outside ? at_path(around, name) : own;
    if (is_unknown(value)) return std::nullopt;
    out += as_text(value);
  }
  return out;
}

json Generator::make(const std::string& name, const Argument& a, const json& object) const {
  if (a.made && a.made->is_string()) {
    auto text = render(*a.made, object, root_);
    if (!text) return unknown();
    return a.type == "number" || a.type == "bool" ? parse_json(*text) : json(*text);
  }
  if (a.made && a.made->is_array()) {
    json list = json::array();
    for (const json& element : *a.made) {
      auto text = element.is_string() ? render(element, object, root_) : std::nullopt;
      if (element.is_string() && !text) return unknown();
      list.push_back(text ? json(*text) : element);
    }
    return list;
  }
  if (a.made) return shape_type(a.type, *a.made, Form::Wire);
  if (a.type == "string") return name + "-" + digits(8, 16);
  if (a.type == "number") return 0;
  if (a.type == "bool") return false;
  if (a.type.is_array() && a.type[0] != "object") return a.type[0] == "map" ? json::object() : json::array();
  return nullptr;
}

json Generator::fill_arguments(const std::map<std::string, Argument>& arguments, const json& value) const {
  json filled = value;
  for (const auto& [name, a] : arguments) {
    json& here = filled[name];
    if (is_unknown(here))
      here = make(name, a, filled);
    else if (a.nesting != Nesting::None)
      here = map_nested(a.nesting, here, [&](const json& e) { return fill_arguments(a.nested, e); });
  }
  return filled;
}

json Generator::fill_block(const Block& block, const json& value) const {
  json filled = fill_arguments(block.arguments, value);
  for (const auto& [name, n] : block.blocks)
    filled[name] =
        map_nested(n.nesting, filled[name], [&](const json& e) { return fill_block(*n.block, e); });
  return filled;
}

json Generator::fill(const Block& block, const json& planned) {
  constexpr int kLongestChain = 8;
  root_ = planned;
  for (int i = 0; i < kLongestChain && has_unknown(root_); ++i) root_ = fill_block(block, root_);
  return root_;
}

}  // namespace simcloud
