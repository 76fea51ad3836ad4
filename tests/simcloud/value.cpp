#include "value.h"

#include <cstdlib>

namespace simcloud {

bool is_unknown(const json& v) {
  return v.is_binary() && v.get_binary().has_subtype();
}

bool has_unknown(const json& v) {
  if (is_unknown(v)) return true;
  if (v.is_structured())
    for (const json& element : v)
      if (has_unknown(element)) return true;
  return false;
}

json unknown() {
  return json::binary({0}, 0);
}  // d4 00 00, the bytes that Terraform itself writes

json from_msgpack(const std::string& bytes) {
  return bytes.empty() ? json() : json::from_msgpack(bytes);
}

std::string to_msgpack(const json& v) {
  std::string bytes;
  json::to_msgpack(v, bytes);
  return bytes;
}

namespace {
// Builds the usual value, but a number that is no 64-bit integer stays the text it was.
struct ExactNumbers : nlohmann::detail::json_sax_dom_parser<json> {
  using json_sax_dom_parser::json_sax_dom_parser;
  bool number_float(double, const std::string& text) {
    std::string copy = text;
    return this->string(copy);
  }
};
}  // namespace

json parse_json(std::string_view text) {
  json value;
  ExactNumbers builder(value);
  json::sax_parse(text, &builder);
  return value;
}

std::optional<double> as_number(const json& v) {
  if (v.is_number()) return v.get<double>();
  if (!v.is_string() || v.get_ref<const std::string&>().empty()) return std::nullopt;
  const std::string& text = v.get_ref<const std::string&>();
  char* end = nullptr;
  double d = std::strtod(text.c_str(), &end);
  return *end ? std::nullopt : std::optional(d);
}

std::string as_text(const json& v) {
  if (v.is_null()) return "";
  return v.is_string() ? v.get<std::string>() : v.dump();
}

namespace {
const json kNull;
}

const json& member(const json& object, std::string_view key) {
  if (!object.is_object()) return kNull;
  auto i = object.find(key);
  return i == object.end() ? kNull : *i;
}

const json& at_path(const json& value, std::string_view dotted) {
  const json* here = &value;
  while (true) {
    while (here->is_array() && here->size() == 1) here = &(*here)[0];
    std::size_t dot = dotted.find('.');
    here = &member(*here, dotted.substr(0, dot));
    if (dot == std::string_view::npos || here->is_null()) return *here;
    dotted.remove_prefix(dot + 1);
  }
}

void put_at_path(json& value, std::string_view dotted, const json& what) {
  json* here = &value;
  while (true) {
    while (here->is_array() && here->size() == 1) here = &(*here)[0];
    std::size_t dot = dotted.find('.');
    here = &(*here)[std::string(dotted.substr(0, dot))];
    if (dot == std::string_view::npos) break;
    dotted.remove_prefix(dot + 1);
  }
  *here = what;
}

}  // namespace simcloud
