// What a new module version does to the stacks of the last one, and the step of the version that tells
// callers so.
//
// Stacks are judged on all cores, one in memory a core; what is kept of each is its Assessment.
#pragma once
#include <string>

#include "assess/plan/plan_assessor.h"
#include "ingest/input.h"
#include "model/release.h"
#include "policy/policy.h"

namespace oneway {

struct ReleaseQuestion {
  std::string upgrade;              // a folder of plans of the new version over states of the old one, or
  std::string baseline, candidate;  // two folders of plans from an empty state
  std::string baseline_version, declared_version;
  unsigned threads = 0;  // 0 = one a core
};

// Without regressions: those are decided by the expectations. Throws UsageError or InputError.
Release judge_release(const ReleaseQuestion& question, const InputOptions& options, const Catalog& catalog);

}  // namespace oneway
