#include "cli/ledger_hook.h"

#include <algorithm>

#include "assess/evidence.h"
#include "cli/clock.h"
#include "ingest/json/reader.h"
#include "ingest/plan/forward.h"
#include "model/error.h"

namespace oneway::cli {
namespace {

// The first attribute that tells the object apart in the world, where it may be shown.
std::string identity_of(Value side, Value mask) {
  for (const std::string_view name : {"id", "arn", "self_link"}) {
    const Value v = side[name];
    if (!v.is_string() || v.text().empty()) continue;
    return masked(mask, name) || looks_like_a_secret(v.text()) ? "" : std::string(v.text());
  }
  return "";
}

const char* code_of(NameRule::Reuse reuse) {
  return reuse == NameRule::Reuse::Never ? "OW303" : reuse == NameRule::Reuse::Resurrects ? "OW304" : "OW302";
}

// Is the name of a destroyed object kept from others?
bool is_held(const NameUse& gives) {
  switch (gives.name_rule().reuse) {
    case NameRule::Reuse::Held:
    case NameRule::Reuse::Resurrects:
      return gives.held != Truth::No;
    case NameRule::Reuse::Never:
    case NameRule::Reuse::Eventually:
      return true;
    case NameRule::Reuse::Unknown:
    case NameRule::Reuse::Immediate:
    case NameRule::Reuse::Idempotent:
      return false;
  }
  return false;
}

}  // namespace

class LedgerHook::Watcher : public ForwardVisitor {
 public:
  Watcher(PlanVisitor& to, const Catalog& catalog, std::size_t input)
      : ForwardVisitor(to), catalog_(catalog), input_(input) {}

  void change(Change& c) override {
    if (c.mode == "managed" && c.deposed.empty()) {
      if (!c.actions.is_only(Action::Create) || c.importing) only_creates_ = false;
      if (!c.actions.is_only(Action::Create))
        if (std::string id = identity_of(c.before, c.before_sensitive); !id.empty()) {
          world_.identities[c.previous_address.empty() ? c.address : c.previous_address] = id;
          identities_[c.address] = std::move(id);
        }
      const Match match = catalog_.match(c);
      for (const NameUse& u : names_taken(c, match, 0))
        if (u.does == NameUse::Does::Takes) takes_.push_back(u.name);
      // Whether a hold applies may depend on the provider's configuration; without it the name counts as
      // held.
      for (const NameUse& u : names_left(c, match, {}, 0))
        if (u.does == NameUse::Does::GivesBack && is_held(u) && !u.evidence.hidden)
          gives_.emplace_back(freed(u), json::parse(u.evidence.before).root().text());
    }
    ForwardVisitor::change(c);
  }
  void config_module_call(const ConfigModuleCall& m) override {
    std::string address;
    for (const std::string& step : m.module_path) address += "module." + step + ".";
    modules_.push_back({input_, address + "module." + m.name, m.source, m.version_constraint});
    ForwardVisitor::config_module_call(m);
  }
  void config_provider(const ConfigProvider& p) override {
    if (!p.version_constraint.empty()) providers_.push_back({input_, p.full_name, p.version_constraint});
    ForwardVisitor::config_provider(p);
  }
  void prior(PriorObject& o) override {
    if (o.mode == "managed" && o.deposed.empty()) world_.addresses.insert(o.address);
    ForwardVisitor::prior(o);
  }
  void end(const PlanMeta& meta) override {
    shows_world_ =
        meta.has_prior_state || (meta.has_resource_changes && meta.has_configuration && only_creates_);
    ForwardVisitor::end(meta);
  }

  const std::vector<std::uint64_t>& takes() const { return takes_; }
  bool stands(const std::string& address) const { return world_.addresses.contains(address); }
  // What stands in the world; null where the plan does not tell.
  const Sighting* world() const { return shows_world_ ? &world_ : nullptr; }

  void tell(LedgerFacts& facts, const PlanAssessor& assessor) const {
    for (const auto& [name, value] : gives_)
      if (std::find(takes_.begin(), takes_.end(), name.hash) == takes_.end() && !assessor.is_secret(value))
        facts.names.push_back(name);
    for (const auto& [address, identity] : identities_)
      if (!assessor.is_secret(identity)) facts.identities[{input_, address}] = identity;
    facts.modules.insert(facts.modules.end(), modules_.begin(), modules_.end());
    facts.providers.insert(facts.providers.end(), providers_.begin(), providers_.end());
  }

 private:
  FreedName freed(const NameUse& u) const {
    const NameRule::Reuse reuse = u.name_rule().reuse;
    return {input_,
            u.address,
            u.name,
            u.evidence.path + " = " + u.evidence.before,
            reuse == NameRule::Reuse::Never ? std::nullopt : u.hold_seconds,
            code_of(reuse)};
  }

  const Catalog& catalog_;
  std::size_t input_;
  std::vector<ModuleUse> modules_;
  std::vector<ProviderUse> providers_;
  std::vector<std::pair<FreedName, std::string>> gives_;  // with the name's plain value
  std::vector<std::uint64_t> takes_;
  std::map<std::string, std::string> identities_;  // by the address that the change has
  Sighting world_;
  bool only_creates_ = true, shows_world_ = false;
};

LedgerHook::LedgerHook(const std::string& path, std::string stack) : stack_(std::move(stack)) {
  if (!path.empty()) ledger_.emplace(path, Ledger::Open::Create);
}
LedgerHook::~LedgerHook() = default;

PlanVisitor& LedgerHook::watch(PlanVisitor& to, const Catalog& catalog) {
  if (!on()) return to;
  return watchers_.emplace_back(to, catalog, watchers_.size());
}

void LedgerHook::before_judgement(PlanAssessor& assessor, const std::vector<InputInfo>& inputs) {
  if (!on()) return;
  if (!stack_.empty() && inputs.size() > 1)
    throw UsageError("--stack names one plan, and there are " + std::to_string(inputs.size()));
  for (const InputInfo& i : inputs) stacks_.push_back(stack_.empty() ? i.path : stack_);
  std::vector<std::uint64_t> wanted;
  std::size_t n = 0;
  for (const Watcher& w : watchers_) {
    wanted.insert(wanted.end(), w.takes().begin(), w.takes().end());
    if (w.world() != nullptr && n < stacks_.size())
      ledger_->mark_seen(stacks_[n], *w.world(), "seen in a later plan", seconds_now());
    ++n;
  }
  std::sort(wanted.begin(), wanted.end());
  wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
  // Where the object is still to be seen, its plan was not applied.
  const auto still_there = [&](const HeldName& held) {
    std::size_t at = 0;
    return std::any_of(watchers_.begin(), watchers_.end(), [&](const Watcher& w) {
      return at < stacks_.size() && stacks_[at++] == held.stack && w.stands(held.address);
    });
  };
  std::vector<FormerName> former;
  for (HeldName& held : ledger_->held(wanted, seconds_now()))
    if (!still_there(held)) former.push_back({held.hash, held.address, held.stack, held.until, held.applied});
  assessor.former_names(std::move(former));
}

void LedgerHook::after_judgement(const PlanAssessor& assessor) {
  facts_.stacks = stacks_;
  for (const Watcher& w : watchers_) w.tell(facts_, assessor);
}

void LedgerHook::record(const Assessment& assessment) {
  if (on()) ledger_->record(assessment, facts_, seconds_now());
}

}  // namespace oneway::cli
