// Judges whole plans: every change while it is in memory, then the questions that only the whole plan can
// answer.
//
//   PlanAssessor assessor(catalog, options);
//   infos = read_plans(path, input_options, [&](std::size_t) -> PlanVisitor& { return assessor.begin(); });
//   Assessment a = assessor.finish(infos);   // the gate is not decided yet: see policy/policy.h
#pragma once
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "assess/names/name_use.h"
#include "catalog/catalog.h"
#include "ingest/plan/visitor.h"
#include "model/assessment.h"

namespace oneway {

struct AssessOptions {
  bool digests = false;    // compute AssessedChange::digest (a SHA-256 over the change's content)
  bool artifacts = false;  // look for artifacts that are named by a digest
  bool playbooks = false;  // fill Assessment::playbooks
};

class PlanAssessor {
 public:
  explicit PlanAssessor(const Catalog& catalog, AssessOptions options = {});
  ~PlanAssessor();

  // Starts the next document; the visitor lives as long as the assessor.
  PlanVisitor& begin();
  // Names that earlier plans gave back and that are still held; a create that wants one is stopped.
  void former_names(std::vector<FormerName> names);
  // `inputs` describe the documents in the order in which they began. Call once.
  Assessment finish(std::vector<InputInfo> inputs);
  // Afterwards: is or holds this value something that the documents show to be secret, anywhere in them?
  bool is_secret(std::string_view value) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace oneway
