#include "assess/surfaces/surface_questions.h"

#include <algorithm>

#include "assess/surfaces/access.h"
#include "assess/surfaces/habits.h"
#include "assess/surfaces/identity.h"
#include "assess/surfaces/network.h"
#include "assess/surfaces/pins.h"
#include "assess/surfaces/schema.h"
#include "assess/surfaces/versions.h"

namespace oneway {

SurfaceQuestions::SurfaceQuestions() {
  auto access = std::make_unique<AccessJudge>();
  auto identity = std::make_unique<IdentityJudge>(*access);  // asks what `access` found: comes behind it
  judges_.push_back(std::move(access));
  judges_.push_back(std::move(identity));
  judges_.push_back(std::make_unique<NetworkJudge>());
  judges_.push_back(std::make_unique<SchemaJudge>());
  judges_.push_back(std::make_unique<PinJudge>());
  judges_.push_back(std::make_unique<VersionJudge>());
  judges_.push_back(std::make_unique<HabitJudge>());
}

SurfaceQuestions::~SurfaceQuestions() = default;

void SurfaceQuestions::change(const Change& c, const Match& match, std::uint32_t input) {
  if (c.mode != "managed" || c.actions.is_noop() || !c.deposed.empty() || !c.has_values()) return;
  const Sight sight(c, match, input);
  for (const auto& judge : judges_) judge->change(sight);
}

void SurfaceQuestions::config_resource(const ConfigResource& r, std::uint32_t input) {
  for (const auto& judge : judges_) judge->config_resource(r, input);
}

void SurfaceQuestions::config_module_call(const ConfigModuleCall& m, std::uint32_t input) {
  for (const auto& judge : judges_) judge->config_module_call(m, input);
}

void SurfaceQuestions::config_provider(const ConfigProvider& p, std::uint32_t input) {
  for (const auto& judge : judges_) judge->config_provider(p, input);
}

void SurfaceQuestions::variable(const std::string& name, Value value, std::uint32_t input) {
  for (const auto& judge : judges_) judge->variable(name, value, input);
}

bool SurfaceQuestions::wants_prior_values(const PriorObject& o) const {
  return std::any_of(judges_.begin(), judges_.end(), [&](const auto& j) { return j->wants_prior_values(o); });
}

void SurfaceQuestions::prior(const PriorObject& o, std::uint32_t input) {
  if (!wants_prior_values(o)) return;
  for (const auto& judge : judges_) judge->prior(o, input);
}

void SurfaceQuestions::answer(Assessment& a, const std::vector<const Stack*>& stacks) {
  for (const auto& judge : judges_) judge->answer(a, stacks);
}

}  // namespace oneway
