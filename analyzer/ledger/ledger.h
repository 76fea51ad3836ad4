// The memory of what was assessed: one SQLite file, shared by any number of processes.
//
// Kept are addresses, classes, effects, names, windows and digests, never values. A run is one transaction
// (WAL): a process that is killed leaves all of it or nothing. Older schemas are migrated when the file is
// opened; a damaged file, a newer schema and a file of another program are refused with a UsageError that
// says what to do.
#pragma once
#include <cstdint>
#include <memory>
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

// The answer to a question, ready for a table or for JSON lines.
struct LedgerTable {
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;
};

class Ledger {
 public:
  enum class Open : unsigned char { Existing, Create };
  Ledger(const std::string& path, Open open);
  ~Ledger();

  // `now` is in seconds since 1970. Recording the same plan again adds a run, and `history` shows both.
  void record(const Assessment& assessment, const std::vector<ModuleUse>& modules, std::int64_t now);
  // False if no plan with this digest was ever recorded.
  bool mark_applied(const std::string& digest, std::int64_t now);
  // Runs older than `before` go; how many.
  std::uint64_t prune(std::int64_t before);

  LedgerTable history(const std::string& address) const;
  LedgerTable show(const std::string& digest) const;
  // Still open at `now`, soonest first.
  LedgerTable windows(std::int64_t now) const;
  LedgerTable names(std::int64_t now) const;
  // Stacks whose newest plan calls the module; an empty version means any.
  LedgerTable affected(const std::string& source, const std::string& version) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace oneway
