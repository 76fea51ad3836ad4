#include "rules.h"

#include <algorithm>
#include <functional>
#include <limits>

#include "shape.h"

namespace simcloud {
namespace {

bool same(const json& a, const json& b) {
  if (a == b) return true;
  auto x = as_number(a), y = as_number(b);
  return x && y && *x == *y;
}

bool empty(const json& v) {
  return v.is_null() || v == "" || (v.is_structured() && v.empty());
}

// Visits (argument, reference, value) of every set reference, nested blocks included.
using VisitReference = std::function<void(const std::string&, const Reference&, const json&)>;
void each_reference(const Block& block, const json& attributes, const VisitReference& visit) {
  for (const auto& [name, a] : block.arguments) {
    if (!a.refers) continue;
    const json& value = member(attributes, name);
    if (value.is_array())
      for (const json& one : value) visit(name, *a.refers, one);
    else if (!empty(value))
      visit(name, *a.refers, value);
  }
  for (const auto& [name, n] : block.blocks)
    map_nested(n.nesting, member(attributes, name), [&, inner = n.block](const json& element) {
      each_reference(*inner, element, visit);
      return element;
    });
}

bool loses_by(const Loss& l, const json& before, const json& after) {
  auto value = [&](const json& side) -> json {
    const json& v = at_path(side, l.argument);
    return !l.endless.is_null() && v == l.endless ? json(std::numeric_limits<std::int64_t>::max()) : v;
  };
  return took_step(l.on, value(before), value(after));
}

}  // namespace

bool holds(const Condition& condition, const json& attributes, const json& environment) {
  for (const Clause& c : condition) {
    bool outside = c.path.rfind("provider.", 0) == 0;
    json value = at_path(outside ? environment : attributes, c.path);
    if (value.is_null()) value = c.fallback;
    switch (c.op) {
      case Clause::Op::Is:
        if (!same(value, c.operand)) return false;
        break;
      case Clause::Op::IsNot:
        if (same(value, c.operand)) return false;
        break;
      case Clause::Op::Set:
        if (empty(value)) return false;
        break;
      case Clause::Op::Unset:
        if (!empty(value)) return false;
        break;
    }
  }
  return true;
}

json Rules::create(const json& planned, const json& config) {
  Generator generator = generator_for(planned);
  json state = generator.fill(call_.type.block, planned);
  json attributes = shape(call_.type.block, state, Form::File);
  std::string key = handed_back(attributes);
  json contents;
  if (key.empty()) {
    refuse_taken_names(attributes, "");
    contents = contents_to_start_with(attributes);
    key = call_.type.kind + "/" + generator.digits(12, 16);
  } else {  // the old object's own values win over new ones
    json merged = planned;
    const json& old = world_["objects"][key]["attributes"];
    for (const auto& [name, a] : call_.type.block.arguments)
      if (is_unknown(merged[name]) && !member(old, name).is_null())
        merged[name] = shape_type(a.type, member(old, name), Form::Wire);
    state = generator.fill(call_.type.block, merged);
    attributes = shape(call_.type.block, state, Form::File);
    contents = member(world_["objects"][key], "contents");
  }
  refuse_missing_references(attributes);
  write_only_values(config, attributes);
  forfeit_buried(attributes);
  for (const std::string& argument : call_.type.contents.in_arguments)
    contents[argument] = member(attributes, argument);
  world_["objects"][key] = {
      {"kind", call_.type.kind},  {"where", call_.where}, {"names", names_json(attributes)},
      {"attributes", attributes}, {"contents", contents}, {"before", nullptr}};
  record_events("create", nullptr, attributes);
  return state;
}

json Rules::update(const json& prior, const json& planned, const json& config) {
  std::string key = find(prior);
  if (key.empty() && call_.type.in_state) return create(planned, config);
  if (key.empty())
    throw Refusal("NotFound: the object is gone", as_text(member(prior, call_.type.key))).because("gone");
  for (const OneWay& o : call_.type.one_way)
    if (o.meets == OneWay::Meets::Refused &&
        took_step(o.on, at_path(prior, o.argument), at_path(planned, o.argument)))
      throw Refusal(o.error, o.argument, o.argument).because("one-way");
  json state = generator_for(planned).fill(call_.type.block, planned);
  json attributes = shape(call_.type.block, state, Form::File);
  refuse_taken_names(attributes, key);
  refuse_missing_references(attributes);
  write_only_values(config, attributes);
  json& object = world_["objects"][key];
  const json before = object["attributes"];
  for (const OneWay& o : call_.type.one_way)
    if (o.meets == OneWay::Meets::Ignored &&
        took_step(o.on, at_path(before, o.argument), at_path(attributes, o.argument)))
      put_at_path(attributes, o.argument, at_path(before, o.argument));
  for (const Loss& l : call_.type.loses)
    if (loses_by(l, before, attributes) && loses_by(l, object.value("written_under", before), attributes) &&
        object["contents"].is_object())
      object["contents"].erase(l.what);
  for (const std::string& argument : call_.type.contents.in_arguments)
    object["contents"][argument] = member(attributes, argument);
  object["names"] = names_json(attributes);
  object["attributes"] = attributes;
  record_events("update", before, attributes);
  object["before"] = before;
  return state;
}

void Rules::remove(const json& prior) {
  std::string key = find(prior);
  if (key.empty()) return;
  steer_by_state(prior, world_["objects"][key]["attributes"]);
  const json object = world_["objects"][key];
  const json& attributes = object["attributes"];
  const DestroyRule* rule = nullptr;
  for (const DestroyRule& r : call_.type.destroy)
    if (!rule && holds(r.when, attributes, call_.environment)) rule = &r;
  if (rule && rule->does == DestroyRule::Does::Forgets) return;
  for (const Guard& g : call_.type.guards)
    if (holds(g.when, attributes, call_.environment))
      throw Refusal(g.error, "the object is protected from deletion").because("guard");
  refuse_while_used(attributes, key);
  refuse_full(object);
  keep_copies(key, object);
  bool buried = rule && rule->does == DestroyRule::Does::Buries;
  delete_with_all_inside(key, buried ? rule : nullptr);
  hold_names(attributes);
  record_events("destroy", attributes, attributes);
}

json Rules::read(const json& current, bool stale) const {
  std::string key = find(current);
  if (key.empty()) return call_.type.in_state ? current : json();
  const json& object = world_["objects"][key];
  const json& shown = stale ? object["before"] : object["attributes"];
  return shown.is_null() ? json() : as_state(shown, current);
}

json Rules::import(const std::string& id) const {
  if (call_.type.import_id == "none") throw Refusal("this resource does not support import", call_.type.name);
  Generator generator(call_.environment);
  for (const auto& [key, object] : world_["objects"].items())
    if (object["kind"] == call_.type.kind && object["where"] == call_.where &&
        generator.render(call_.type.import_id, object["attributes"]) == id)
      return as_state(object["attributes"], nullptr);
  throw Refusal("NotFound: there is no such object to import", call_.type.name + " " + id);
}

std::string Rules::find(const json& state) const {
  const json filed = shape(call_.type.block, state, Form::File);
  const json& wanted = member(filed, call_.type.key);
  if (wanted.is_null()) return "";
  for (const auto& [key, object] : world_["objects"].items())
    if (object["kind"] == call_.type.kind && object["where"] == call_.where &&
        member(object["attributes"], call_.type.key) == wanted)
      return key;
  return "";
}

Generator Rules::generator_for(const json& planned) {
  std::string made =
      call_.type.kind + call_.where.dump() + planned.dump(-1, ' ', true, json::error_handler_t::replace);
  std::string tag = Generator({}, hash_of(made)).digits(10, 16);
  int times = world_["made"].value(tag, 0) + 1;
  world_["made"][tag] = times;
  return Generator(call_.environment, hash_of(made + std::to_string(times)));
}

std::vector<std::pair<std::string, const NameRule*>> Rules::names_of(const json& attributes) const {
  std::vector<std::pair<std::string, const NameRule*>> names;
  for (const NameRule& rule : call_.type.names) {
    std::string name = rule.space;
    bool complete = true;
    for (const std::string& s : rule.scope)
      name += "|" + as_text(at_path(s.rfind("provider.", 0) == 0 ? call_.environment : attributes, s));
    for (const std::string& argument : rule.of) {
      const json& value = at_path(attributes, argument);
      complete = complete && !empty(value) && !is_unknown(value);
      name += "|" + as_text(value);
    }
    if (complete) names.emplace_back(name, &rule);
  }
  return names;
}

json Rules::names_json(const json& attributes) const {
  json names = json::array();
  for (const auto& [name, rule] : names_of(attributes)) names.push_back(name);
  return names;
}

std::string Rules::live_holder(const std::string& name, const std::string& but) const {
  for (const auto& [key, object] : world_["objects"].items())
    if (key != but &&
        std::find(object["names"].begin(), object["names"].end(), name) != object["names"].end())
      return key;
  return "";
}

void Rules::refuse_taken_names(const json& attributes, const std::string& self) {
  auto lasts = [&](const json& until) { return until.is_null() || until > world_["clock"]; };
  for (const auto& [name, rule] : names_of(attributes)) {
    if (std::string holder = live_holder(name, self); !holder.empty())
      throw Refusal(rule->taken, name + " is used by " + holder, rule->of.back()).because("name-taken");
    for (const json& hold : world_["holds"])
      if (hold["name"] == name && rule->waits && !hold["until"].is_null())
        world_["clock"] = std::max(world_["clock"].get<std::int64_t>(), hold["until"].get<std::int64_t>());
      else if (hold["name"] == name && lasts(hold["until"]))
        throw Refusal(rule->refused, name + " is held until " + hold["until"].dump(), rule->of.back())
            .because("name-held");
    for (const auto& [key, grave] : world_["buried"].items()) {
      const json& theirs = grave["object"]["names"];
      if (grave["holds_names"] == true && lasts(grave["until"]) &&
          std::find(theirs.begin(), theirs.end(), name) != theirs.end())
        throw Refusal(rule->refused, name + " belongs to a deleted object that can still be brought back",
                      rule->of.back())
            .because("name-held");
    }
  }
}

std::string Rules::handed_back(const json& attributes) {
  for (const auto& [name, rule] : names_of(attributes)) {
    if (rule->idempotent)
      if (std::string holder = live_holder(name, ""); !holder.empty()) return holder;
    for (const auto& [key, grave] : world_["buried"].items()) {
      const json& theirs = grave["object"]["names"];
      if (std::find(theirs.begin(), theirs.end(), name) == theirs.end()) continue;
      bool expired = !grave["until"].is_null() && grave["until"] <= world_["clock"];
      if (expired || grave["back_by_create"] != true) continue;
      const DestroyRule* burial = nullptr;
      for (const DestroyRule& r : call_.type.destroy)
        if (r.back_by_create) burial = &r;
      if (!burial || (burial->back_when && !holds(*burial->back_when, attributes, call_.environment)))
        continue;
      std::string back = key;
      world_["objects"][back] = grave["object"];
      world_["buried"].erase(back);
      return back;
    }
  }
  return "";
}

void Rules::forfeit_buried(const json& attributes) {
  json left = json::object();
  for (const auto& [key, grave] : world_["buried"].items()) {
    bool same_name = false;
    for (const auto& [name, rule] : names_of(attributes))
      for (const json& theirs : grave["object"]["names"]) same_name = same_name || theirs == name;
    if (!same_name || grave["forfeited_by_same_name"] != true) left[key] = grave;
  }
  world_["buried"] = left;
}

json Rules::until(const Period& period, const json& attributes) const {
  std::int64_t now = world_["clock"];
  if (period.seconds) return now + *period.seconds;
  if (period.argument.empty()) return nullptr;
  double count = as_number(at_path(attributes, period.argument)).value_or(0);
  return now + static_cast<std::int64_t>(count * static_cast<double>(period.unit));
}

void Rules::hold_names(const json& attributes) {
  for (const auto& [name, rule] : names_of(attributes)) {
    if (!rule->held) continue;
    json end = until(*rule->held, attributes);
    if (end.is_null() || end > world_["clock"]) world_["holds"].push_back({{"name", name}, {"until", end}});
  }
}

void Rules::refuse_missing_references(const json& attributes) const {
  each_reference(call_.type.block, attributes,
                 [&](const std::string& name, const Reference& r, const json& value) {
                   if (r.inside) return;
                   for (const auto& [key, object] : world_["objects"].items())
                     if (object["kind"] == r.kind && member(object["attributes"], r.by) == value) return;
                   throw Refusal("NotFound: the referenced object does not exist",
                                 name + " = " + value.dump() + " (" + r.kind + ")", name)
                       .because("missing");
                 });
}

void Rules::refuse_while_used(const json& attributes, const std::string& self) const {
  for (const auto& [key, object] : world_["objects"].items()) {
    if (key == self) continue;
    for (const auto& [name, other] : call_.provider.types) {
      if (object["kind"] != other.kind) continue;
      each_reference(other.block, object["attributes"],
                     [&](const std::string& by, const Reference& r, const json& value) {
                       if (!r.inside && r.kind == call_.type.kind && member(attributes, r.by) == value)
                         throw Refusal("DependencyViolation: the object is in use",
                                       key + " holds it by " + by)
                             .because("in-use");
                     });
      break;
    }
  }
}

std::vector<std::string> Rules::inside(const json& attributes) const {
  std::vector<std::string> keys;
  for (const auto& [key, object] : world_["objects"].items())
    for (const auto& [name, other] : call_.provider.types) {
      if (object["kind"] != other.kind) continue;
      bool found = false;
      each_reference(
          other.block, object["attributes"], [&](const std::string&, const Reference& r, const json& value) {
            found = found || (r.inside && r.kind == call_.type.kind && member(attributes, r.by) == value);
          });
      if (found) keys.push_back(key);
      break;
    }
  return keys;
}

void Rules::refuse_full(const json& object) const {
  const Contents& c = call_.type.contents;
  if (!c.emptied_when || holds(*c.emptied_when, object["attributes"], call_.environment)) return;
  if (!member(object["contents"], "data").is_null() || !inside(object["attributes"]).empty())
    throw Refusal(c.not_empty, "the delete would take contents with it").because("not-empty");
}

void Rules::keep_copies(const std::string& key, const json& object) {
  const Contents& c = call_.type.contents;
  auto copy = [&](const std::string& at, const std::string& kind, const std::string& id,
                  const json& contents) {
    world_["objects"][at] = {{"kind", kind},           {"where", call_.where},
                             {"names", json::array()}, {"attributes", {{"id", id}}},
                             {"contents", contents},   {"before", nullptr}};
  };
  const json &attributes = object["attributes"], &contents = object["contents"];
  if (c.last_copy && !holds(c.last_copy->unless, attributes, call_.environment)) {
    std::string name = Generator(call_.environment).render(c.last_copy->named, attributes).value_or("");
    if (name.empty()) throw Refusal(c.last_copy->error, c.last_copy->named).because("needs-name");
    std::string at = c.last_copy->kind + "/" + name;
    if (world_["objects"].contains(at))
      throw Refusal("AlreadyExists: the last copy's name is taken", name).because("name-taken");
    copy(at, c.last_copy->kind, name, {{"data", member(contents, "data")}});
  }
  if (c.backups_survive && !member(contents, "backups").is_null() &&
      holds(*c.backups_survive, attributes, call_.environment))
    copy("retained-backups/" + key, "retained-backups", key, {{"data", member(contents, "backups")}});
}

json Rules::contents_to_start_with(const json& attributes) const {
  for (const Contents::From& from : call_.type.contents.from) {
    const json& source = at_path(attributes, from.argument);
    if (empty(source)) continue;
    for (const auto& [key, object] : world_["objects"].items())
      if (object["kind"] == from.kind &&
          (member(object["attributes"], from.by) == source || member(object["attributes"], "id") == source))
        return {{"data", member(object["contents"], "data")}};
    throw Refusal("NotFound: there is nothing to restore from", source.dump(), from.argument)
        .because("missing");
  }
  return json::object();
}

void Rules::bury(const std::string& key, const DestroyRule& rule, const std::string& with) {
  const json object = world_["objects"][key];
  world_["buried"][key] = {{"object", object},
                           {"until", until(rule.period, object["attributes"])},
                           {"back_by_create", rule.back_by_create},
                           {"holds_names", !rule.frees_names},
                           {"forfeited_by_same_name", rule.forfeited_by_same_name},
                           {"with", with}};
}

void Rules::delete_with_all_inside(const std::string& key, const DestroyRule* burial) {
  const json attributes = world_["objects"][key]["attributes"];
  std::vector<std::string> all = inside(attributes);
  if (burial) bury(key, *burial, "");
  for (const std::string& inner : all)
    if (burial) bury(inner, *burial, key);
  world_["objects"].erase(key);
  for (const std::string& inner : all) world_["objects"].erase(inner);
}

void Rules::record_events(const std::string& on, const json& prior, const json& attributes) {
  for (const Event& e : call_.type.events)
    if (e.on == on && (e.argument.empty() || member(prior, e.argument) != member(attributes, e.argument)))
      world_["events"].push_back(
          {{"type", call_.type.name}, {"what", e.what}, {"id", member(attributes, "id")}});
}

void Rules::write_only_values(const json& config, json& attributes) const {
  for (const auto& [name, a] : call_.type.block.arguments)
    if (a.write_only && !member(config, name).is_null()) attributes[name] = member(config, name);
}

// What no read brings back stands only in the state: a delete obeys what the state says.
void Rules::steer_by_state(const json& prior, json& attributes) const {
  const json said = shape(call_.type.block, prior, Form::File);
  for (const auto& [name, a] : call_.type.block.arguments)
    if (a.unread) attributes[name] = member(said, name);
}

json Rules::as_state(const json& attributes, const json& current) const {
  json state = shape(call_.type.block, attributes, Form::Wire);
  for (const auto& [name, a] : call_.type.block.arguments) {
    if (a.write_only)
      state[name] = nullptr;
    else if (a.unread)
      state[name] = member(current, name);
  }
  return state;
}

}  // namespace simcloud
