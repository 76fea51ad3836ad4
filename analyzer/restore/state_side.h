// One state read into records, and what the plans given beside it prove about the world.
#pragma once
#include <map>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "ingest/input.h"
#include "ingest/state/visitor.h"
#include "restore/record.h"

namespace oneway {

struct StateSide {
  InputInfo info;
  StateHeader header;
  std::vector<StateRecord> records;                     // in the state's order
  std::unordered_map<std::string, std::size_t> by_key;  // first record of a key
  std::unordered_map<std::uint64_t, std::size_t>
      by_identity;                               // current managed objects, by type and identity
  std::map<std::string, std::uint64_t> outputs;  // content hash by name
  std::vector<std::string> duplicates;
  std::vector<std::pair<std::string, std::string>> edges;  // static address -> dependency
  std::vector<std::string> open_secrets;  // arguments that look secret and that no mask covers

  const StateRecord* find(const std::string& key) const {
    const auto at = by_key.find(key);
    return at == by_key.end() ? nullptr : &records[at->second];
  }
  // The current object that is the same thing in the world.
  const StateRecord* same_thing(const StateRecord& r) const {
    const std::uint64_t hash = r.world_key();
    const auto at = by_identity.find(hash);
    return hash == 0 || at == by_identity.end() ? nullptr : &records[at->second];
  }
};

// Throws InputError unless `path` holds exactly one state. `thorough` also collects what only `check_state`
// asks for.
StateSide read_side(const std::string& path, const InputOptions& options, const Catalog& catalog,
                    NameTable& names, bool thorough = false);

// What a plan of the current state shows: which objects still exist, which addresses are configured.
struct PlanEvidence {
  bool given = false, refresh_only = false;
  std::unordered_set<std::string> gone;  // drifted away: deleted outside
  std::unordered_set<std::string> live;  // seen by the refresh
  std::unordered_set<std::uint64_t> live_identities;
  std::unordered_set<std::string> configured;  // addresses that the configuration has
};
PlanEvidence read_evidence(const std::string& path, const InputOptions& options);

}  // namespace oneway
