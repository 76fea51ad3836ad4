#include "assess/change/revival.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace oneway {
namespace {

constexpr std::array<std::string_view, 8> kRevives = {"soft-delete",   "undelete",    "cancel-deletion",
                                                      "recycle-bin",   "archive",     "volume-kept",
                                                      "left-in-place", "state-backup"};

}  // namespace

bool revives(const Recovery& r) {
  return std::find(kRevives.begin(), kRevives.end(), r.means) != kRevives.end();
}

bool can_be_revived(const TypeFacts& f, Value before) {
  using Does = DestroyRule::Does;
  for (const DestroyRule& rule : f.destroy)
    if (holds(rule.when, before) == Truth::Yes)
      return rule.does == Does::Forgets || rule.does == Does::Schedules || rule.does == Does::Disables;
  return std::any_of(f.recovery.begin(), f.recovery.end(), [&](const Recovery& r) {
    return revives(r) && !r.outside && !r.dies_with_object && holds(r.when, before) == Truth::Yes;
  });
}

}  // namespace oneway
