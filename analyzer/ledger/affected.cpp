// Which stacks a module release has reached.
#include <algorithm>

#include "ledger/store.h"
#include "model/rollback_class.h"
#include "release/version.h"

namespace oneway {
namespace {

enum class Carries : unsigned char { No, Maybe, Yes };

// "git::https://host/vpc.git?ref=v1.2.0" is the source before "?ref=" in the version behind it.
Carries carries(const std::string& source, const std::string& constraint, const std::string& wanted,
                const std::string& version) {
  const std::size_t ref = source.find("?ref=");
  const bool same = source == wanted || source.substr(0, ref) == wanted;
  if (!same) return Carries::No;
  if (version.empty()) return Carries::Yes;
  const std::string given =
      ref == std::string::npos ? constraint : source.substr(ref + 5, source.find('&', ref) - ref - 5);
  const std::size_t number = given.find_first_not_of("= ");
  const auto exact = parse_version(version),
             pinned = parse_version(number == std::string::npos ? "" : given.substr(number));
  if (given == version || (exact && pinned && *exact == *pinned)) return Carries::Yes;
  if (!exact) return Carries::No;
  if (given.find_first_of("<>~=!,") != std::string::npos || given.empty())
    return allows(given, *exact) ? Carries::Maybe : Carries::No;
  return Carries::No;
}

// A statement that speaks of one plan and one module of it.
SQLite::Statement about(SQLite::Database& db, const char* sql, std::int64_t plan, const std::string& module) {
  SQLite::Statement q(db, sql);
  q.bind(1, plan);
  q.bind(2, module);
  return q;
}

std::string previous_version(SQLite::Database& db, std::int64_t plan, const AffectedStack& a) {
  SQLite::Statement q = about(db, R"sql(
SELECT module.version, module.source FROM module JOIN plan ON plan.id = module.plan
LEFT JOIN applied ON applied.digest = plan.digest
WHERE plan.id < ?1 AND module.address = ?2 AND plan.stack = ?3 AND (module.version <> ?4 OR module.source <> ?5)
ORDER BY applied.time IS NULL, plan.id DESC LIMIT 1)sql",
                              plan, a.module);
  q.bind(3, a.stack);
  q.bind(4, a.version);
  q.bind(5, a.source);
  if (!q.executeStep()) return "";
  const std::string version = q.getColumn(0).getString(), source = q.getColumn(1).getString();
  const std::size_t ref = source.find("?ref=");
  return version.empty() && ref != std::string::npos ? source.substr(ref + 5) : version;
}

// Changes below the module, keys of its instances aside; worst class first.
std::vector<AffectedStack::Change> changes_below(SQLite::Database& db, std::int64_t plan,
                                                 const std::string& module) {
  SQLite::Statement q(db,
                      "SELECT address, actions, class, identity FROM change WHERE plan = ? ORDER BY address");
  q.bind(1, plan);
  std::vector<AffectedStack::Change> out;
  while (q.executeStep()) {
    const auto address = parse_address(q.getColumn(0).getString());
    if (!address || !(address->static_string() + ".").starts_with(module + ".")) continue;
    out.push_back({q.getColumn(0).getString(), q.getColumn(1).getString(), q.getColumn(2).getString(),
                   q.getColumn(3).getString()});
  }
  const auto rank = [](const AffectedStack::Change& c) {
    return rollback_class_from_id(c.cls).value_or(RollbackClass::FullyReversible);
  };
  std::stable_sort(out.begin(), out.end(), [&](const auto& a, const auto& b) { return rank(a) > rank(b); });
  return out;
}

}  // namespace

std::vector<AffectedStack> Ledger::affected(const std::string& source, const std::string& version) const {
  // Of each stack the newest plan that is known to be applied, and the newest of all if that came later.
  SQLite::Statement q(impl_->db, R"sql(
WITH of_stack AS (SELECT plan.id, plan.stack, plan.digest, run.time AS planned, applied.time AS applied, applied.how AS how
  FROM plan JOIN run ON run.id = plan.run LEFT JOIN applied ON applied.digest = plan.digest)
SELECT s.stack, module.address, module.source, module.version, s.applied IS NOT NULL, s.how,
  datetime(s.applied, 'unixepoch'), datetime(s.planned, 'unixepoch'), s.digest, s.id
FROM of_stack AS s JOIN module ON module.plan = s.id
WHERE s.id = (SELECT max(id) FROM of_stack AS n WHERE n.stack = s.stack)
  OR s.id = (SELECT max(id) FROM of_stack AS n WHERE n.stack = s.stack AND n.applied IS NOT NULL)
ORDER BY s.applied IS NOT NULL, s.stack, module.address, s.id DESC)sql");
  std::vector<AffectedStack> out;
  while (q.executeStep()) {
    AffectedStack a;
    a.source = q.getColumn(2).getString(), a.version = q.getColumn(3).getString();
    const Carries how = carries(a.source, a.version, source, version);
    if (how == Carries::No) continue;
    a.certain = how == Carries::Yes;
    a.stack = q.getColumn(0).getString(), a.module = q.getColumn(1).getString();
    a.applied = q.getColumn(4).getInt() != 0;
    a.applied_how = q.getColumn(5).getString(), a.applied_at = q.getColumn(6).getString();
    a.planned_at = q.getColumn(7).getString(), a.digest = q.getColumn(8).getString();
    const std::int64_t plan = q.getColumn(9).getInt64();
    a.previous_version = previous_version(impl_->db, plan, a);
    a.changes = changes_below(impl_->db, plan, a.module);
    out.push_back(std::move(a));
  }
  return out;
}

}  // namespace oneway
