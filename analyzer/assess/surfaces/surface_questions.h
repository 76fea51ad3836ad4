// What the surfaces of a plan say beyond its single changes: permissions, network, schemas, versions, habits.
// Facts come from rules/surfaces/; findings are for people to weigh and fail no gate by themselves.
#pragma once
#include <memory>
#include <vector>

#include "assess/surfaces/judge.h"

namespace oneway {

class SurfaceQuestions {
 public:
  SurfaceQuestions();
  ~SurfaceQuestions();

  void change(const Change& c, const Match& match, std::uint32_t input);
  void config_resource(const ConfigResource& r, std::uint32_t input);
  void config_module_call(const ConfigModuleCall& m, std::uint32_t input);
  void config_provider(const ConfigProvider& p, std::uint32_t input);
  void variable(const std::string& name, Value value, std::uint32_t input);
  bool wants_prior_values(const PriorObject& o) const;
  void prior(const PriorObject& o, std::uint32_t input);

  // Appends findings; call once, with all changes judged.
  void answer(Assessment& a, const std::vector<const Stack*>& stacks);

 private:
  std::vector<std::unique_ptr<SurfaceJudge>> judges_;
};

}  // namespace oneway
