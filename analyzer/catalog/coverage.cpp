#include "catalog/coverage.h"

#include <algorithm>
#include <tuple>

namespace oneway {

void Coverage::add(const Change& c) {
  if (c.is_data() || c.is_ephemeral() || c.is_plain_noop() || c.actions.is_only(Action::Read)) return;
  const Match m = catalog_.match(c);
  const auto [at, added] = rows_.try_emplace(c.type);
  Row& row = at->second;
  row.type = c.type;
  row.confidence = added ? m.confidence : least(row.confidence, m.confidence);
  row.judged_as = m.inferred ? "" : m.facts->type;
  ++row.changes;
  row.destroys += c.actions.deletes();
}

std::vector<Coverage::Row> Coverage::rows() const {
  std::vector<Row> rows;
  for (const auto& [type, row] : rows_) rows.push_back(row);
  std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
    return std::tuple(a.known(), b.changes) < std::tuple(b.known(), a.changes);
  });
  return rows;
}

Coverage::Total Coverage::all() const {
  Total total;
  for (const auto& [type, row] : rows_) {
    ++total.types;
    total.changes += row.changes;
    total.destroys += row.destroys;
  }
  return total;
}

Coverage::Total Coverage::known() const {
  Total total;
  for (const auto& [type, row] : rows_) {
    if (!row.known()) continue;
    ++total.types;
    total.changes += row.changes;
    total.destroys += row.destroys;
  }
  return total;
}

}  // namespace oneway
