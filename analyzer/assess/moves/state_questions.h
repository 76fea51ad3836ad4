// Moves, names and imports of all plans given at once: sees every piece while it is in memory, answers at the
// end.
#pragma once
#include <cstdint>
#include <memory>
#include <string_view>

#include "assess/names/name_use.h"
#include "catalog/catalog.h"
#include "model/assessment.h"
#include "model/change.h"
#include "model/plan.h"

namespace oneway {

class StateQuestions {
 public:
  explicit StateQuestions(const Catalog& catalog);
  ~StateQuestions();

  // Every entry of resource_changes, no-ops too (they say what stays). `input` numbers the document.
  void change(const Change& c, const Match& match, std::uint32_t input);
  // The destroyed object's names, once the provider's configuration is known as far as the facts ask for it
  // (Missing = not known). For every change that was given to change() and does something.
  void destroyed(const Change& c, const Match& match, Value provider_config, std::uint32_t input);
  void drift(const Change& c, const Match& match, std::uint32_t input);
  void config_resource(const ConfigResource& r, std::uint32_t input);
  void config_module_call(const ConfigModuleCall& m, std::uint32_t input);
  bool wants_prior_values(const PriorObject& o, std::uint32_t input) const;
  // Of an object whose values are wanted: this argument?
  bool wants_prior_argument(std::string_view argument) const;
  void prior(const PriorObject& o, std::uint32_t input);

  // Names that earlier plans gave back, by whoever remembers them.
  void former_names(std::vector<FormerName> names);

  // Fills moves, move_groups, near_misses, imports, state_repairs; appends findings; adds effects, apply
  // stops and repairs to the changes they concern and raises the class of a change to that of an effect it
  // adds. Call once, with `inputs` and `changes` filled and before anything is sorted, counted or gated.
  void answer(Assessment& assessment);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace oneway
