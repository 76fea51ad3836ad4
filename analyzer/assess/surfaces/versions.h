// Controllers and the definitions they work on: what goes to an older version, and which version of a
// definition goes.
#pragma once
#include <map>
#include <set>
#include <string>

#include "assess/surfaces/judge.h"

namespace oneway {

class VersionJudge : public SurfaceJudge {
 public:
  VersionJudge();
  void change(const Sight& sight) override;
  void answer(Assessment& a, const std::vector<const Stack*>& stacks) override;

 private:
  struct Downgrade {
    std::string address, name, path, before, after;
    bool hidden;  // sensitive
  };
  struct Lost {
    std::string address, message;
    std::vector<Evidence> evidence;
  };
  void versioned(const Sight& sight, const View& view, const VersionRule& rule);
  void definition(const Sight& sight, const View& view, const DefinitionRule& rule);

  TypeIndex versions_, definitions_;
  std::vector<Downgrade> controllers_, definition_charts_;
  std::vector<Lost> lost_;
};

}  // namespace oneway
