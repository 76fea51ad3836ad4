// The open file behind a Ledger. Only this room sees it.
#pragma once
#include <SQLiteCpp/SQLiteCpp.h>

#include <string>

#include "ledger/ledger.h"

namespace oneway {

struct Ledger::Impl {
  Impl(const std::string& file, Open open);
  void prepare();

  std::int64_t write_plan(std::int64_t run, const InputInfo& input, const std::string& stack);
  void write_change(std::int64_t plan, const AssessedChange& c, const std::string& identity);

  std::string path;
  mutable SQLite::Database db;
};

namespace ledger {

// Runs one statement with these values; the id of what it wrote.
template <class... Values>
std::int64_t insert(SQLite::Database& db, const char* sql, const Values&... values) {
  SQLite::Statement statement(db, sql);
  int at = 0;
  (statement.bind(++at, values), ...);
  statement.exec();
  return db.getLastInsertRowid();
}

LedgerTable table_of(SQLite::Statement& query);

}  // namespace ledger
}  // namespace oneway
