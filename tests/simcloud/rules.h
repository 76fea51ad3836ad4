// How the simulated cloud answers a create, an update and a delete: names, guards, references, contents,
// burial.
//
// Works on the world's document (world.h says how it looks); whoever calls holds the world's lock.
#pragma once
#include "description.h"
#include "generator.h"

namespace simcloud {

// One request of one configured provider.
struct Call {
  const ProviderDescription& provider;
  const Type& type;
  json environment;  // {"provider": {...}, "const": {...}}
  json where;        // the part of the provider's configuration that places objects
};

bool holds(const Condition& condition, const json& attributes, const json& environment);

class Rules {
 public:
  Rules(json& world, const Call& call) : world_(world), call_(call) {}

  // Each returns the new state in wire form, or throws a Refusal and leaves the world as it was.
  json create(const json& planned, const json& config);
  json update(const json& prior, const json& planned, const json& config);
  void remove(const json& prior);
  // The object as the cloud shows it now; null if it is not there. `stale`: as it was before the last write.
  json read(const json& current, bool stale = false) const;
  json import(const std::string& id) const;

 private:
  std::string find(const json& state) const;  // the object's key in the world, "" if there is none
  Generator generator_for(const json& planned);
  std::vector<std::pair<std::string, const NameRule*>> names_of(const json& attributes) const;
  json names_json(const json& attributes) const;
  std::string live_holder(const std::string& name, const std::string& but) const;
  void refuse_taken_names(const json& attributes, const std::string& self);
  // An object that a create under these names hands back: alive (idempotent create) or buried.
  std::string handed_back(const json& attributes);
  // A new object under a buried one's name: that one can no longer be brought back.
  void forfeit_buried(const json& attributes);
  void hold_names(const json& attributes);
  void refuse_missing_references(const json& attributes) const;
  void refuse_while_used(const json& attributes, const std::string& self) const;
  std::vector<std::string> inside(const json& attributes) const;
  void refuse_full(const json& object) const;
  void keep_copies(const std::string& key, const json& object);
  json contents_to_start_with(const json& attributes) const;
  void bury(const std::string& key, const DestroyRule& rule, const std::string& with);
  void delete_with_all_inside(const std::string& key, const DestroyRule* burial);
  void record_events(const std::string& on, const json& prior, const json& attributes);
  void write_only_values(const json& config, json& attributes) const;
  void steer_by_state(const json& prior, json& attributes) const;
  json as_state(const json& attributes, const json& current) const;
  json until(const Period& period, const json& attributes) const;  // a clock value, null for ever

  json& world_;
  const Call& call_;
};

}  // namespace simcloud
