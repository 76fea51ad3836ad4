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

const DestroyRule* destroy_rule(const TypeFacts& f, Value before, Value provider_config) {
  const auto rule = std::find_if(f.destroy.begin(), f.destroy.end(), [&](const DestroyRule& r) {
    return holds(r.when, before, {}, provider_config) == Truth::Yes;
  });
  return rule == f.destroy.end() ? nullptr : &*rule;
}

bool can_be_revived(const TypeFacts& f, Value before, Value provider_config) {
  using Does = DestroyRule::Does;
  if (const DestroyRule* rule = destroy_rule(f, before, provider_config))
    return rule->does == Does::Forgets || rule->does == Does::Schedules || rule->does == Does::Disables;
  return std::any_of(f.recovery.begin(), f.recovery.end(), [&](const Recovery& r) {
    return revives(r) && !r.outside && !r.dies_with_object &&
           holds(r.when, before, {}, provider_config) == Truth::Yes;
  });
}

}  // namespace oneway
