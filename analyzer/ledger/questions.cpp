#include <cstdint>

#include "ledger/store.h"

namespace oneway {

using ledger::table_of;

LedgerTable ledger::table_of(SQLite::Statement& query) {
  LedgerTable out;
  for (int i = 0; i < query.getColumnCount(); ++i) out.columns.push_back(query.getColumnName(i));
  while (query.executeStep()) {
    std::vector<std::string>& row = out.rows.emplace_back();
    for (int i = 0; i < query.getColumnCount(); ++i) row.push_back(query.getColumn(i).getString());
  }
  return out;
}

LedgerTable Ledger::history(const std::string& address) const {
  SQLite::Statement q(impl_->db, R"sql(
SELECT datetime(run.time, 'unixepoch') AS time, plan.stack AS stack, change.actions AS actions, change.class AS class,
  change.codes AS codes, CASE WHEN applied.time IS NULL THEN 'no' ELSE 'yes' END AS applied, plan.digest AS digest
FROM change JOIN plan ON plan.id = change.plan JOIN run ON run.id = plan.run
LEFT JOIN applied ON applied.digest = plan.digest
WHERE change.address = ? ORDER BY run.time, run.id, plan.stack)sql");
  q.bind(1, address);
  return table_of(q);
}

LedgerTable Ledger::show(const std::string& digest) const {
  SQLite::Statement q(impl_->db, R"sql(
SELECT plan.stack AS stack, change.address AS address, change.deposed AS deposed, change.actions AS actions,
  change.class AS class, change.codes AS codes, change.window AS window, change.identity AS identity
FROM plan JOIN change ON change.plan = plan.id
WHERE plan.id = (SELECT max(id) FROM plan WHERE digest = ?) ORDER BY change.address, change.deposed)sql");
  q.bind(1, digest);
  return table_of(q);
}

LedgerTable Ledger::windows(std::int64_t now) const {
  SQLite::Statement q(impl_->db, R"sql(
SELECT datetime(coalesce(applied.earliest, applied.time) + change.window_seconds, 'unixepoch') AS closes, plan.stack AS stack,
  change.address AS address, change.window AS window, change.why AS why
FROM change JOIN plan ON plan.id = change.plan JOIN applied ON applied.digest = plan.digest
WHERE plan.id = (SELECT max(id) FROM plan AS newest WHERE newest.digest = plan.digest)
  AND coalesce(applied.earliest, applied.time) + change.window_seconds > ?
ORDER BY coalesce(applied.earliest, applied.time) + change.window_seconds, plan.stack, change.address)sql");
  q.bind(1, now);
  return table_of(q);
}

LedgerTable Ledger::names(std::int64_t now) const {
  SQLite::Statement q(impl_->db, R"sql(
SELECT name.name AS name, plan.stack AS stack, name.address AS address,
  coalesce(datetime(applied.time + name.seconds, 'unixepoch'), 'unknown') AS held_until, name.why AS why
FROM name JOIN plan ON plan.id = name.plan JOIN applied ON applied.digest = plan.digest
WHERE plan.id = (SELECT max(id) FROM plan AS newest WHERE newest.digest = plan.digest)
  AND (name.seconds IS NULL OR applied.time + name.seconds > ?)
ORDER BY name.name, plan.stack, name.address)sql");
  q.bind(1, now);
  return table_of(q);
}

std::vector<HeldName> Ledger::held(const std::vector<std::uint64_t>& hashes, std::int64_t now) const {
  SQLite::Statement q(impl_->db, R"sql(
SELECT plan.stack, name.address, max(applied.time IS NOT NULL) AS is_applied,
  CASE WHEN count(*) = count(name.seconds)
    THEN datetime(max(coalesce(applied.time, run.time) + name.seconds), 'unixepoch') ELSE '' END
FROM name JOIN plan ON plan.id = name.plan JOIN run ON run.id = plan.run
LEFT JOIN applied ON applied.digest = plan.digest
WHERE name.hash = ?1 AND (name.seconds IS NULL OR coalesce(applied.time, run.time) + name.seconds > ?2)
GROUP BY plan.stack, name.address ORDER BY is_applied DESC, plan.stack, name.address)sql");
  std::vector<HeldName> out;
  for (const std::uint64_t hash : hashes) {
    q.reset();
    q.bind(1, static_cast<std::int64_t>(hash));
    q.bind(2, now);
    while (q.executeStep())
      out.push_back({hash, q.getColumn(0).getString(), q.getColumn(1).getString(), q.getColumn(3).getString(),
                     q.getColumn(2).getInt() != 0});
  }
  return out;
}

}  // namespace oneway
