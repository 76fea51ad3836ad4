#include "ledger/ledger.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <filesystem>

#include "ledger/schema.h"
#include "model/error.h"

namespace oneway {
namespace {

constexpr int kBusyMilliseconds = 30'000;
constexpr char kWayOut[] =
    "\nmove it away (what is in it is only history) and let the next `oneway plan --ledger` start a new one";

int number(SQLite::Database& db, const char* pragma) {
  return db.execAndGet(pragma).getInt();
}

void check_kind(SQLite::Database& db, const std::string& path) {
  const bool fresh = number(db, "SELECT count(*) FROM sqlite_master") == 0;
  if (!fresh && number(db, "PRAGMA application_id") != ledger::kApplicationId)
    throw UsageError(path + " is an SQLite file of another program, not a ledger");
  if (number(db, "PRAGMA user_version") > static_cast<int>(ledger::kMigrations.size()))
    throw UsageError("the ledger " + path + " was written by a newer oneway: use that one");
  if (db.execAndGet("PRAGMA quick_check(1)").getString() != "ok")
    throw UsageError("the ledger " + path + " is damaged" + kWayOut);
}

void migrate(SQLite::Database& db) {
  if (number(db, "PRAGMA user_version") == static_cast<int>(ledger::kMigrations.size())) return;
  SQLite::Transaction transaction(db, SQLite::TransactionBehavior::IMMEDIATE);
  db.exec("PRAGMA application_id = " + std::to_string(ledger::kApplicationId));
  // Read again under the lock: another process may have been faster.
  for (auto v = static_cast<std::size_t>(number(db, "PRAGMA user_version")); v < ledger::kMigrations.size();
       ++v)
    db.exec(ledger::kMigrations[v]);
  db.exec("PRAGMA user_version = " + std::to_string(ledger::kMigrations.size()));
  transaction.commit();
}

template <class... Values>
std::int64_t insert(SQLite::Database& db, const char* sql, const Values&... values) {
  SQLite::Statement statement(db, sql);
  int at = 0;
  (statement.bind(++at, values), ...);
  statement.exec();
  return db.getLastInsertRowid();
}

std::string codes_of(const AssessedChange& c) {
  std::string out;
  for (const Effect& e : c.effects)
    if (out.find(e.code) == std::string::npos) out += (out.empty() ? "" : " ") + e.code;
  return out;
}

LedgerTable table_of(SQLite::Statement& query) {
  LedgerTable out;
  for (int i = 0; i < query.getColumnCount(); ++i) out.columns.push_back(query.getColumnName(i));
  while (query.executeStep()) {
    std::vector<std::string>& row = out.rows.emplace_back();
    for (int i = 0; i < query.getColumnCount(); ++i) row.push_back(query.getColumn(i).getString());
  }
  return out;
}

}  // namespace

struct Ledger::Impl {
  Impl(const std::string& file, Open open) : path(file), db(file, flags(open), kBusyMilliseconds) {}

  static int flags(Open open) {
    return SQLite::OPEN_READWRITE | (open == Open::Create ? SQLite::OPEN_CREATE : 0);
  }

  void prepare() {
    check_kind(db, path);
    db.exec("PRAGMA journal_mode = WAL");
    db.exec("PRAGMA synchronous = FULL");
    migrate(db);
    db.exec("PRAGMA foreign_keys = ON");
  }

  void write_change(std::int64_t plan, const AssessedChange& c) {
    SQLite::Statement statement(db, "INSERT INTO change VALUES (?,?,?,?,?,?,?,?,?,?)");
    statement.bind(1, plan);
    statement.bind(2, c.address);
    statement.bind(3, c.deposed);
    statement.bind(4, c.type);
    statement.bind(5, c.actions.summary());
    statement.bind(6, std::string(id(c.cls)));
    statement.bind(7, codes_of(c));
    statement.bind(8, c.window.length);
    if (c.window.seconds) statement.bind(9, *c.window.seconds);
    statement.bind(10, c.window.why);
    statement.exec();
    for (const Effect& e : c.effects)
      if (e.kind == EffectKind::NameHeld) write_names(plan, c, e);
  }

  void write_names(std::int64_t plan, const AssessedChange& c, const Effect& e) {
    for (const Evidence& v : e.evidence) {
      if (v.hidden || v.before.empty()) continue;
      SQLite::Statement statement(db, "INSERT INTO name VALUES (?,?,?,?,?)");
      statement.bind(1, plan);
      statement.bind(2, c.address);
      statement.bind(3, v.path + " = " + v.before);
      if (c.window.seconds) statement.bind(4, *c.window.seconds);
      statement.bind(5, e.code);
      statement.exec();
    }
  }

  std::string path;
  mutable SQLite::Database db;
};

Ledger::Ledger(const std::string& path, Open open) try {
  if (open == Open::Existing && !std::filesystem::exists(path)) throw UsageError("no ledger at " + path);
  impl_ = std::make_unique<Impl>(path, open);
  impl_->prepare();
} catch (const SQLite::Exception& e) {
  const int code = e.getErrorCode();
  const bool damaged = code == 11 /* SQLITE_CORRUPT */ || code == 26 /* SQLITE_NOTADB */;
  throw UsageError("the ledger " + path + (damaged ? " is damaged (" : " cannot be used (") + e.what() + ")" +
                   (damaged ? kWayOut : ""));
}
Ledger::~Ledger() = default;

void Ledger::record(const Assessment& a, const std::vector<ModuleUse>& modules, std::int64_t now) {
  SQLite::Database& db = impl_->db;
  SQLite::Transaction transaction(db, SQLite::TransactionBehavior::IMMEDIATE);
  const std::int64_t run =
      insert(db, "INSERT INTO run (time, rules_digest) VALUES (?,?)", now, a.rules_digest);
  std::vector<std::int64_t> plans;
  for (const InputInfo& i : a.inputs)
    plans.push_back(insert(db,
                           "INSERT INTO plan (run, stack, digest, engine, engine_version) VALUES (?,?,?,?,?)",
                           run, i.path, i.sha256, std::string(id(i.engine)), i.engine_version));
  for (const AssessedChange& c : a.changes)
    if (c.input < plans.size()) impl_->write_change(plans[c.input], c);
  for (const ModuleUse& m : modules)
    if (m.input < plans.size())
      insert(db, "INSERT INTO module VALUES (?,?,?,?)", plans[m.input], m.address, m.source, m.version);
  for (const Gate::Acknowledged& k : a.gate.acknowledged)
    insert(db, "INSERT INTO acknowledged VALUES (?,?,?,?,?)", run, k.code, k.address, k.approved_by,
           k.expires);
  transaction.commit();
}

bool Ledger::mark_applied(const std::string& digest, std::int64_t now) {
  SQLite::Database& db = impl_->db;
  SQLite::Statement known(db, "SELECT 1 FROM plan WHERE digest = ? LIMIT 1");
  known.bind(1, digest);
  if (!known.executeStep()) return false;
  insert(db, "INSERT OR IGNORE INTO applied VALUES (?,?)", digest, now);
  return true;
}

std::uint64_t Ledger::prune(std::int64_t before) {
  SQLite::Database& db = impl_->db;
  SQLite::Transaction transaction(db, SQLite::TransactionBehavior::IMMEDIATE);
  SQLite::Statement statement(db, "DELETE FROM run WHERE time < ?");
  statement.bind(1, before);
  const int gone = statement.exec();
  db.exec("DELETE FROM applied WHERE digest NOT IN (SELECT digest FROM plan)");
  transaction.commit();
  return static_cast<std::uint64_t>(gone);
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
  change.class AS class, change.codes AS codes, change.window AS window
FROM plan JOIN change ON change.plan = plan.id
WHERE plan.id = (SELECT max(id) FROM plan WHERE digest = ?) ORDER BY change.address, change.deposed)sql");
  q.bind(1, digest);
  return table_of(q);
}

LedgerTable Ledger::windows(std::int64_t now) const {
  SQLite::Statement q(impl_->db, R"sql(
SELECT datetime(applied.time + change.window_seconds, 'unixepoch') AS closes, plan.stack AS stack,
  change.address AS address, change.window AS window, change.why AS why
FROM change JOIN plan ON plan.id = change.plan JOIN applied ON applied.digest = plan.digest
WHERE plan.id = (SELECT max(id) FROM plan AS newest WHERE newest.digest = plan.digest)
  AND applied.time + change.window_seconds > ?
ORDER BY applied.time + change.window_seconds, plan.stack, change.address)sql");
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

LedgerTable Ledger::affected(const std::string& source, const std::string& version) const {
  SQLite::Statement q(impl_->db, R"sql(
SELECT plan.stack AS stack, module.address AS module, module.version AS version,
  CASE WHEN applied.time IS NULL THEN 'no' ELSE 'yes' END AS applied,
  CASE WHEN applied.time IS NULL THEN 'pin the previous version before the next apply'
    ELSE 'compare configuration, state and the real objects, then roll forward or go back in a controlled way' END AS next,
  plan.digest AS digest
FROM module JOIN plan ON plan.id = module.plan LEFT JOIN applied ON applied.digest = plan.digest
WHERE module.source = ?1 AND (?2 = '' OR module.version = ?2 OR ltrim(module.version, '=v ') = ltrim(?2, '=v '))
  AND plan.id = (SELECT max(id) FROM plan AS newest WHERE newest.stack = plan.stack)
ORDER BY applied, plan.stack, module.address)sql");
  q.bind(1, source);
  q.bind(2, version);
  return table_of(q);
}

}  // namespace oneway
