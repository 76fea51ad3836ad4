#include "answer.h"

#include <algorithm>
#include <fstream>
#include <set>

#include "simcloud/shape.h"

namespace oracle {
namespace {

using oneway::RollbackClass;
using simcloud::Managed;
using simcloud::member;
using simcloud::Type;

bool lost(Fate f) {
  return f == Fate::Gone || f == Fate::Copied;
}

const Type* type_of(const std::vector<std::string>& providers, const std::string& name) {
  for (const std::string& p : providers) {
    const auto& types = simcloud::description(p)->types;
    if (auto found = types.find(name); found != types.end()) return &found->second;
  }
  return nullptr;
}

std::map<std::string, Managed> by_address(simcloud::Scenario& s) {
  std::map<std::string, Managed> all;
  for (Managed& m : s.managed()) all.emplace(m.address, m);
  return all;
}

// One kind of contents ("data", "backups", an argument) at the three moments.
struct Trace {
  json before, after, back;
  bool gone_meanwhile;
};

Fate fate(const Trace& t, const std::string& kind, const json& world) {
  if (t.before.is_null()) return Fate::None;
  if (t.back == t.before) return t.gone_meanwhile ? Fate::Revived : Fate::Back;
  if (t.after == t.before) return Fate::LostByRevert;
  auto holds = [&](const json& object) {
    for (const auto& [name, value] : member(object, "contents").items())
      if (value == t.before) return true;
    return false;
  };
  for (const auto& [key, grave] : world["buried"].items())
    if (holds(grave["object"])) return Fate::Buried;
  Fate found = Fate::Gone;
  for (const auto& [key, object] : world["objects"].items())
    if (holds(object)) {
      if (object["kind"] == kind) return Fate::Alive;
      found = Fate::Copied;
    }
  return found;
}

bool random_template(const simcloud::Argument& a) {
  return a.made && a.made->is_string() &&
         (a.made->get<std::string>().find("{hex:") != std::string::npos ||
          a.made->get<std::string>().find("{num:") != std::string::npos);
}

// What a user can set, without what the cloud made: the part of a value that is configuration.
json configured(const simcloud::Block& block, const json& value, bool from_world) {
  json kept = json::object();
  for (const auto& [name, a] : block.arguments)
    if ((a.optional || a.required) && !random_template(a) && !(from_world && a.unread))
      kept[name] = member(value, name);
  for (const auto& [name, n] : block.blocks)
    kept[name] = simcloud::map_nested(
        n.nesting, member(value, name),
        [&, inner = n.block](const json& element) { return configured(*inner, element, from_world); });
  return kept;
}

bool configuration_same(const Type& type, const Managed& was, const Managed& is) {
  auto same = [&](const json& a, const json& b, bool from_world) {
    return configured(type.block, a, from_world) == configured(type.block, b, from_world);
  };
  return same(was.values, is.values, false) &&
         same(member(was.object, "attributes"), member(is.object, "attributes"), true);
}

void compare_identity(const Type& type, const Managed& was, const Managed& is, Observed& o) {
  auto compare = [&](const std::string& name, bool outside, const json& a, const json& b) {
    if (a == b) return;
    o.identity_back = false;
    if (outside) o.changed_outside.push_back(name);
  };
  for (const auto& [name, a] : type.block.arguments)
    if (a.known_outside || (a.computed && !a.optional && a.after.empty()))
      compare(name, a.known_outside, member(was.values, name), member(is.values, name));
  compare("metadata.uid", false, simcloud::at_path(was.values, "metadata.uid"),
          simcloud::at_path(is.values, "metadata.uid"));
}

// What each identity stands for: "@aws_lb.a.arn" for the ARN that this world gave it.
std::map<std::string, std::string> names_of(const std::map<std::string, Managed>& all) {
  std::map<std::string, std::string> names;
  for (const auto& [address, m] : all)
    for (const auto& [name, value] : m.values.items())
      if (value.is_string() && value.get_ref<const std::string&>().size() > 8)
        names.emplace(value, "@" + address + "." + name);
  return names;
}

// References are configuration, the identity that they resolve to is not.
void put_references(json& value, const std::map<std::string, std::string>& names) {
  if (value.is_structured())
    for (json& inner : value) put_references(inner, names);
  else if (value.is_string())
    if (auto found = names.find(value); found != names.end()) value = found->second;
}

Managed with_references(Managed m, const std::map<std::string, std::string>& names) {
  put_references(m.values, names);
  if (m.object.is_object()) put_references(m.object["attributes"], names);
  return m;
}

std::set<std::string> lines_of(const std::filesystem::path& file) {
  std::set<std::string> lines;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) lines.insert(line);
  return lines;
}

std::string last_cause(simcloud::Scenario& s) {
  const json log = s.world().snapshot()["log"];
  for (auto i = log.rbegin(); i != log.rend(); ++i)
    if (i->contains("cause")) return (*i)["cause"];
  return "engine";
}

}  // namespace

const std::vector<Row>& table() {
  static const std::vector<Row> rows = {
      {"contents gone, or only a copy is left", [](const Observed& o) { return lost(o.data) && !o.rebuilt; },
       RollbackClass::NonRecoverable},
      {"something happened outside that nothing takes back", [](const Observed& o) { return o.acted; },
       RollbackClass::Compensatable},
      {"going back destroys contents that the change had kept",
       [](const Observed& o) { return o.data == Fate::LostByRevert; }, RollbackClass::ForwardOnly},
      {"recovery points gone for good", [](const Observed& o) { return o.backups_lost; },
       RollbackClass::ForwardOnly},
      {"a credential was revoked", [](const Observed& o) { return o.issued && lost(o.material); },
       RollbackClass::ForwardOnly},
      {"the way back is refused: one-way argument",
       [](const Observed& o) { return o.revert_stopped == "one-way"; }, RollbackClass::ForwardOnly},
      {"the way back goes through and the old configuration is not there",
       [](const Observed& o) { return o.existed && !o.configuration_back; }, RollbackClass::ForwardOnly},
      {"going back destroys what was stored meanwhile in a new object",
       [](const Observed& o) { return o.new_contents_lost; }, RollbackClass::CompatibilityWindow},
      {"a create brings the old object back, but only while it is kept",
       [](const Observed& o) { return o.data == Fate::Revived; }, RollbackClass::CompatibilityWindow},
      {"a value that others hold was another one meanwhile",
       [](const Observed& o) { return o.changed_meanwhile; }, RollbackClass::CompatibilityWindow},
      {"the way back is refused until somebody lifts the reason",
       [](const Observed& o) { return !o.revert_stopped.empty(); }, RollbackClass::ManualRepair},
      {"the old object is alive or buried and must be brought back by hand",
       [](const Observed& o) { return o.data == Fate::Alive || o.data == Fate::Buried; },
       RollbackClass::ManualRepair},
      {"contents that can be rebuilt are gone", [](const Observed& o) { return o.rebuilt && lost(o.data); },
       RollbackClass::ManualRepair},
      {"a generated value is another one", [](const Observed& o) { return lost(o.material); },
       RollbackClass::ManualRepair},
      {"others hold on to an identity that is another now",
       [](const Observed& o) { return !o.changed_outside.empty(); }, RollbackClass::ManualRepair},
      {"the old world is back", [](const Observed&) { return true; }, RollbackClass::FullyReversible}};
  return rows;
}

const Row& row_for(const Observed& o) {
  const Row* worst = &table().back();
  for (const Row& row : table())
    if (row.applies(o) && worst->cls < row.cls) worst = &row;
  return *worst;
}

// What going back means beside the old configuration: a moved object is moved back, an imported one is
// forgotten.
void undo_in_state(simcloud::Scenario& s, const json& plan) {
  for (const json& change : plan["resource_changes"]) {
    const std::string address = change["address"];
    if (change.contains("previous_address")) s.engine({"state", "mv", address, change["previous_address"]});
    if (change["change"].contains("importing")) s.engine({"state", "rm", address});
  }
}

Answer ask_the_world(simcloud::Scenario& s, const std::vector<std::string>& providers,
                     const std::string& v1) {
  Answer answer;
  const json plan = s.plan_json();
  auto before = by_address(s);
  const json world_before = s.world().snapshot()["objects"];
  answer.applied = s.apply().ok();
  if (!answer.applied) answer.apply_stopped = last_cause(s);
  auto after = by_address(s);
  const json world_after = s.world().snapshot()["objects"];
  s.write_contents();
  auto filled = by_address(s);

  undo_in_state(s, plan);
  s.write(v1);
  bool reverted = s.plan().ok() && s.apply().ok();
  if (!reverted) answer.revert_stopped = last_cause(s);
  auto back = by_address(s);
  const json world = s.world().snapshot();
  const auto acted = lines_of(s.folder() / "effects.txt");
  std::set<std::string> refused;  // types whose operation failed on the way back
  for (const json& entry : world["log"])
    if (!reverted && entry.contains("cause")) refused.insert(entry["type"]);

  const auto names_before = names_of(before), names_back = names_of(back);
  for (const json& change : plan["resource_changes"]) {
    if (change["mode"] != "managed" || change["change"]["actions"] == json({"no-op"})) continue;
    Observed o;
    o.address = change["address"];
    o.type = change["type"];
    if (change.contains("deposed")) o.address += " deposed";
    const std::string old = change.value("previous_address", o.address);
    auto at = [](const std::map<std::string, Managed>& all, const std::string& address) {
      auto found = all.find(address);
      return found == all.end() ? Managed{address, "", nullptr, nullptr} : found->second;
    };
    Managed was = at(before, old), then = at(after, o.address), full = at(filled, o.address),
            is = at(back, old);
    if (change["change"].contains("importing")) {  // it lived, and lives on, where no state looked
      was = is = then;
      was.object = member(world_before, then.key);
      is.object = member(world["objects"], then.key);
    }
    o.existed = !was.values.is_null();
    o.exists_after = !then.values.is_null();
    o.acted = acted.count(o.address) > 0;
    for (const json& event : world["events"])
      o.acted = o.acted || (event["type"] == o.type && event["id"] == member(then.values, "id"));
    if (refused.count(o.type)) o.revert_stopped = answer.revert_stopped;
    if (const Type* type = type_of(providers, o.type)) {
      o.rebuilt = type->contents.rebuilt;
      o.issued = type->contents.issued;
      auto trace = [&](const std::string& what) {
        return Trace{member(member(was.object, "contents"), what),
                     member(member(then.object, "contents"), what),
                     member(member(is.object, "contents"), what),
                     then.object.is_null() && !world_after.contains(was.key)};
      };
      if (o.existed) {
        o.data = fate(trace("data"), type->kind, world);
        o.backups_lost = then.object.is_object() &&
                         simcloud::at_path(was.object, "attributes.id") ==
                             simcloud::at_path(then.object, "attributes.id") &&
                         fate(trace("backups"), type->kind, world) == Fate::Gone;
        for (const std::string& argument : type->contents.in_arguments)
          o.material = fate(trace(argument), type->kind, world);
      } else if (!member(member(full.object, "contents"), "data").is_null()) {
        o.new_contents_lost = is.object.is_null() || o.revert_stopped == "not-empty";
        if (o.revert_stopped == "not-empty") o.revert_stopped.clear();
      }
      for (const auto& [name, a] : type->block.arguments)
        if (a.known_outside && (a.optional || a.required) && o.existed && o.exists_after)
          o.changed_meanwhile = o.changed_meanwhile || member(was.values, name) != member(then.values, name);
      if (o.existed && !is.values.is_null()) {
        o.configuration_back =
            is.object.is_object() &&
            configuration_same(*type, with_references(was, names_before), with_references(is, names_back));
        compare_identity(*type, was, is, o);
      } else if (o.existed && reverted && !change.contains("deposed")) {
        answer.trouble.push_back(o.address + " is not back though the way back went through");
      }
    }
    answer.by_address[o.address] = o;
  }
  return answer;
}

}  // namespace oracle
