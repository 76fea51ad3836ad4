// Which engine wrote a plan: no field says so, so the marks that only one of them leaves are collected.
#pragma once
#include <string_view>

#include "model/change.h"
#include "model/plan.h"

namespace oneway {

class EngineEvidence {
 public:
  void see(const Change& change);
  void see_provider(std::string_view source);
  void see_terraform_only() { terraform_mark_ = true; }
  Engine verdict(const PlanMeta& meta) const;

 private:
  bool terraform_mark_ = false, opentofu_mark_ = false;
  bool terraform_registry_ = false, opentofu_registry_ = false;
};

// "1.12.6" -> 1012; 0 if the text has no such form.
int version_number(std::string_view major_minor);

}  // namespace oneway
