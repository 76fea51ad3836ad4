#include "shape.h"

namespace simcloud {

json shape_type(const json& type, const json& value, Form form) {
  if (value.is_null() || is_unknown(value)) return value;
  if (type == "dynamic") {
    if (form == Form::File) {
      if (!value.is_array()) return value;
      const auto& bytes = value[0].get_binary();
      json inner = parse_json(std::string(bytes.begin(), bytes.end()));
      return {{"type", inner}, {"value", shape_type(inner, value[1], form)}};
    }
    std::string text = value.at("type").dump();
    return json::array({json::binary(std::vector<std::uint8_t>(text.begin(), text.end())),
                        shape_type(value.at("type"), value.at("value"), form)});
  }
  if (!type.is_array()) return value;
  json shaped = value;
  if (type[0] == "object") {
    for (const auto& [key, inner] : type[1].items())
      shaped[key] = shape_type(inner, member(value, key), form);
  } else {
    for (json& element : shaped) element = shape_type(type[1], element, form);
  }
  return shaped;
}

json map_nested(Nesting nesting, const json& value, const std::function<json(const json&)>& change) {
  if (value.is_null() || is_unknown(value)) return value;
  if (nesting == Nesting::Single || nesting == Nesting::Group) return change(value);
  json changed = value;
  for (json& element : changed) element = change(element);
  return changed;
}

namespace {

json shape_arguments(const std::map<std::string, Argument>& arguments, const json& value, Form form) {
  json shaped = json::object();
  for (const auto& [name, a] : arguments) {
    const json& here = member(value, name);
    shaped[name] =
        a.nesting == Nesting::None
            ? shape_type(a.type, here, form)
            : map_nested(a.nesting, here, [&](const json& e) { return shape_arguments(a.nested, e, form); });
  }
  return shaped;
}

json empty_of(const NestedBlock& n, Form form) {
  switch (n.nesting) {
    case Nesting::List:
    case Nesting::Set:
      return json::array();
    case Nesting::Map:
      return json::object();
    case Nesting::Group:
      return shape(*n.block, nullptr, form);
    default:
      return nullptr;
  }
}

}  // namespace

json shape(const Block& block, const json& value, Form form) {
  json shaped = shape_arguments(block.arguments, value, form);
  for (const auto& [name, n] : block.blocks) {
    json here = member(value, name);
    if (here.is_null()) here = empty_of(n, form);
    shaped[name] = map_nested(n.nesting, here, [&](const json& e) { return shape(*n.block, e, form); });
  }
  return shaped;
}

}  // namespace simcloud
