// One made-up resource of a generated plan, as each section of the document writes it. Strings are JSON text
// already.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace oneway::bench {

enum class Action : std::uint8_t { NoOp, Update, Create, Delete, Replace };

struct Kind;

struct Resource {
  const Kind* kind;
  Action action = Action::NoOp;
  std::uint64_t seed;       // of its values
  std::uint64_t giant = 0;  // length of its giant string
  std::string module, label, name;
  std::string index;  // JSON text of the key, or empty
};

// 85 % no-op, 5 % update, 4 % create, 4 % delete, 2 % replace.
Action action_of(std::uint64_t seed);
// Type, label and key follow from the place in the configuration, values from the seed.
Resource resource_at(std::uint64_t slot, std::uint64_t seed);

void write_values(const Resource& r, bool prior, std::string& out);
void write_change(const Resource& r, std::string& out);
void write_configuration(const Resource& r, std::string& out);

}  // namespace oneway::bench
