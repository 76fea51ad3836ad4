#include "model/rollback_class.h"

namespace oneway {
namespace {
struct ClassWords {
  std::string_view id, title;
};
constexpr ClassWords kClassWords[] = {
    {"fully-reversible", "Fully reversible"},
    {"reversible-with-compatibility-window", "Reversible with compatibility window"},
    {"reversible-with-manual-repair", "Reversible with manual repair"},
    {"forward-only", "Forward-only"},
    {"compensatable", "Compensatable"},
    {"non-recoverable-without-restore", "Non-recoverable without restore"},
};
constexpr std::string_view kConfidenceIds[] = {"unknown", "inferred", "widely-known", "documented"};
}  // namespace

std::string_view id(RollbackClass c) {
  return kClassWords[static_cast<int>(c)].id;
}
std::string_view title(RollbackClass c) {
  return kClassWords[static_cast<int>(c)].title;
}

std::optional<RollbackClass> rollback_class_from_id(std::string_view wanted) {
  for (RollbackClass c : kAllClasses)
    if (id(c) == wanted) return c;
  return std::nullopt;
}

std::string_view id(Confidence c) {
  return kConfidenceIds[static_cast<int>(c)];
}

std::optional<Confidence> confidence_from_id(std::string_view wanted) {
  for (int i = 0; i < 4; ++i)
    if (kConfidenceIds[i] == wanted) return static_cast<Confidence>(i);
  return std::nullopt;
}

}  // namespace oneway
