#include "ledger/ledger.h"

#include <filesystem>

#include "ledger/schema.h"
#include "ledger/store.h"
#include "model/error.h"

namespace oneway {
namespace {

using ledger::insert;

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

std::string codes_of(const AssessedChange& c) {
  std::string out;
  for (const Effect& e : c.effects)
    if (out.find(e.code) == std::string::npos) out += (out.empty() ? "" : " ") + e.code;
  return out;
}

void write_name(SQLite::Database& db, std::int64_t plan, const FreedName& n) {
  SQLite::Statement statement(db, "INSERT INTO name VALUES (?,?,?,?,?,?)");
  statement.bind(1, plan);
  statement.bind(2, n.address);
  statement.bind(3, n.shown);
  if (n.seconds) statement.bind(4, *n.seconds);
  statement.bind(5, n.why);
  statement.bind(6, static_cast<std::int64_t>(n.hash));
  statement.exec();
}

}  // namespace

Ledger::Impl::Impl(const std::string& file, Open open)
    : path(file),
      db(file, SQLite::OPEN_READWRITE | (open == Open::Create ? SQLite::OPEN_CREATE : 0), kBusyMilliseconds) {
}

void Ledger::Impl::prepare() {
  check_kind(db, path);
  db.exec("PRAGMA journal_mode = WAL");
  db.exec("PRAGMA synchronous = FULL");
  migrate(db);
  db.exec("PRAGMA foreign_keys = ON");
}

std::int64_t Ledger::Impl::write_plan(std::int64_t run, const InputInfo& i, const std::string& stack) {
  return insert(db, "INSERT INTO plan (run, stack, digest, engine, engine_version) VALUES (?,?,?,?,?)", run,
                stack, i.sha256, std::string(id(i.engine)), i.engine_version);
}

void Ledger::Impl::write_change(std::int64_t plan, const AssessedChange& c, const std::string& identity) {
  SQLite::Statement statement(db, "INSERT INTO change VALUES (?,?,?,?,?,?,?,?,?,?,?,?)");
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
  statement.bind(11, c.previous_address);
  statement.bind(12, identity);
  statement.exec();
}

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

void Ledger::record(const Assessment& a, const LedgerFacts& facts, std::int64_t now) {
  SQLite::Database& db = impl_->db;
  SQLite::Transaction transaction(db, SQLite::TransactionBehavior::IMMEDIATE);
  const std::int64_t run =
      insert(db, "INSERT INTO run (time, rules_digest) VALUES (?,?)", now, a.rules_digest);
  std::vector<std::int64_t> plans;
  for (const InputInfo& i : a.inputs) {
    const std::size_t n = plans.size();
    plans.push_back(impl_->write_plan(run, i, n < facts.stacks.size() ? facts.stacks[n] : i.path));
  }
  for (const AssessedChange& c : a.changes) {
    if (c.input >= plans.size()) continue;
    const auto identity = facts.identities.find({c.input, c.address});
    impl_->write_change(plans[c.input], c, identity == facts.identities.end() ? "" : identity->second);
  }
  for (const ModuleUse& m : facts.modules)
    if (m.input < plans.size())
      insert(db, "INSERT INTO module VALUES (?,?,?,?)", plans[m.input], m.address, m.source, m.version);
  for (const ProviderUse& p : facts.providers)
    if (p.input < plans.size())
      insert(db, "INSERT INTO provider VALUES (?,?,?)", plans[p.input], p.name, p.version);
  for (const FreedName& n : facts.names)
    if (n.input < plans.size()) write_name(db, plans[n.input], n);
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
  insert(db, "INSERT OR IGNORE INTO applied VALUES (?,?,?,'recorded')", digest, now, now);
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

}  // namespace oneway
