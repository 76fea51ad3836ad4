// What a new module version does to the stacks of the last one, and the step of the version that tells
// callers so.
//
// Stacks are judged on all cores, one in memory a core; of each stays what it says of the release
// (model/release.h). Whoever needs more of a stack takes it from its Assessment while that is there.
#pragma once
#include <string>

#include "assess/plan/plan_assessor.h"
#include "ingest/input.h"
#include "model/release.h"

namespace oneway {

struct ReleaseQuestion {
  std::string upgrade;    // a folder of plans of the new version over states of the old one, or
  std::string candidate;  // a folder of plans by the new version from an empty state, against
  std::string baseline;   // the same by the old version, or
  std::string states;     // the states that the old version left
  std::string baseline_version, declared_version;
  std::vector<RollbackClass> allowed_classes;  // empty = any
  unsigned threads = 0;                        // 0 = one a core
};

class ReleaseWatcher {
 public:
  virtual ~ReleaseWatcher() = default;
  virtual void begin(std::size_t /*stacks*/) {}
  // From any thread, in any order; `index` is the stack's place in Release::stacks.
  virtual void judged(std::size_t index, const ReleaseStack& stack, const Assessment& assessment) = 0;
};

// Regressions against `allowed_classes` only: the others are decided by the expectations. Throws UsageError
// or InputError.
Release judge_release(const ReleaseQuestion& question, const InputOptions& options, const Catalog& catalog,
                      ReleaseWatcher* watcher = nullptr);

}  // namespace oneway
