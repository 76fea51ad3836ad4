// The playbooks that fit a plan, with its own addresses, windows and names filled in.
//
// Names come from the plan and are hostile: one is put into a command only if it is a plain name (so it can
// be no option and hold no second command), and quoted all the same.
#pragma once
#include <map>
#include <set>
#include <string>
#include <vector>

#include "assess/surfaces/sight.h"
#include "catalog/registry.h"
#include "model/assessment.h"
#include "model/plan.h"

namespace oneway {

class PlaybookPicker {
 public:
  PlaybookPicker();

  // Every entry of resource_changes that changes something.
  void change(const Change& c, const Match& match, std::uint32_t input);
  void config_module_call(const ConfigModuleCall& m, std::uint32_t input);
  // With the changes judged and the findings made.
  std::vector<Playbook> pick(const Assessment& a) const;

 private:
  struct Named {
    std::string address, name, name_space;
  };
  using Place = std::pair<std::uint32_t, std::string>;  // input, address

  std::vector<std::string> addresses_for(const PlaybookInfo& p, const Assessment& a) const;
  bool fits(const PlaybookInfo& p, const AssessedChange& c) const;
  void add_loops(const std::set<std::string>& addresses, Playbook& into) const;
  std::vector<PlaybookStep> filled(const std::vector<StepInfo>& steps, const std::set<std::string>& addresses,
                                   const std::string& engine) const;

  TypeIndex playbook_types_, loop_types_, step_types_;
  std::map<const PlaybookInfo*, std::set<Place>> by_type_;
  std::map<const LoopInfo*, std::vector<Named>> loops_;
  std::map<const StepInfo*, std::vector<Named>> steps_;
  std::set<Place> external_modules_;  // static paths
};

}  // namespace oneway
