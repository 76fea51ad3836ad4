// Checks a JSON value against a JSON Schema (the keywords that our schemas use; any other keyword is an
// error).
#pragma once
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace oneway::report::testing {

// What is wrong, one line each with the JSON pointer; empty = valid. `strict` also refuses members that the
// schema does not name, so that a new member cannot be forgotten in it.
std::vector<std::string> violations(const nlohmann::json& value, const nlohmann::json& schema, bool strict);

// A schema file of the source tree, by its path from the root.
nlohmann::json load_schema(const std::string& path);

}  // namespace oneway::report::testing
