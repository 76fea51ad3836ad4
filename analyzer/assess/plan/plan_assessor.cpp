#include "assess/plan/plan_assessor.h"

#include <algorithm>
#include <functional>
#include <list>
#include <optional>
#include <tuple>

#include "assess/change/judge.h"
#include "assess/evidence.h"
#include "assess/known_secrets.h"
#include "assess/moves/state_questions.h"
#include "assess/plan/artifacts.h"
#include "assess/plan/consequences.h"
#include "assess/plan/integrity.h"
#include "assess/plan/outlook.h"
#include "assess/plan/provider_constants.h"
#include "assess/plan/questions.h"
#include "assess/plan/stack.h"
#include "assess/plan/summary.h"
#include "assess/playbooks/playbooks.h"
#include "assess/surfaces/surface_questions.h"
#include "catalog/digest.h"
#include "catalog/phrases.h"

namespace oneway {
namespace {

std::string static_address(const std::string& address) {
  const auto parsed = parse_address(address);
  return parsed ? parsed->static_string() : address;
}

// Binds an acknowledgement to exactly this change: the same object, actions and values.
std::string digest_of(const Change& c) {
  std::string text = c.address + "\n" + c.deposed + "\n" + c.type + "\n" + c.provider + "\n";
  for (const std::string& word : c.actions.words()) text += word + ",";
  for (Value v : {c.before, c.after, c.after_unknown, c.replace_paths}) text += "\n" + v.to_canonical_json();
  return sha256_hex(text);
}

bool worse_first(const AssessedChange& a, const AssessedChange& b) {
  return std::tie(b.cls, a.address, a.deposed, a.input) < std::tie(a.cls, b.address, b.deposed, b.input);
}

}  // namespace

struct PlanAssessor::Impl {
  // One document being read.
  class Reader : public PlanVisitor {
   public:
    Reader(Impl& owner, std::size_t input) : owner_(owner) { stack.input = input; }

    void change(Change& c) override;
    void drift(Change& c) override;
    void deferred(DeferredChange& d) override { stack.deferred.emplace_back(d.change.address, d.reason); }
    void output(OutputChange& o) override;
    void action_invocation(const ActionInvocation& a) override { stack.invocations.push_back(a); }
    void check(const CheckResult& c) override {
      if (c.status == "fail" || c.status == "error") stack.bad_checks.push_back(c);
    }
    void config_resource(const ConfigResource& r) override;
    void config_module_call(const ConfigModuleCall& m) override {
      stack.graph.module_call(m);
      owner_.state_questions.config_module_call(m, input());
      owner_.surfaces.config_module_call(m, input());
      if (owner_.playbooks) owner_.playbooks->config_module_call(m, input());
    }
    void config_output(const ConfigOutput& o) override { stack.graph.output(o); }
    void config_variable(const ConfigVariable& v) override {
      if (v.module_path.empty() && v.sensitive) stack.sensitive_variables.insert(v.name);
    }
    void config_provider(const ConfigProvider& p) override {
      owner_.surfaces.config_provider(p, input());
      for (auto [name, expression] : p.expressions.members())
        owner_.secrets.add_named(expression["constant_value"], name);
      if (p.alias.empty() && p.module_address.empty())
        stack.provider_configs[p.full_name] = constants_of(p.expressions);
    }
    bool wants_prior_values(const PriorObject& o) override {
      if (o.mode != "managed") return owner_.surfaces.wants_prior_values(o);
      return owner_.state_questions.wants_prior_values(o, input());
    }
    bool wants_prior_argument(const PriorObject& o, std::string_view argument) override {
      return o.mode != "managed" || owner_.state_questions.wants_prior_argument(argument);
    }
    void prior(PriorObject& o) override {
      keep_dependencies(o);
      owner_.secrets.add_masked(o.values, o.sensitive_values);
      if (o.mode == "managed")
        owner_.state_questions.prior(o, input());
      else
        owner_.surfaces.prior(o, input());
    }
    void variable(const std::string& name, Value value) override {
      owner_.surfaces.variable(name, value, input());
      owner_.secrets.add_named(value, name);
      if (!value.is_null() && !value.is_bool()) stack.variables[name].copy(value);
    }
    void end(const PlanMeta& meta) override { stack.meta = meta; }

    // In the engines' own order the changes come first: then only what leads to one of them is worth its
    // memory.
    void keep_dependencies(PriorObject& o) {
      if (stack.entries > 0)
        std::erase_if(o.depends_on,
                      [&](const std::string& target) { return !stack.changed.contains(target); });
      if (!o.depends_on.empty()) stack.graph.prior(static_address(o.address), o.depends_on);
    }

    std::uint32_t input() const { return static_cast<std::uint32_t>(stack.input); }
    Stack stack;
    // Changes whose judgement needs the provider's configuration, which a plan states after them.
    std::vector<Change> waiting;

   private:
    Impl& owner_;
  };

  Impl(const Catalog& c, AssessOptions o) : catalog(c), options(o), state_questions(c) {
    if (o.playbooks) playbooks.emplace();
  }

  void judge_now(const Change& change, const Match& match, Value provider_config, std::size_t input);
  void judge_waiting(Reader& reader);
  void hide_secrets(const Reader& reader);

  const Catalog& catalog;
  AssessOptions options;
  StateQuestions state_questions;
  SurfaceQuestions surfaces;
  std::optional<PlaybookPicker> playbooks;
  KnownSecrets secrets;
  std::list<Reader> readers;
  Assessment result;
};

void PlanAssessor::Impl::judge_now(const Change& change, const Match& match, Value provider_config,
                                   std::size_t input) {
  secrets.add_masked(change.before, change.before_sensitive);
  secrets.add_masked(change.after, change.after_sensitive);
  secrets.add_named(change.before, "");
  secrets.add_named(change.after, "");
  state_questions.destroyed(change, match, provider_config, static_cast<std::uint32_t>(input));
  result.changes.push_back(judge(change, match, provider_config));
  result.changes.back().input = input;
  if (options.digests) result.changes.back().digest = digest_of(change);
  if (options.artifacts) add_artifacts(change, result.artifacts);
}

// Root variables that say where the plan is for.
void show_environments(const std::vector<const Stack*>& stacks, Assessment& a) {
  for (const Stack* stack : stacks)
    for (const char* name : {"env", "environment", "stage"}) {
      const auto at = stack->variables.find(name);
      if (at == stack->variables.end() || !at->second.root().is_string()) continue;
      if (stack->sensitive_variables.contains(name)) continue;
      std::pair<std::string, std::string> shown(name, at->second.root().text());
      if (std::find(a.shown_environments.begin(), a.shown_environments.end(), shown) ==
          a.shown_environments.end())
        a.shown_environments.push_back(std::move(shown));
    }
}

void PlanAssessor::Impl::Reader::change(Change& c) {
  ++stack.entries;
  ++stack.by_action[c.actions.summary()];
  const bool managed = c.mode == "managed" && c.deposed.empty();
  if (managed && !c.actions.is_only(Action::Create)) ++stack.managed_before;
  if (managed && c.actions.deletes()) ++stack.managed_destroyed;
  if (managed && !c.actions.is_only(Action::Delete)) ++stack.managed_planned;
  if (!c.action_reason.empty() && !known_reason(c.action_reason)) stack.unknown_reasons.push_back(c.address);

  if (c.is_plain_noop()) {
    ++stack.noops;
    owner_.state_questions.change(c, {}, input());
    return;
  }
  if (!stack.identities.insert(c.address + '\n' + c.deposed)) stack.duplicates.push_back(c.address);
  stack.changed.insert(static_address(c.address));
  const Match match = owner_.catalog.match(c);
  owner_.state_questions.change(c, match, input());
  owner_.surfaces.change(c, match, input());
  if (owner_.playbooks) owner_.playbooks->change(c, match, input());
  if (asks_for_provider_config(*match.facts))
    waiting.push_back(std::move(c));
  else
    owner_.judge_now(c, match, {}, stack.input);
}

void PlanAssessor::Impl::Reader::drift(Change& c) {
  if (!c.actions.is_noop()) stack.drifted[c.address] = c.actions.summary();
  owner_.secrets.add_masked(c.before, c.before_sensitive);
  owner_.secrets.add_masked(c.after, c.after_sensitive);
  owner_.state_questions.drift(c, owner_.catalog.match(c), input());
}

void PlanAssessor::Impl::Reader::output(OutputChange& o) {
  for (Value v : {o.before, o.after})
    o.sensitive ? owner_.secrets.add(v) : owner_.secrets.add_named(v, o.name);
  if (o.actions.deletes())
    stack.outputs_removed.push_back(o.name);
  else if (o.actions.is_only(Action::Update))
    stack.outputs_changed.push_back(o.name);
}

void PlanAssessor::Impl::Reader::config_resource(const ConfigResource& r) {
  stack.graph.resource(r);
  owner_.surfaces.config_resource(r, input());
  owner_.state_questions.config_resource(r, input());
  if (r.provisioners.empty()) return;
  std::string address;
  for (const std::string& name : r.module_path) address += "module." + name + ".";
  stack.provisioners[address + r.type + "." + r.name] = r.provisioners;
}

void PlanAssessor::Impl::judge_waiting(Reader& reader) {
  for (const Change& c : reader.waiting) {
    const auto config = reader.stack.provider_configs.find(c.provider);
    judge_now(c, catalog.match(c),
              config == reader.stack.provider_configs.end() ? Value{} : config->second.root(),
              reader.stack.input);
  }
  reader.waiting.clear();
}

void PlanAssessor::Impl::hide_secrets(const Reader& reader) {
  for (const std::string& name : reader.stack.sensitive_variables)
    if (auto at = reader.stack.variables.find(name); at != reader.stack.variables.end())
      secrets.add(at->second.root());
}

PlanAssessor::PlanAssessor(const Catalog& catalog, AssessOptions options)
    : impl_(std::make_unique<Impl>(catalog, options)) {}
PlanAssessor::~PlanAssessor() = default;

PlanVisitor& PlanAssessor::begin() {
  impl_->readers.emplace_back(*impl_, impl_->readers.size());
  return impl_->readers.back();
}

bool PlanAssessor::is_secret(std::string_view value) const {
  return impl_->secrets.holds_one(value);
}

void PlanAssessor::former_names(std::vector<FormerName> names) {
  impl_->state_questions.former_names(std::move(names));
}

Assessment PlanAssessor::finish(std::vector<InputInfo> inputs) {
  Impl& my = *impl_;
  Assessment& a = my.result;
  a.inputs = std::move(inputs);
  a.rules_digest = my.catalog.digest();
  std::vector<const Stack*> stacks;
  for (Impl::Reader& reader : my.readers) {
    my.judge_waiting(reader);
    my.hide_secrets(reader);
    stacks.push_back(&reader.stack);
  }
  show_environments(stacks, a);
  add_consequences(a, stacks);
  my.state_questions.answer(a);
  for (const Stack* stack : stacks) judge_integrity(*stack, a);
  for (const Override& o : my.catalog.overrides())
    a.findings.push_back({kMilderFacts, Severity::Note, in_words(o), {}, {}});
  my.surfaces.answer(a, stacks);

  for (AssessedChange& change : a.changes) settle(change);
  my.secrets.hide(a);
  std::sort(a.changes.begin(), a.changes.end(), worse_first);
  sort_findings(a.findings);
  summarize(a, stacks);
  std::sort(a.artifacts.begin(), a.artifacts.end(), [](const Artifact& x, const Artifact& y) {
    return std::tie(x.address, x.reference) < std::tie(y.address, y.reference);
  });
  a.questions = answer_questions(a);
  a.windows = ruling_windows(a.changes);
  a.recommendations = recommendations(a.changes);
  if (my.playbooks) a.playbooks = my.playbooks->pick(a);
  return std::move(a);
}

}  // namespace oneway
