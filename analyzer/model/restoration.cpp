#include "model/restoration.h"

namespace oneway {

std::string_view id(RestoreObject::Status s) {
  constexpr std::string_view kIds[] = {"same",      "moved",      "mark-lost",  "regressed",
                                       "forgotten", "re-pointed", "resurrected"};
  return kIds[static_cast<int>(s)];
}

std::string_view id(Restoration::Verdict v) {
  return v == Restoration::Verdict::Safe              ? "safe"
         : v == Restoration::Verdict::SafeAfterRepair ? "safe-after-repair"
                                                      : "unsafe";
}

}  // namespace oneway
