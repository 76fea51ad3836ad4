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
  std::function<Change(const Change& was, const Change& is)> kept;
};

// Hands every object of either version to `upgrade`, as what becomes of it.
void upgrade_objects(const Objects& old, Objects& now, PlanVisitor& upgrade, const Fate& fate) {
  std::set<std::string> gone;
  for (const auto& [address, was] : old) gone.insert(address);
  for (auto& [address, is] : now) {
    const Change* was = ancestor(address, old, now);
    if (was == nullptr) {
      upgrade.change(is);
      continue;
    }
    gone.erase(was->address);
    Change c = fate.kept(*was, is);
    upgrade.change(c);
  }
  for (const std::string& address : gone) {
    Change c = fate.destroyed(old.at(address));
    upgrade.change(c);
  }
}

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
  upgrade_objects(old.objects, now.objects, upgrade,
                  {destroyed, [&](const Change& was, const Change& is) { return kept(was, is, catalog); }});
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
  upgrade_objects(old.objects, now.objects, upgrade,
                  {destroyed_from_state, [&](const Change& was, const Change& is) {
                     return kept_from_state(was, old.tainted.contains(was.address), is, catalog);
                   }});
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
