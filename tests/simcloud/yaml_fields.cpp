#include "yaml_fields.h"

#include <charconv>

namespace simcloud {

void fail_at(const std::string& file, const YAML::Node& at, const std::string& what) {
  YAML::Mark mark = at.IsDefined() ? at.Mark() : YAML::Mark();
  throw std::runtime_error(file + ":" + std::to_string(mark.line + 1) + ":" +
                           std::to_string(mark.column + 1) + ": " + what);
}

Fields::Fields(const YAML::Node& node, std::string file) : node_(node), file_(std::move(file)) {
  if (!node_.IsMap()) fail(node_, "a mapping is wanted here");
  std::set<std::string> seen;
  for (const auto& entry : node_)
    if (!seen.insert(entry.first.Scalar()).second)
      fail(entry.first, "the key " + entry.first.Scalar() + " is given twice");
}

void Fields::fail(const YAML::Node& at, const std::string& what) const {
  fail_at(file_, at, what);
}

YAML::Node Fields::optional(const std::string& key) {
  known_.insert(key);
  for (const auto& entry : node_)
    if (entry.first.Scalar() == key) return entry.second;
  return YAML::Node(YAML::NodeType::Undefined);
}

YAML::Node Fields::required(const std::string& key) {
  YAML::Node found = optional(key);
  if (!found.IsDefined()) fail(node_, "the key " + key + " is missing");
  return found;
}

std::string Fields::text(const std::string& key, const std::string& absent) {
  YAML::Node found = optional(key);
  if (!found.IsDefined()) return absent;
  if (!found.IsScalar()) fail(found, key + " must be text");
  return found.Scalar();
}

bool Fields::flag(const std::string& key, bool absent) {
  YAML::Node found = optional(key);
  if (!found.IsDefined()) return absent;
  json value = to_json(found);
  if (!value.is_boolean()) fail(found, key + " must be true or false");
  return value;
}

int Fields::number(const std::string& key, int absent) {
  YAML::Node found = optional(key);
  if (!found.IsDefined()) return absent;
  json value = to_json(found);
  if (!value.is_number_integer()) fail(found, key + " must be a whole number");
  return value;
}

std::vector<std::string> Fields::texts(const std::string& key) {
  std::vector<std::string> all;
  each_item(key, [&](const YAML::Node& item) {
    if (!item.IsScalar()) fail(item, key + " must be a list of words");
    all.push_back(item.Scalar());
  });
  return all;
}

void Fields::each(const std::string& key,
                  const std::function<void(const std::string&, const YAML::Node&)>& visit) {
  YAML::Node found = optional(key);
  if (!found.IsDefined()) return;
  Fields inner(found, file_);  // refuses what is no mapping, and double keys
  for (const auto& entry : found) visit(entry.first.Scalar(), entry.second);
}

void Fields::each_item(const std::string& key, const std::function<void(const YAML::Node&)>& visit) {
  YAML::Node found = optional(key);
  if (!found.IsDefined()) return;
  if (!found.IsSequence()) fail(found, key + " must be a list");
  for (const YAML::Node& item : found) visit(item);
}

void Fields::done() const {
  for (const auto& entry : node_)
    if (!known_.count(entry.first.Scalar())) fail(entry.first, "unknown key " + entry.first.Scalar());
}

json to_json(const YAML::Node& node) {
  if (node.IsNull()) return nullptr;
  if (node.IsScalar()) {
    const std::string& text = node.Scalar();
    if (node.Tag() == "!") return text;
    if (text == "true" || text == "false") return text == "true";
    std::int64_t whole = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), whole);
    if (error == std::errc() && end == text.data() + text.size()) return whole;
    return text;
  }
  json value = node.IsMap() ? json::object() : json::array();
  if (node.IsMap())
    for (const auto& entry : node) value[entry.first.Scalar()] = to_json(entry.second);
  else
    for (const YAML::Node& item : node) value.push_back(to_json(item));
  return value;
}

}  // namespace simcloud
