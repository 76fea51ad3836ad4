// Which recorded plan must have been applied, told from what stands in the world afterwards.
#include "ledger/store.h"

namespace oneway {
namespace {

// What one plan would leave behind, as far as addresses and identities show it.
class Work {
 public:
  void add(const std::string& address, const std::string& previous, const std::string& actions,
           const std::string& identity, const Sighting& world) {
    const bool there = world.addresses.contains(address);
    if (actions == "create" || actions == "import") return see(there);
    if (actions == "delete" || actions == "forget") return see(!there);
    if (!previous.empty()) see(there && !world.addresses.contains(previous));
    if (actions != "replace" || identity.empty()) return;
    const auto now = world.identities.find(address);
    if (now != world.identities.end()) see(now->second != identity);
  }
  bool done() const { return seen_ && all_; }

 private:
  void see(bool as_planned) {
    seen_ = true;
    all_ = all_ && as_planned;
  }
  bool seen_ = false, all_ = true;
};

}  // namespace

std::string Ledger::mark_seen(const std::string& stack, const Sighting& world, const std::string& how,
                              std::int64_t now) {
  SQLite::Database& db = impl_->db;
  SQLite::Transaction transaction(db, SQLite::TransactionBehavior::IMMEDIATE);
  // Only what was recorded after the last plan that is known to be applied.
  SQLite::Statement plans(db, R"sql(
SELECT plan.id, plan.digest, run.time FROM plan JOIN run ON run.id = plan.run
WHERE plan.stack = ?1 AND plan.id > (SELECT coalesce(max(p.id), 0) FROM plan AS p
    JOIN applied ON applied.digest = p.digest WHERE p.stack = ?1)
ORDER BY plan.id DESC)sql");
  plans.bind(1, stack);
  while (plans.executeStep()) {
    SQLite::Statement changes(db, R"sql(
SELECT address, previous_address, actions, identity FROM change WHERE plan = ? AND deposed = '')sql");
    changes.bind(1, plans.getColumn(0).getInt64());
    Work work;
    while (changes.executeStep())
      work.add(changes.getColumn(0).getString(), changes.getColumn(1).getString(),
               changes.getColumn(2).getString(), changes.getColumn(3).getString(), world);
    if (!work.done()) continue;
    const std::string digest = plans.getColumn(1).getString();
    ledger::insert(db, "INSERT OR IGNORE INTO applied VALUES (?,?,?,?)", digest, now,
                   plans.getColumn(2).getInt64(), how);
    plans.reset();
    transaction.commit();
    return digest;
  }
  return "";
}

}  // namespace oneway
