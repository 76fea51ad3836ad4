// What something else may need to be reached or to reach out, and what holds the engine's own state.
#pragma once
#include <map>
#include <set>
#include <string>

#include "assess/surfaces/judge.h"

namespace oneway {

class NetworkJudge : public SurfaceJudge {
 public:
  NetworkJudge();
  void change(const Sight& sight) override;
  bool wants_prior_values(const PriorObject& o) const override;
  void prior(const PriorObject& o, std::uint32_t input) override;
  void answer(Assessment& a, const std::vector<const Stack*>& stacks) override;

 private:
  struct Cut {
    std::uint32_t input;
    std::string address, what;
    bool for_good;                  // destroyed; else replaced or changed
    std::vector<std::string> gone;  // what leaves a list
    bool hidden = false;            // sensitive
  };
  struct Home {
    std::uint32_t input;
    std::string address, action;
    std::set<std::string> names;
    bool named_like_one, hidden;
  };
  TypeIndex lifelines_, homes_;
  std::vector<Cut> cuts_;
  std::vector<Home> changed_homes_;
  std::set<std::string> states_;  // names of homes that some configuration reads states from
};

}  // namespace oneway
