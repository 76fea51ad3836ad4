// What the engine will do with one object: the `actions` array of a change, as a set that keeps its order.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace oneway {

enum class Action : unsigned char { NoOp, Create, Read, Update, Delete, Forget, Open, Unknown };

std::string_view id(Action a);  // "no-op", "create", ...; "unknown" for Unknown
Action action_from_id(std::string_view id);

// The actions of one change in the plan's order. `texts` keeps the words as given, so an unknown one can be
// shown.
class Actions {
 public:
  void add(std::string_view word);
  void clear() { list_.clear(), words_.clear(); }

  bool empty() const { return list_.empty(); }
  bool has(Action a) const;
  bool is_only(Action a) const { return list_.size() == 1 && list_[0] == a; }
  bool is_noop() const { return is_only(Action::NoOp); }
  bool has_unknown() const { return has(Action::Unknown) || empty() || list_.size() > 2; }
  bool creates() const { return has(Action::Create); }
  bool deletes() const { return has(Action::Delete); }
  bool forgets() const { return has(Action::Forget); }
  // delete+create in either order: the old object dies.
  bool replaces() const { return creates() && deletes(); }
  // create+forget in either order: a new object, the old one lives on unmanaged.
  bool leaves_old_behind() const { return creates() && forgets(); }
  bool create_before_destroy() const { return replaces() && list_[0] == Action::Create; }

  const std::vector<Action>& list() const { return list_; }
  const std::vector<std::string>& words() const { return words_; }
  // One word for summaries: "no-op", "create", "update", "delete", "replace", "read", "forget",
  // "create-forget", "forget-create", "open", "unknown".
  std::string summary() const;

 private:
  std::vector<Action> list_;
  std::vector<std::string> words_;
};

}  // namespace oneway
