// The memory of what was assessed: one SQLite file, shared by any number of processes.
//
// Kept are addresses, classes, effects, names, identities, windows and digests, never values. A run is one
// transaction (WAL): a process that is killed leaves all of it or nothing. Older schemas are migrated when
// the file is opened; a damaged file, a newer schema and a file of another program are refused with a
// UsageError that says what to do.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "model/assessment.h"

namespace oneway {

// What a plan says of modules and providers; an Assessment does not hold it.
struct ModuleUse {
  std::size_t input = 0;
  std::string address, source,
      version;  // of a call: "module.vpc", where it comes from, its version constraint
};
struct ProviderUse {
  std::size_t input = 0;
  std::string name, version;  // "registry.terraform.io/hashicorp/aws", its version constraint
};

// A unique name that a plan gives back and that is not free at once.
struct FreedName {
  std::size_t input = 0;
  std::string address;
  std::uint64_t hash = 0;               // of the type and the whole name: equal = the same name
  std::string shown;                    // name = "api"
  std::optional<std::int64_t> seconds;  // how long it is held; nullopt = not known, or for ever
  std::string why;                      // the code that speaks of it
};
// The same, found again.
struct HeldName {
  std::uint64_t hash = 0;
  std::string stack, address;
  std::string until;     // "2026-12-01 12:00:00"; "" = not known
  bool applied = false;  // false: the plan was recorded, but nothing shows that it was applied
};

// What stood in the world when a plan or a state was made.
struct Sighting {
  std::set<std::string> addresses;                // managed current objects
  std::map<std::string, std::string> identities;  // of those whose identity may be shown
};

// What a run knows beside its Assessment.
struct LedgerFacts {
  std::vector<std::string> stacks;  // what each input is called; its path where there is no name
  std::vector<ModuleUse> modules;
  std::vector<ProviderUse> providers;
  std::vector<FreedName> names;
  std::map<std::pair<std::size_t, std::string>, std::string> identities;  // of changes, by input and address
};

// The answer to a question, ready for a table or for JSON lines.
struct LedgerTable {
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;
};

// A stack that a version of a module has reached or is about to reach.
struct AffectedStack {
  struct Change {
    std::string address, actions, cls, identity;
  };
  std::string stack, module, source, version;
  bool certain = true;  // false: the constraint lets the version in, which one it is the plan does not say
  bool applied = false;
  std::string applied_how,
      applied_at;  // "recorded", "seen in a later plan"; the latest time it can have been
  std::string planned_at, digest;
  std::string previous_version;  // of an earlier plan of the stack; "" = none is known
  std::vector<Change> changes;   // what this plan does below the module, worst first
};

class Ledger {
 public:
  enum class Open : unsigned char { Existing, Create };
  Ledger(const std::string& path, Open open);
  ~Ledger();

  // `now` is in seconds since 1970. Recording the same plan again adds a run, and `history` shows both.
  void record(const Assessment& assessment, const LedgerFacts& facts, std::int64_t now);
  // False if no plan with this digest was ever recorded.
  bool mark_applied(const std::string& digest, std::int64_t now);
  // Marks the newest plan of `stack` whose work the sighting shows: its digest, or "" if there is none.
  std::string mark_seen(const std::string& stack, const Sighting& sighting, const std::string& how,
                        std::int64_t now);
  // Runs older than `before` go; how many.
  std::uint64_t prune(std::int64_t before);

  LedgerTable history(const std::string& address) const;
  LedgerTable show(const std::string& digest) const;
  // Still open at `now`, soonest first.
  LedgerTable windows(std::int64_t now) const;
  LedgerTable names(std::int64_t now) const;
  // Those of `hashes` that are held at `now`, or would be if their plan was applied when it was recorded.
  std::vector<HeldName> held(const std::vector<std::uint64_t>& hashes, std::int64_t now) const;
  // Stacks that carry the module, applied ones last; an empty version means any.
  std::vector<AffectedStack> affected(const std::string& source, const std::string& version) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace oneway
