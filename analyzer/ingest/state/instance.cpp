#include "ingest/state/instance.h"

#include <algorithm>

#include "ingest/plan/expressions.h"

namespace oneway {
namespace {

std::string text(Value v) {
  return std::string(v.text());
}

InstanceKey key_of(Value v) {
  if (v.is_number()) return {InstanceKey::Kind::Number, text(v)};
  if (v.is_string()) return {InstanceKey::Kind::String, text(v)};
  return {};
}

bool is_digits(std::string_view word) {
  return !word.empty() && std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool known_mode(std::string_view mode) {
  return mode == "managed" || mode == "data";
}

// One path of `sensitive_attributes` as text: name, then .name or [key].
std::string path_text(Value path) {
  std::string out;
  for (auto [unused, step] : path.elements()) {
    const Value value = step["value"];
    if (step["type"].text() == "get_attr")
      out += (out.empty() ? "" : ".") + text(value);
    else
      out += key_of(value["value"]).to_string();
  }
  return out;
}

// The paths at which a mask is true.
void mask_paths(Value mask, std::vector<std::string>& into) {
  struct Open {
    Value value;
    std::string path;
  };
  std::vector<Open> open{{mask, ""}};
  while (!open.empty()) {
    const Open next = std::move(open.back());
    open.pop_back();
    if (next.value.is_true()) into.push_back(next.path);
    std::size_t index = 0;
    for (auto [key, value] : next.value.elements()) {
      std::string path = next.path;
      if (next.value.is_array())
        path += "[" + std::to_string(index++) + "]";
      else
        path += (path.empty() ? "" : ".") + std::string(key);
      if (value.is_true() || value.is_object() || value.is_array()) open.push_back({value, std::move(path)});
    }
  }
  std::sort(into.begin(), into.end());
}

}  // namespace

std::optional<StateInstance> raw_instance(const StateResource& resource, Value v, std::string& why) {
  StateInstance object;
  const auto modules = parse_module_path(resource.module);
  if (!modules) return why = "a module address that is none: " + resource.module, std::nullopt;
  if (!known_mode(resource.mode))
    return why = "a resource of the unknown mode \"" + resource.mode + "\"", std::nullopt;
  if (resource.type.empty() || resource.name.empty())
    return why = "a resource without type or name", std::nullopt;
  object.address = {*modules, resource.mode, resource.type, resource.name, key_of(v["index_key"])};
  object.address_text = object.address.to_string();
  object.deposed = text(v["deposed"]);
  const std::string_view status = v["status"].text();
  if (!status.empty() && status != "tainted")
    return why = "an object of unknown status: " + object.address_text, std::nullopt;
  object.tainted = status == "tainted";
  object.provider_on_instance = v["provider"].is_string();
  object.provider = object.provider_on_instance ? text(v["provider"]) : resource.provider;
  object.schema_version = text(v["schema_version"]);
  object.attributes = v["attributes"];
  object.flat_attributes = v["attributes_flat"];
  object.sensitive_attributes = v["sensitive_attributes"];
  for (auto [unused, path] : object.sensitive_attributes.elements())
    object.sensitive_paths.push_back(path_text(path));
  object.identity = v["identity"];
  append_strings(v["dependencies"], object.dependencies);
  append_strings(v["depends_on"], object.dependencies);
  object.create_before_destroy = v["create_before_destroy"].is_true();
  object.skip_destroy = v["skip_destroy"].is_true();
  object.has_private = !v["private"].text().empty();
  return object;
}

std::optional<StateInstance> shown_instance(Value v, std::string& why) {
  StateInstance object;
  const std::optional<Address> address = parse_address(v["address"].text());
  if (!address) return why = "an object without an address", std::nullopt;
  object.address = *address;
  object.address_text = text(v["address"]);
  // The engine's 0.12 left the key out of the address.
  if (const Value index = v["index"];
      address->key.kind == InstanceKey::Kind::None && (index.is_number() || index.is_string())) {
    object.address.key = {index.is_number() ? InstanceKey::Kind::Number : InstanceKey::Kind::String,
                          text(index)};
    object.address_text = object.address.to_string();
  }
  object.deposed = text(v["deposed_key"]);
  object.tainted = v["tainted"].is_true();
  object.provider = text(v["provider_name"]);
  object.schema_version = text(v["schema_version"]);
  object.attributes = v["values"];
  object.sensitive_values = v["sensitive_values"];
  mask_paths(object.sensitive_values, object.sensitive_paths);
  object.identity = v["identity"];
  append_strings(v["depends_on"], object.dependencies);
  return object;
}

std::optional<StateInstance> legacy_instance(Value module_path, std::string_view key, Value resource, Value v,
                                             std::string& why) {
  StateInstance object;
  std::size_t step = 0;
  for (auto [unused, name] : module_path.elements())
    if (step++ > 0) object.address.modules.push_back({text(name), {}});  // the first is "root"
  std::string_view rest = key;
  if (rest.starts_with("data.")) {
    object.address.mode = "data";
    rest.remove_prefix(5);
  }
  const std::size_t dot = rest.find('.');
  if (dot == std::string_view::npos) return why = "a resource name without a type", std::nullopt;
  object.address.type = rest.substr(0, dot);
  rest.remove_prefix(dot + 1);
  const std::size_t index = rest.rfind('.');
  if (index != std::string_view::npos && is_digits(rest.substr(index + 1))) {
    object.address.key = {InstanceKey::Kind::Number, std::string(rest.substr(index + 1))};
    rest = rest.substr(0, index);
  }
  object.address.name = rest;
  object.address_text = object.address.to_string();
  object.tainted = v["tainted"].is_true();
  object.provider = text(resource["provider"]);
  object.schema_version = text(v["meta"]["schema_version"]);
  object.flat_attributes = v["attributes"];
  append_strings(resource["depends_on"], object.dependencies);
  return object;
}

}  // namespace oneway
