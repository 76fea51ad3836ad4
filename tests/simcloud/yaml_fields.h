// Reads YAML mappings strictly: every key must be asked for, and what is wrong is said with file:line:column.
#pragma once
#include <yaml-cpp/yaml.h>

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "value.h"

namespace simcloud {

class Fields {
 public:
  Fields(const YAML::Node& node, std::string file);

  // The node of a key, undefined if absent; from now on the key counts as known.
  YAML::Node optional(const std::string& key);
  YAML::Node required(const std::string& key);
  std::string text(const std::string& key, const std::string& absent = "");
  bool flag(const std::string& key, bool absent = false);
  int number(const std::string& key, int absent = 0);
  std::vector<std::string> texts(const std::string& key);
  // Walks a mapping or a list below `key`; nothing if absent.
  void each(const std::string& key, const std::function<void(const std::string&, const YAML::Node&)>& visit);
  void each_item(const std::string& key, const std::function<void(const YAML::Node&)>& visit);
  // Refuses keys that nobody asked for.
  void done() const;

  [[noreturn]] void fail(const YAML::Node& at, const std::string& what) const;
  const std::string& file() const { return file_; }
  const YAML::Node& node() const { return node_; }

 private:
  YAML::Node node_;
  std::string file_;
  std::set<std::string> known_;
};

[[noreturn]] void fail_at(const std::string& file, const YAML::Node& at, const std::string& what);
// Quoted scalars are strings; plain ones are null, booleans, 64-bit integers or strings.
json to_json(const YAML::Node& node);

}  // namespace simcloud
