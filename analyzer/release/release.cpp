#include "release/release.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <filesystem>
#include <map>
#include <set>
#include <thread>
#include <tuple>

#include "ingest/plan/forward.h"
#include "release/contract.h"
#include "release/lints.h"
#include "release/prediction.h"
#include "release/version.h"

namespace oneway {
namespace {

namespace fs = std::filesystem;

bool is_plan_name(const std::string& name) {
  return name.ends_with(".json") || name.ends_with(".json.gz") || name.ends_with(".json.zst");
}

// "eu/prod/plan.json" is the stack "eu/prod", "eu/prod.json" too.
std::string stack_name(const fs::path& relative) {
  const std::string file = relative.filename().string();
  const std::string stem = file.substr(0, file.find(".json"));
  const fs::path folder = relative.parent_path();
  return stem == "plan" && !folder.empty() ? folder.generic_string() : (folder / stem).generic_string();
}

// The plans in `folder` and below, by stack.
std::map<std::string, std::string> find_stacks(const std::string& folder) {
  if (!fs::is_directory(folder)) throw UsageError("no folder: " + folder);
  std::map<std::string, std::string> stacks;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file() || !is_plan_name(entry.path().filename().string())) continue;
    const std::string name = stack_name(entry.path().lexically_relative(folder));
    if (!stacks.emplace(name, entry.path().string()).second)
      throw UsageError("two plans for one stack in " + folder + ": " + name);
  }
  if (stacks.empty()) throw UsageError("no plan JSON (*.json, *.json.gz, *.json.zst) in " + folder);
  return stacks;
}

// Runs work(i) for 0..count-1; the first failure by number is thrown.
template <class Work>
void on_all_cores(std::size_t count, unsigned threads, Work work) {
  if (threads == 0) threads = std::max(1u, std::thread::hardware_concurrency());
  std::atomic<std::size_t> next{0};
  std::vector<std::exception_ptr> failures(count);
  const auto loop = [&] {
    for (std::size_t i = next++; i < count; i = next++) try {
        work(i);
      } catch (...) {
        failures[i] = std::current_exception();
      }
  };
  {
    std::vector<std::jthread> pool;
    for (unsigned t = 1; t < threads && t < count; ++t) pool.emplace_back(loop);
    loop();
  }
  for (const std::exception_ptr& failure : failures)
    if (failure) std::rethrow_exception(failure);
}

struct Job {
  std::string name, before, after;
};

struct Answer {
  std::string module;  // "module.x", "" for the root
  std::vector<ReleaseLint> lints;
};

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

Assessment assess_upgrade(const Job& job, const InputOptions& options, const Catalog& catalog,
                          std::string& module) {
  PlanAssessor assessor(catalog);
  ContractReader reader;
  std::vector<UpgradePlan> visitors;
  visitors.reserve(1);
  std::vector<InputInfo> infos = read_plans(job.after, options, [&](std::size_t index) -> PlanVisitor& {
    if (index > 0) throw InputError(job.after + " holds several plans", "give one plan a file");
    return visitors.emplace_back(assessor.begin(), reader);
  });
  module = reader.contract().module;
  return assessor.finish(std::move(infos));
}

// "module.x[0].module.y" as seen inside "module.x"; false if it lies outside.
bool inside(std::string_view address, std::string_view module, std::string& out) {
  if (module.empty()) return out = address, true;
  const auto parsed = parse_address(address);
  std::vector<ModuleStep> steps;
  if (parsed)
    steps = parsed->modules;
  else if (const auto path = parse_module_path(address))
    steps = *path;
  if (steps.empty() || "module." + steps.front().name != module) return false;
  const std::string head = "module." + steps.front().name + steps.front().key.to_string();
  if (address.size() <= head.size() + 1) return false;
  out = address.substr(head.size() + 1);
  return true;
}

// The moved blocks of one stack, written for the module's own folder.
void collect_blocks(const Assessment& a, const std::string& module, std::set<std::string>& into) {
  for (const StateRepair& r : a.state_repairs) {
    std::string from, to;
    if (r.kind == StateRepair::Kind::Moved && inside(r.from, module, from) && inside(r.to, module, to))
      into.insert("moved {\n  from = " + from + "\n  to   = " + to + "\n}");
  }
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

std::vector<Job> jobs_of(const ReleaseQuestion& q, std::vector<ReleaseLint>& lints) {
  std::vector<Job> jobs;
  if (!q.upgrade.empty()) {
    for (const auto& [name, path] : find_stacks(q.upgrade)) jobs.push_back({name, "", path});
    return jobs;
  }
  const auto before = find_stacks(q.baseline), after = find_stacks(q.candidate);
  for (const auto& [name, path] : before) {
    const auto now = after.find(name);
    if (now == after.end())
      lints.push_back(
          make_lint("OW912", name, "", "The candidate has no plan of this stack, so it was not judged."));
    else
      jobs.push_back({name, path, now->second});
  }
  for (const auto& [name, path] : after)
    if (!before.contains(name))
      lints.push_back(make_lint("OW913", name, "", "A new stack: there is nothing to compare it with."));
  return jobs;
}

Answer judge_job(const Job& job, const InputOptions& options, const Catalog& catalog,
                 ReleaseStack& stack) try {
  Answer answer;
  stack.name = job.name;
  stack.real = job.before.empty();
  if (stack.real) {
    stack.assessment = assess_upgrade(job, options, catalog, answer.module);
  } else {
    Prediction p = predict_upgrade(job.before, job.after, options, catalog, {});
    stack.assessment = std::move(p.assessment);
    compare_contracts(p.before, p.after, stack.name, answer.lints);
    answer.module = std::move(p.after.module);
  }
  lint_changes(stack, answer.lints);
  return answer;
} catch (const InputError& e) {
  throw InputError("the stack " + job.name + ": " + e.what(), e.advice(), e.byte_offset(), e.json_path());
}

}  // namespace

Release judge_release(const ReleaseQuestion& q, const InputOptions& options, const Catalog& catalog) {
  Release r;
  declare(q, r);
  const std::vector<Job> jobs = jobs_of(q, r.lints);
  std::vector<Answer> answers(jobs.size());
  r.stacks.resize(jobs.size());
  on_all_cores(jobs.size(), q.threads,
               [&](std::size_t i) { answers[i] = judge_job(jobs[i], options, catalog, r.stacks[i]); });
  std::set<std::string> blocks;
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    for (ReleaseLint& lint : answers[i].lints) r.lints.push_back(std::move(lint));
    collect_blocks(r.stacks[i].assessment, answers[i].module, blocks);
  }
  r.blocks.assign(blocks.begin(), blocks.end());
  std::sort(r.lints.begin(), r.lints.end(), [](const ReleaseLint& a, const ReleaseLint& b) {
    return std::tie(b.bump, a.code, a.stack, a.address, a.message) <
           std::tie(a.bump, b.code, b.stack, b.address, b.message);
  });
  for (const ReleaseLint& lint : r.lints) r.verdict = std::max(r.verdict, lint.bump);
  return r;
}

}  // namespace oneway
