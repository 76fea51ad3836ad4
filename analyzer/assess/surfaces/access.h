// Who may do what, and reach what: permissions and firewall rules that become wider or narrower, and which of
// it a revert would open again.
#pragma once
#include <map>
#include <set>
#include <string>

#include "assess/name_set.h"
#include "assess/surfaces/grants.h"
#include "assess/surfaces/judge.h"

namespace oneway {

class AccessJudge : public SurfaceJudge {
 public:
  AccessJudge();
  void change(const Sight& sight) override;
  void answer(Assessment& a, const std::vector<const Stack*>& stacks) override;

  // Who gets or loses something: values of `who` dimensions that differ, by address. Filled by answer().
  const std::map<std::string, std::set<std::string>>& concerned() const { return concerned_; }

 private:
  // Grants that belong together: of one object, or of one owner.
  struct Pool {
    const AccessFamily* family = nullptr;
    std::set<std::string> addresses, owners;
    GrantSet before, after;
    bool created = false, destroyed = false,
         stays = false;   // objects of it are only created, only destroyed, stay
    bool hidden = false;  // sensitive
  };
  void add(const Sight& sight, const View& view, const AccessFamily& family);
  bool owner_comes_or_goes(const Pool& pool, std::uint32_t input) const;
  void say(Assessment& a, const Pool& pool, const Stack& stack);

  TypeIndex families_;
  std::map<std::pair<std::uint32_t, std::string>, Pool> pools_;
  std::map<std::uint32_t, NameSet> created_, destroyed_;  // names of objects, by input
  std::map<std::string, std::set<std::string>> concerned_;
};

}  // namespace oneway
