// The tables, and how an older file becomes a newer one: step N takes a file from version N to N+1.
#pragma once
#include <array>

namespace oneway::ledger {

inline constexpr int kApplicationId = 0x6f6e6577;  // "onew": tells our files from others

inline constexpr std::array<const char*, 3> kMigrations = {
    R"sql(
CREATE TABLE run (id INTEGER PRIMARY KEY, time INTEGER NOT NULL, rules_digest TEXT NOT NULL);
CREATE TABLE plan (id INTEGER PRIMARY KEY, run INTEGER NOT NULL REFERENCES run(id) ON DELETE CASCADE,
  stack TEXT NOT NULL, digest TEXT NOT NULL, engine TEXT NOT NULL, engine_version TEXT NOT NULL);
CREATE TABLE change (plan INTEGER NOT NULL REFERENCES plan(id) ON DELETE CASCADE, address TEXT NOT NULL,
  deposed TEXT NOT NULL, type TEXT NOT NULL, actions TEXT NOT NULL, class TEXT NOT NULL, codes TEXT NOT NULL,
  window TEXT NOT NULL, window_seconds INTEGER, why TEXT NOT NULL);
CREATE TABLE acknowledged (run INTEGER NOT NULL REFERENCES run(id) ON DELETE CASCADE, code TEXT NOT NULL,
  address TEXT NOT NULL, approved_by TEXT NOT NULL, expires TEXT NOT NULL);
CREATE INDEX change_by_address ON change(address);
CREATE INDEX change_by_plan ON change(plan);
CREATE INDEX plan_by_digest ON plan(digest);
)sql",
    R"sql(
CREATE TABLE module (plan INTEGER NOT NULL REFERENCES plan(id) ON DELETE CASCADE, address TEXT NOT NULL,
  source TEXT NOT NULL, version TEXT NOT NULL);
CREATE TABLE name (plan INTEGER NOT NULL REFERENCES plan(id) ON DELETE CASCADE, address TEXT NOT NULL,
  name TEXT NOT NULL, seconds INTEGER, why TEXT NOT NULL);
CREATE TABLE applied (digest TEXT PRIMARY KEY, time INTEGER NOT NULL);
CREATE INDEX module_by_source ON module(source);
CREATE INDEX module_by_plan ON module(plan);
CREATE INDEX name_by_plan ON name(plan);
)sql",
    // A plan that was seen to be applied was so at some time between `earliest` and `time`.
    R"sql(
ALTER TABLE change ADD COLUMN previous_address TEXT NOT NULL DEFAULT '';
ALTER TABLE change ADD COLUMN identity TEXT NOT NULL DEFAULT '';
ALTER TABLE name ADD COLUMN hash INTEGER;
ALTER TABLE applied ADD COLUMN earliest INTEGER;
ALTER TABLE applied ADD COLUMN how TEXT NOT NULL DEFAULT 'recorded';
CREATE TABLE provider (plan INTEGER NOT NULL REFERENCES plan(id) ON DELETE CASCADE, name TEXT NOT NULL,
  version TEXT NOT NULL);
CREATE INDEX provider_by_plan ON provider(plan);
CREATE INDEX name_by_hash ON name(hash);
CREATE INDEX plan_by_stack ON plan(stack);
)sql"};

}  // namespace oneway::ledger
