// What is kept of one object of a state: who it is in the world, what it would cost to lose, hashes of its
// arguments. A few hundred bytes an object, so that states of any size compare in bounded memory.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "catalog/catalog.h"
#include "ingest/state/visitor.h"
#include "model/rollback_class.h"

namespace oneway {

// Argument names as small numbers, shared by all records of a comparison.
class NameTable {
 public:
  std::uint32_t id(std::string_view name);
  const std::string& text(std::uint32_t id) const { return names_[id]; }

 private:
  std::vector<std::string> names_;
  std::unordered_map<std::string, std::uint32_t> ids_;
};

struct StateRecord {
  std::string address, static_address, deposed, type, mode;
  std::string provider_source;  // "registry.terraform.io/hashicorp/aws"
  std::string schema_version;
  std::string identity;             // shown: id or ARN; "" if the object has none or it is sensitive
  std::uint64_t identity_hash = 0;  // 0 = none
  std::string import_id;
  bool import_id_complete = false;
  bool tainted = false, create_before_destroy = false, provider_on_instance = false;
  std::vector<std::uint64_t> dependencies;                         // hashes of static addresses, sorted
  std::vector<std::pair<std::uint32_t, std::uint64_t>> arguments;  // name, content hash; by name
  const TypeFacts* facts = nullptr;
  RollbackClass if_destroyed = RollbackClass::FullyReversible;
  std::string if_destroyed_code, if_destroyed_message;
  bool lives_in_state_only = false;  // no refresh can tell it from the world: the state is all there is

  // Type and identity in one number; 0 = it has no identity.
  std::uint64_t world_key() const {
    return identity_hash ? identity_hash ^ std::hash<std::string>{}(type) : 0;
  }
  static std::uint64_t dependency(const std::string& address) { return std::hash<std::string>{}(address); }
  std::string key() const { return deposed.empty() ? address : address + " deposed " + deposed; }
};

StateRecord record_of(const StateInstance& instance, const Catalog& catalog, NameTable& names);

// Names of arguments that differ, or that only one side has.
std::vector<std::string> differing_arguments(const StateRecord& a, const StateRecord& b,
                                             const NameTable& names);

}  // namespace oneway
