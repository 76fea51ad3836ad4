#include "release/prediction.h"

#include <map>
#include <set>

namespace oneway {
namespace {

// The objects that a create plan makes, and the contract of its configuration.
class CreatePlan : public PlanVisitor {
 public:
  explicit CreatePlan(std::string path, PlanVisitor* forward = nullptr)
      : path_(std::move(path)), forward_(forward) {}

  void change(Change& c) override {
    if (c.mode == "managed" && !c.actions.is_only(Action::Create))
      throw InputError(path_ + " is no plan from an empty state: " + c.address + " exists already",
                       "give plans of existing stacks with --upgrade");
    (c.mode == "managed" ? objects : others)[c.address] = std::move(c);
  }
  void output(OutputChange& o) override { contract.root_output(o); }
  void config_resource(const ConfigResource& r) override {
    contract.resource(r);
    if (forward_) forward_->config_resource(r);
  }
  void config_module_call(const ConfigModuleCall& m) override {
    contract.module_call(m);
    if (forward_) forward_->config_module_call(m);
  }
  void config_output(const ConfigOutput& o) override {
    contract.output(o);
    if (forward_) forward_->config_output(o);
  }
  void config_variable(const ConfigVariable& v) override {
    contract.variable(v);
    if (forward_) forward_->config_variable(v);
  }
  void config_provider(const ConfigProvider& p) override {
    contract.provider(p);
    if (forward_) forward_->config_provider(p);
  }
  void variable(const std::string& name, Value value) override {
    if (forward_) forward_->variable(name, value);
  }
  void deferred(DeferredChange& d) override {
    if (forward_) forward_->deferred(d);
  }
  void end(const PlanMeta& m) override { meta = m; }

  std::map<std::string, Change> objects, others;  // by address
  ContractReader contract;
  PlanMeta meta;

 private:
  std::string path_;
  PlanVisitor* forward_;
};

// What stands under `key` of a mask or an object on both sides is the same.
bool same_at(std::string_view key, Value a, Value b) {
  const Value x = a[key], y = b[key];
  return (x.missing() && y.missing()) || deep_equal(x, y);
}

bool unknown_at(std::string_view key, Value mask) {
  return any_true(mask[key]);
}

bool differs_at(std::string_view path, const Match& match, const Change& before, const Change& after) {
  const bool count = path.ends_with(".#");
  if (count) path.remove_suffix(2);
  const Value a = seen_by(match, before.after).dotted(path), b = seen_by(match, after.after).dotted(path);
  if (count) return a.size() != b.size();
  const Value was = seen_by(match, before.after_unknown).dotted(path);
  const Value is = seen_by(match, after.after_unknown).dotted(path);
  if (any_true(was) || any_true(is)) return any_true(was) != any_true(is);
  if (a.null_or_missing() && b.null_or_missing()) return false;
  return !deep_equal(a, b);
}

// Paths of arguments that differ and that the provider cannot change in place.
std::vector<std::string> forcing(const Match& match, const Change& before, const Change& after) {
  std::vector<std::string> out;
  for (const std::string& path : match.facts->force_new)
    if (differs_at(path, match, before, after)) out.push_back(path);
  return out;
}

bool unchanged(const Change& before, const Change& after) {
  return deep_equal(before.after, after.after) &&
         (before.after_unknown.missing() ? !any_true(after.after_unknown)
                                         : deep_equal(before.after_unknown, after.after_unknown));
}

void put(Document& into, std::string_view key, Value v) {
  into.key(key);
  v ? into.copy(v) : into.null();
}

// The mask without what was unknown before as well: it is there already and stays.
void put_new_unknowns(Document& into, Value before, Value after) {
  into.key("unknown");
  into.begin_object();
  for (auto [key, mask] : after.members())
    if (unknown_at(key, after) && !same_at(key, before, after)) put(into, key, mask);
  into.end();
}

void put_paths(Document& into, const std::vector<std::string>& paths) {
  into.key("paths");
  into.begin_array();
  for (std::string_view path : paths) {
    if (path.ends_with(".#")) path.remove_suffix(2);
    into.begin_array();
    for (std::size_t start = 0; start <= path.size();) {
      const std::size_t end = std::min(path.find('.', start), path.size());
      into.string(path.substr(start, end - start));
      start = end + 1;
    }
    into.end();
  }
  into.end();
}

void copy_head(const Change& from, Change& to) {
  to.address = from.address;
  to.mode = from.mode, to.type = from.type, to.name = from.name, to.provider = from.provider;
}

Change destroyed(const Change& old) {
  Change c;
  copy_head(old, c);
  c.actions.add("delete");
  c.action_reason = "delete_because_no_resource_config";
  c.values.begin_object();
  put(c.values, "before", old.after);
  put(c.values, "before_sensitive", old.after_sensitive);
  c.values.key("after"), c.values.null();
  c.values.end();
  const Value root = c.values.root();
  c.before = root["before"], c.after = root["after"], c.before_sensitive = root["before_sensitive"];
  return c;
}

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

// Where the old version had what is now at `address`; null if nowhere.
const Change* ancestor(const std::string& address, const CreatePlan& old, const CreatePlan& now) {
  if (const auto same = old.objects.find(address); same != old.objects.end()) return &same->second;
  const std::string partner = implied_partner(address);
  const auto moved = old.objects.find(partner);
  return moved == old.objects.end() || now.objects.contains(partner) ? nullptr : &moved->second;
}

Change kept(const Change& old, const Change& now, const Catalog& catalog) {
  Change c;
  copy_head(now, c);
  if (old.address != now.address) c.previous_address = old.address;
  if (unchanged(old, now)) {
    c.actions.add("no-op");
    return c;
  }
  const std::vector<std::string> forced = forcing(catalog.match(now), old, now);
  if (forced.empty()) {
    c.actions.add("update");
  } else {
    c.actions.add("delete"), c.actions.add("create");
    c.action_reason = "replace_because_cannot_update";
  }
  c.values.begin_object();
  put(c.values, "before", old.after);
  put(c.values, "after", now.after);
  put(c.values, "before_sensitive", old.after_sensitive);
  put(c.values, "after_sensitive", now.after_sensitive);
  if (forced.empty())
    put_new_unknowns(c.values, old.after_unknown, now.after_unknown);
  else
    put(c.values, "unknown", now.after_unknown);
  put_paths(c.values, forced);
  c.values.end();
  const Value root = c.values.root();
  c.before = root["before"], c.after = root["after"], c.after_unknown = root["unknown"];
  c.before_sensitive = root["before_sensitive"], c.after_sensitive = root["after_sensitive"];
  if (!forced.empty()) c.replace_paths = root["paths"];
  return c;
}

std::vector<InputInfo> read_one(const std::string& path, const InputOptions& options, CreatePlan& into) {
  return read_plans(path, options, [&](std::size_t index) -> PlanVisitor& {
    if (index > 0) throw InputError(path + " holds several plans", "give one plan a file");
    return into;
  });
}

}  // namespace

Prediction predict_upgrade(const std::string& baseline, const std::string& candidate,
                           const InputOptions& options, const Catalog& catalog, const AssessOptions& assess) {
  CreatePlan old(baseline);
  read_one(baseline, options, old);
  PlanAssessor assessor(catalog, assess);
  PlanVisitor& upgrade = assessor.begin();
  CreatePlan now(candidate, &upgrade);
  std::vector<InputInfo> infos = read_one(candidate, options, now);

  Prediction out;
  out.before = old.contract.contract();
  out.after = now.contract.contract();
  std::set<std::string> gone;
  for (const auto& [address, was] : old.objects) gone.insert(address);
  for (auto& [address, is] : now.objects) {
    const Change* was = ancestor(address, old, now);
    if (was == nullptr) {
      upgrade.change(is);
      continue;
    }
    gone.erase(was->address);
    Change c = kept(*was, is, catalog);
    upgrade.change(c);
  }
  for (const std::string& address : gone) {
    Change c = destroyed(old.objects.at(address));
    upgrade.change(c);
  }
  for (auto& [address, is] : now.others)
    if (!old.others.contains(address)) upgrade.change(is);

  PlanMeta meta;
  meta.format_version = now.meta.format_version;
  meta.engine_version = now.meta.engine_version;
  meta.has_resource_changes = true;
  meta.has_configuration = now.meta.has_configuration;
  meta.complete = now.meta.complete.value_or(true) && old.meta.complete.value_or(true);
  meta.errored = now.meta.errored.value_or(false) || old.meta.errored.value_or(false);
  upgrade.end(meta);
  if (!infos.empty()) infos.front().notes.push_back("predicted from two plans that create everything");
  out.assessment = assessor.finish(std::move(infos));
  return out;
}

}  // namespace oneway
