// Puts together what many stacks, judged at once and in any order, say of a release. The same thing in many
// stacks is kept once, so memory grows with the module and not with the fleet.
#pragma once
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "model/release.h"

namespace oneway {

class Gathering {
 public:
  // From any thread.
  void lints(std::uint32_t stack, std::vector<ReleaseLint> lints);
  // Changes of a class that is none of `allowed` (empty = any) are regressions, and so are faults of the
  // plan.
  void stack(std::uint32_t stack, const Assessment& a, const std::string& module,
             const std::vector<RollbackClass>& allowed);
  // Everything in its order; call once, when all stacks are through.
  void finish(Release& release);

 private:
  using Key = std::tuple<Bump, std::string, std::string, std::string>;  // bump, code, address, message
  void regression(std::uint32_t stack, std::string code, std::string address, std::string message);

  std::mutex mutex_;
  std::map<Key, StackList> lints_;
  std::map<Key, StackList> regressions_;  // their bump says nothing
  std::set<std::string> blocks_;
  std::set<RollbackClass> classes_;
  std::set<std::pair<std::string, std::string>> moves_, moved_;
};

}  // namespace oneway
