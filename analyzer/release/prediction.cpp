#include "release/prediction.h"

#include <functional>
#include <set>

#include "release/create_plan.h"
#include "release/old_state.h"
#include "release/upgrade_change.h"

namespace oneway {
namespace {

// A resource that gains or loses `count` goes to or comes from instance zero by itself: the engine implies
// that move.
std::string implied_partner(const std::string& address) {
  auto a = parse_address(address);
  if (!a) return "";
  if (a->key.kind == InstanceKey::Kind::None)
    a->key = {InstanceKey::Kind::Number, "0"};
  else if (a->key.kind == InstanceKey::Kind::Number && a->key.text == "0")
    a->key = {};
  else
    return "";
  return a->to_string();
}

using Objects = std::map<std::string, Change>;

// Where the old version had what is now at `address`; null if nowhere.
const Change* ancestor(const std::string& address, const Objects& old, const Objects& now) {
  if (const auto same = old.find(address); same != old.end()) return &same->second;
  const std::string partner = implied_partner(address);
  const auto moved = old.find(partner);
  return moved == old.end() || now.contains(partner) ? nullptr : &moved->second;
}

// What becomes of an object that only the old version has, or that both have.
struct Fate {
  std::function<Change(const Change& was)> destroyed;
  std::function<Change(const Change& was, const Change& is, const Arguments& renewed)> kept;
};

std::string static_address(const std::string& address) {
  const auto parsed = parse_address(address);
  return parsed ? parsed->static_string() : address;
}

// The objects of both versions and what becomes of them.
class Upgrade {
 public:
  Upgrade(const Objects& old, CreatePlan& now, Fate fate) : now_(now), fate_(std::move(fate)) {
    std::set<std::string> gone;
    for (const auto& [address, was] : old) gone.insert(address);
    for (auto& [address, is] : now.objects) {
      const Change* was = ancestor(address, old, now.objects);
      if (was == nullptr) {
        created_.push_back(&is);
        made_anew(is);
        continue;
      }
      gone.erase(was->address);
      kept_.push_back({was, &is, fate_.kept(*was, is, {}), {}});
      if (kept_.back().change.actions.creates()) made_anew(is);
    }
    for (const std::string& address : gone) destroyed_.push_back(&old.at(address));
    while (!fresh_.empty() && renew()) {
    }
  }

  void plan(PlanVisitor& into) {
    for (Change* is : created_) into.change(*is);
    for (Kept& k : kept_) into.change(k.change);
    for (const Change* was : destroyed_) {
      Change c = fate_.destroyed(*was);
      into.change(c);
    }
  }

 private:
  struct Kept {
    const Change* was;
    const Change* is;
    Change change;
    Arguments renewed;
  };

  void made_anew(const Change& is) { fresh_.emplace(static_address(is.address), &is); }

  // Is what the argument reads of an object that is made anew known only after apply?
  bool reads_something_new(const std::string& block, const std::string& argument) {
    for (const auto& [source, attribute] : now_.references.sources(block, argument)) {
      const auto at = fresh_.find(source);
      if (at != fresh_.end() && (attribute.empty() || any_true(at->second->after_unknown[attribute])))
        return true;
    }
    return false;
  }

  // One step down from what is made anew; false when there is none left.
  bool renew() {
    bool more = false;
    for (Kept& k : kept_) {
      if (k.change.actions.creates()) continue;
      const std::string block = static_address(k.is->address);
      const std::size_t before = k.renewed.size();
      for (const std::string& argument : now_.references.arguments(block))
        if (any_true(k.is->after_unknown[argument]) && reads_something_new(block, argument))
          k.renewed.insert(argument);
      if (k.renewed.size() == before) continue;
      k.change = fate_.kept(*k.was, *k.is, k.renewed);
      if (!k.change.actions.creates()) continue;
      made_anew(*k.is);
      more = true;
    }
    return more;
  }

  CreatePlan& now_;
  Fate fate_;
  std::vector<Kept> kept_;
  std::vector<const Change*> destroyed_;
  std::vector<Change*> created_;
  std::map<std::string, const Change*> fresh_;  // by static address
};

template <class Known>
void new_data_sources(const Known& old, CreatePlan& now, PlanVisitor& upgrade) {
  for (auto& [address, is] : now.others)
    if (!old.contains(address)) upgrade.change(is);
}

PlanMeta upgrade_meta(const PlanMeta& now) {
  PlanMeta meta;
  meta.format_version = now.format_version;
  meta.engine_version = now.engine_version;
  meta.has_resource_changes = true;
  meta.has_configuration = now.has_configuration;
  meta.complete = now.complete;
  meta.errored = now.errored;
  return meta;
}

void note(std::vector<InputInfo>& infos, const char* text) {
  if (!infos.empty()) infos.front().notes.push_back(text);
}

}  // namespace

Prediction predict_from_plan(const std::string& baseline, const std::string& candidate,
                             const InputOptions& options, const Catalog& catalog) {
  CreatePlan old(baseline);
  old.read(options);
  PlanAssessor assessor(catalog);
  PlanVisitor& upgrade = assessor.begin();
  CreatePlan now(candidate, &upgrade);
  std::vector<InputInfo> infos = now.read(options);
  note(infos, "predicted from two plans that create everything");

  Prediction out;
  out.before = old.contract.contract();
  out.after = now.contract.contract();
  const Fate fate{destroyed, [&](const Change& was, const Change& is, const Arguments& renewed) {
                    return kept(was, is, renewed, catalog);
                  }};
  Upgrade(old.objects, now, fate).plan(upgrade);
  new_data_sources(old.others, now, upgrade);
  PlanMeta meta = upgrade_meta(now.meta);
  meta.complete = now.meta.complete.value_or(true) && old.meta.complete.value_or(true);
  meta.errored = now.meta.errored.value_or(false) || old.meta.errored.value_or(false);
  upgrade.end(meta);
  out.assessment = assessor.finish(std::move(infos));
  return out;
}

Prediction predict_from_state(const std::string& state, const std::string& candidate,
                              const InputOptions& options, const Catalog& catalog) {
  OldState old(state);
  old.read(options);
  PlanAssessor assessor(catalog);
  PlanVisitor& upgrade = assessor.begin();
  CreatePlan now(candidate, &upgrade);
  std::vector<InputInfo> infos = now.read(options);
  note(infos, "predicted from a state and a plan that creates everything");

  Prediction out;
  out.after = now.contract.contract();
  out.before = out.after;
  if (out.after.module.empty()) out.before.outputs = std::move(old.outputs);
  const Fate fate{destroyed_from_state, [&](const Change& was, const Change& is, const Arguments& renewed) {
                    return kept_from_state(was, old.tainted.contains(was.address), is, renewed, catalog);
                  }};
  Upgrade(old.objects, now, fate).plan(upgrade);
  for (const Change& left : old.deposed) {
    Change c = destroyed_from_state(left);
    upgrade.change(c);
  }
  new_data_sources(old.others, now, upgrade);
  for (auto& [address, targets] : old.dependencies) {
    PriorObject o;
    o.address = address;
    o.depends_on = std::move(targets);
    upgrade.prior(o);
  }
  upgrade.end(upgrade_meta(now.meta));
  out.assessment = assessor.finish(std::move(infos));
  return out;
}

}  // namespace oneway
