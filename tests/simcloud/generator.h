// Makes what the cloud makes: ids, addresses, defaults known only after apply.
//
// Repeatable: the random parts depend on the object's kind, its planned values and how often just that was
// made before, never on the order in which Terraform calls (which differs from run to run).
#pragma once
#include <cstdint>

#include "description.h"

namespace simcloud {

std::uint64_t hash_of(std::string_view text);

class Generator {
 public:
  // `environment` is {"provider": {...}, "const": {...}}.
  Generator(const json& environment, std::uint64_t seed = 0) : environment_(environment), seed_(seed) {}

  // Gives every unknown of `planned` its value. Templates may lean on one another.
  json fill(const Block& block, const json& planned);
  // "{name}", "{hex:8}", "{num:3}", "{provider.region}", "{const.account}"; nullopt while a part is unknown.
  std::optional<std::string> render(const std::string& text, const json& object,
                                    const json& around = nullptr) const;
  json make(const std::string& name, const Argument& a, const json& object) const;
  // `salt` keeps the parts of one template apart.
  std::string digits(int count, unsigned base, std::uint64_t salt = 0) const;

 private:
  json fill_arguments(const std::map<std::string, Argument>& arguments, const json& value) const;
  json fill_block(const Block& block, const json& value) const;

  json environment_, root_;
  std::uint64_t seed_;
};

}  // namespace simcloud
