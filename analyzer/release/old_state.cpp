#include "release/old_state.h"

#include <algorithm>

namespace oneway {
namespace {

// Is `type` a type as the engine writes it, and one that `value` has?
bool has_type(Value value, Value type) {
  const std::string_view word = type.is_array() ? type.at(0).text() : type.text();
  if (type.is_array() ? type.size() < 2 : !type.is_string()) return false;
  if (value.is_null()) return true;
  if (type.is_string())
    return value.is_string()   ? word == "string"
           : value.is_number() ? word == "number"
                               : value.is_bool() && word == "bool";
  if (value.is_array()) return word == "tuple" || word == "list" || word == "set";
  return value.is_object() && (word == "object" || word == "map");
}

// Top-level attributes that hold something sensitive are sensitive as a whole.
void put_mask(Document& into, const StateInstance& i) {
  if (i.sensitive_values) return into.copy(i.sensitive_values);
  std::set<std::string> names;
  for (const std::string& path : i.sensitive_paths) names.insert(path.substr(0, path.find_first_of(".[")));
  into.begin_object();
  for (const std::string& name : names) into.key(name), into.boolean(true);
  into.end();
}

}  // namespace

Value unwrapped(Value stored) {
  const Value value = stored["value"], type = stored["type"];
  return stored.size() == 2 && value && type && has_type(value, type) ? value : Value();
}

void OldState::read(const InputOptions& options) {
  read_states(path_, options, [&](std::size_t index) -> StateVisitor& {
    if (index > 0) throw InputError(path_ + " holds several states", "give one state a file");
    return *this;
  });
}

void OldState::instance(const StateInstance& i) {
  if (i.address.mode != "managed") return void(others.insert(i.address_text));
  if (!i.attributes)
    throw InputError(path_ + " has " + i.address_text + " in the form of Terraform 0.11",
                     "let the engine rewrite it first: `terraform apply -refresh-only`");
  Change c;
  c.address = i.address_text;
  c.mode = i.address.mode, c.type = i.address.type, c.name = i.address.name;
  c.provider = provider_source(i.provider);
  c.deposed = i.deposed;
  c.values.begin_object();
  c.values.key("after"), c.values.copy(i.attributes);
  c.values.key("mask"), put_mask(c.values, i);
  c.values.end();
  c.after = c.values.root()["after"], c.after_sensitive = c.values.root()["mask"];
  if (!i.deposed.empty()) return deposed.push_back(std::move(c));
  if (i.tainted) tainted.insert(c.address);
  if (!i.dependencies.empty()) dependencies[c.address] = i.dependencies;
  objects[c.address] = std::move(c);
}

void OldState::output(const StateOutput& o) {
  outputs[o.name] = {o.sensitive, {}, o.value.kind()};
}

}  // namespace oneway
