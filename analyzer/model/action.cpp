#include "model/action.h"

#include <algorithm>

namespace oneway {
namespace {
constexpr std::string_view kIds[] = {"no-op",  "create", "read", "update",
                                     "delete", "forget", "open", "unknown"};
}

std::string_view id(Action a) {
  return kIds[static_cast<int>(a)];
}

Action action_from_id(std::string_view wanted) {
  for (int i = 0; i < 7; ++i)
    if (kIds[i] == wanted) return static_cast<Action>(i);
  return Action::Unknown;
}

void Actions::add(std::string_view word) {
  list_.push_back(action_from_id(word));
  words_.emplace_back(word);
}

bool Actions::has(Action a) const {
  return std::find(list_.begin(), list_.end(), a) != list_.end();
}

std::string Actions::summary() const {
  if (has_unknown()) return "unknown";
  if (list_.size() == 1) return std::string(id(list_[0]));
  if (replaces()) return "replace";
  if (leaves_old_behind()) return list_[0] == Action::Create ? "create-forget" : "forget-create";
  return "unknown";
}

}  // namespace oneway
