// The identity that the plan runs as, where the plan shows it, among those whose rights change.
#pragma once
#include <map>
#include <set>
#include <string>

#include "assess/surfaces/access.h"

namespace oneway {

class IdentityJudge : public SurfaceJudge {
 public:
  explicit IdentityJudge(const AccessJudge& access);
  void change(const Sight& sight) override;
  void config_provider(const ConfigProvider& p, std::uint32_t input) override;
  void variable(const std::string& name, Value value, std::uint32_t input) override;
  bool wants_prior_values(const PriorObject& o) const override;
  void prior(const PriorObject& o, std::uint32_t input) override;
  void answer(Assessment& a, const std::vector<const Stack*>& stacks) override;

 private:
  struct Shown {
    std::map<std::string, std::string> identities;                   // bare name -> where it was seen
    std::set<std::pair<std::string, std::string>> variables_wanted;  // variable, where
    std::map<std::string, std::string> variables;
    std::map<std::string, std::set<std::string>> principals;  // address -> bare names
  };
  void keep(Shown& shown, const std::string& text, const std::string& where) const;

  const AccessJudge& access_;
  TypeIndex principals_;
  std::map<std::uint32_t, Shown> inputs_;
};

// The names inside an identifier: "deployer" of "arn:aws:sts::1:assumed-role/deployer/session". The text
// itself is one of them.
std::set<std::string> bare_names(const std::string& text);

}  // namespace oneway
