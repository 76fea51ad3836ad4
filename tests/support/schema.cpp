#include "support/schema.h"

#include <algorithm>
#include <fstream>
#include <regex>
#include <set>

namespace oneway::report::testing {
namespace {

using nlohmann::json;

class Validator {
 public:
  Validator(const json& root, bool strict) : root_(root), strict_(strict) {}
  std::vector<std::string> errors;

  void check(const json& v, const json& s, const std::string& at) {
    if (s.is_boolean()) {
      if (!s.get<bool>()) errors.push_back(at + ": not allowed");
      return;
    }
    for (const auto& [word, arg] : s.items()) keyword(word, arg, v, s, at);
    if (strict_ && v.is_object() && s.contains("properties") && !s.contains("additionalProperties"))
      for (const auto& [name, member] : v.items())
        if (!s["properties"].contains(name)) errors.push_back(at + "/" + name + ": not in the schema");
  }

 private:
  static bool is_type(const json& v, const std::string& type) {
    if (type == "integer") return v.is_number_integer();
    if (type == "number") return v.is_number();
    return v.type_name() == type;
  }

  void keyword(const std::string& word, const json& arg, const json& v, const json& s,
               const std::string& at) {
    static const std::set<std::string> kNoted = {"$schema", "$id", "$defs", "title", "description", "format"};
    auto fail = [&](const std::string& why) {
      errors.push_back(at + ": " + why + ", got " + v.dump().substr(0, 80));
    };
    if (kNoted.count(word)) return;
    if (word == "$ref") {
      check(v, root_.at(json::json_pointer(arg.get<std::string>().substr(1))), at);
    } else if (word == "type") {
      bool any = false;
      for (const json& t : arg.is_array() ? arg : json::array({arg})) any = any || is_type(v, t);
      if (!any) fail("is no " + arg.dump());
    } else if (word == "const") {
      if (v != arg) fail("is not " + arg.dump());
    } else if (word == "enum") {
      if (std::find(arg.begin(), arg.end(), v) == arg.end()) fail("is none of " + arg.dump());
    } else if (word == "pattern") {
      if (v.is_string() && !std::regex_search(v.get<std::string>(), std::regex(arg.get<std::string>())))
        fail("does not match " + arg.dump());
    } else if (word == "minimum") {
      if (v.is_number() && v < arg) fail("is below " + arg.dump());
    } else if (word == "maximum") {
      if (v.is_number() && v > arg) fail("is above " + arg.dump());
    } else if (word == "minItems") {
      if (v.is_array() && v.size() < arg) fail("has too few items");
    } else if (word == "minLength") {
      if (v.is_string() && v.get<std::string>().size() < arg) fail("is too short");
    } else if (word == "required") {
      for (const json& name : arg)
        if (v.is_object() && !v.contains(name.get<std::string>())) fail("lacks " + name.dump());
    } else if (word == "properties") {
      for (const auto& [name, sub] : arg.items())
        if (v.is_object() && v.contains(name)) check(v[name], sub, at + "/" + name);
    } else if (word == "additionalProperties") {
      if (v.is_object())
        for (const auto& [name, member] : v.items())
          if (!s.contains("properties") || !s["properties"].contains(name))
            check(member, arg, at + "/" + name);
    } else if (word == "anyOf") {
      const bool any = std::any_of(arg.begin(), arg.end(), [&](const json& one) {
        Validator inner(root_, strict_);
        inner.check(v, one, at);
        return inner.errors.empty();
      });
      if (!any) fail("fits none of the alternatives");
    } else if (word == "propertyNames") {
      if (v.is_object())
        for (const auto& [name, member] : v.items()) check(name, arg, at + "/" + name);
    } else if (word == "items") {
      for (std::size_t i = 0; v.is_array() && i < v.size(); ++i)
        check(v[i], arg, at + "/" + std::to_string(i));
    } else {
      errors.push_back("the schema uses " + word + ", which is not checked");
    }
  }

  const json& root_;
  bool strict_;
};

}  // namespace

std::vector<std::string> violations(const json& value, const json& schema, bool strict) {
  Validator v(schema, strict);
  v.check(value, schema, "");
  return v.errors;
}

json load_schema(const std::string& path) {
  std::ifstream in(std::string(ONEWAY_SOURCE_DIR) + "/" + path);
  return json::parse(in);
}

}  // namespace oneway::report::testing
