// Holds the plan that was made after an apply against the plan that was applied.
#pragma once
#include <map>
#include <memory>
#include <set>
#include <string>

#include "ingest/plan/visitor.h"
#include "model/evidence_record.h"

namespace oneway {

class PostApplyCheck {
 public:
  PostApplyCheck();
  ~PostApplyCheck();
  // For the reader of the later plan.
  PlanVisitor& visitor();
  PostApply finish(const Assessment& applied, InputInfo input);

 private:
  class Reader;
  std::unique_ptr<Reader> reader_;
};

}  // namespace oneway
