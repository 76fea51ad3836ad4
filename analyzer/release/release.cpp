#include "release/release.h"

#include "catalog/phrases.h"
#include "ingest/plan/forward.h"
#include "release/contract.h"
#include "release/gathering.h"
#include "release/lints.h"
#include "release/parallel.h"
#include "release/prediction.h"
#include "release/stack_folders.h"
#include "release/version.h"

namespace oneway {
namespace {

// Hands a plan on and keeps the contract of its configuration.
class UpgradePlan : public ForwardVisitor {
 public:
  UpgradePlan(PlanVisitor& to, ContractReader& contract) : ForwardVisitor(to), contract_(contract) {}
  void config_resource(const ConfigResource& r) override {
    contract_.resource(r);
    ForwardVisitor::config_resource(r);
  }
  void config_module_call(const ConfigModuleCall& m) override {
    contract_.module_call(m);
    ForwardVisitor::config_module_call(m);
  }

 private:
  ContractReader& contract_;
};

Assessment assess_upgrade(const std::string& path, const InputOptions& options, const Catalog& catalog,
                          std::string& module) {
  PlanAssessor assessor(catalog);
  ContractReader reader;
  std::vector<UpgradePlan> visitors;
  visitors.reserve(1);
  std::vector<InputInfo> infos = read_plans(path, options, [&](std::size_t index) -> PlanVisitor& {
    if (index > 0) throw InputError(path + " holds several plans", "give one plan a file");
    return visitors.emplace_back(assessor.begin(), reader);
  });
  module = reader.contract().module;
  return assessor.finish(std::move(infos));
}

void declare(const ReleaseQuestion& q, Release& r) {
  r.baseline_version = q.baseline_version;
  r.declared_version = q.declared_version;
  if (q.declared_version.empty()) return;
  for (const auto word : {Bump::Patch, Bump::Minor, Bump::Major})
    if (q.declared_version == id(word)) return void(r.declared = word);
  const auto to = parse_version(q.declared_version), from = parse_version(q.baseline_version);
  if (!to) throw UsageError("--declared-version takes a version such as v1.9.0, or major, minor, patch");
  if (!from) throw UsageError("--declared-version needs --baseline-version, such as v1.8.2");
  r.declared = step(*from, *to);
  if (!r.declared) throw UsageError("the declared version is not later than the baseline's");
}

std::vector<StackPair> stacks_of(const ReleaseQuestion& q) {
  if (!q.upgrade.empty()) return pair_stacks({}, find_stacks(q.upgrade, StackFiles::Plans));
  const auto before = q.states.empty() ? find_stacks(q.baseline, StackFiles::Plans)
                                       : find_stacks(q.states, StackFiles::States);
  return pair_stacks(before, find_stacks(q.candidate, StackFiles::Plans));
}

class Judging {
 public:
  Judging(const ReleaseQuestion& q, const InputOptions& options, const Catalog& catalog,
          ReleaseWatcher* watcher)
      : q_(q), options_(options), catalog_(catalog), watcher_(watcher) {}

  void judge(std::uint32_t index, const StackPair& files, ReleaseStack& stack) try {
    stack.name = files.name;
    stack.real = !q_.upgrade.empty();
    if (!comparable(files)) {
      stack.judged = false;
      gathering_.lints(index,
                       {files.after.empty()
                            ? make_lint("OW912", "", "The candidate has no plan of it, so it was not judged.")
                            : make_lint("OW913", "", "It is new: there is nothing to compare it with.")});
      return;
    }
    std::vector<ReleaseLint> lints;
    std::string module;
    const Assessment a =
        stack.real ? assess_upgrade(files.after, options_, catalog_, module) : predict(files, lints, module);
    stack.worst = a.summary.worst;
    stack.changes = a.changes.size();
    lint_changes(a, lints);
    for (const Override& o : catalog_.overrides()) lints.push_back(make_lint(kMilderFacts, "", in_words(o)));
    if (watcher_ != nullptr) watcher_->judged(index, stack, a);
    gathering_.stack(index, a, module, q_.allowed_classes);
    gathering_.lints(index, std::move(lints));
  } catch (const InputError& e) {
    throw InputError("the stack " + files.name + ": " + e.what(), e.advice(), e.byte_offset(), e.json_path());
  }

  void finish(Release& r) { gathering_.finish(r); }

 private:
  bool comparable(const StackPair& files) const {
    return !files.after.empty() && (!q_.upgrade.empty() || !files.before.empty());
  }

  Assessment predict(const StackPair& files, std::vector<ReleaseLint>& lints, std::string& module) {
    Prediction p = q_.states.empty() ? predict_from_plan(files.before, files.after, options_, catalog_)
                                     : predict_from_state(files.before, files.after, options_, catalog_);
    compare_contracts(p.before, p.after, lints);
    module = std::move(p.after.module);
    return std::move(p.assessment);
  }

  const ReleaseQuestion& q_;
  const InputOptions& options_;
  const Catalog& catalog_;
  ReleaseWatcher* watcher_;
  Gathering gathering_;
};

}  // namespace

Release judge_release(const ReleaseQuestion& q, const InputOptions& options, const Catalog& catalog,
                      ReleaseWatcher* watcher) {
  Release r;
  declare(q, r);
  const std::vector<StackPair> stacks = stacks_of(q);
  r.stacks.resize(stacks.size());
  if (watcher != nullptr) watcher->begin(stacks.size());
  Judging judging(q, options, catalog, watcher);
  on_all_cores(stacks.size(), q.threads,
               [&](std::size_t i) { judging.judge(static_cast<std::uint32_t>(i), stacks[i], r.stacks[i]); });
  judging.finish(r);
  return r;
}

}  // namespace oneway
