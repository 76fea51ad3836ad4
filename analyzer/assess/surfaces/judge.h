// What each of the surface judges has in common: it sees every change while it is in memory, and the pieces
// around, and answers at the end.
#pragma once
#include <set>
#include <string>
#include <vector>

#include "assess/plan/stack.h"
#include "assess/surfaces/sight.h"
#include "catalog/surface_rules.h"
#include "model/plan.h"

namespace oneway {

class SurfaceJudge {
 public:
  virtual ~SurfaceJudge() = default;
  virtual void change(const Sight& sight) = 0;
  virtual void config_resource(const ConfigResource&, std::uint32_t /*input*/) {}
  virtual void config_module_call(const ConfigModuleCall&, std::uint32_t) {}
  virtual void config_provider(const ConfigProvider&, std::uint32_t) {}
  virtual void variable(const std::string&, Value, std::uint32_t) {}
  virtual bool wants_prior_values(const PriorObject&) const { return false; }
  virtual void prior(const PriorObject&, std::uint32_t) {}
  virtual void answer(Assessment& a, const std::vector<const Stack*>& stacks) = 0;
};

// The plan destroys all that it manages: then nothing that stays can miss what goes.
inline bool destroys_everything(const Stack& s) {
  return s.managed_before > 0 && s.managed_destroyed >= s.managed_before &&
         s.by_action.find("create") == s.by_action.end();
}

}  // namespace oneway
