#include "assess/imports/imports.h"

#include <algorithm>
#include <unordered_map>

#include "assess/moves/identity.h"
#include "model/secret.h"

namespace oneway {
namespace {

bool holds_a_credential(Value identity) {
  for (auto [name, value] : identity.members())
    if (value.is_string() && looks_like_a_credential(value.text())) return true;
  return false;
}

LivingObject living(const Change& c, const Match& match, std::uint32_t input, LivingObject::Where where) {
  LivingObject o;
  o.where = where;
  o.input = input;
  o.address = c.address;
  o.type = c.type;
  o.provider = c.provider;
  if (match.facts != nullptr && !match.facts->import_id.empty())
    o.import_id = fill_template(match.facts->import_id, c.before, {}, c.before_sensitive, o.complete);
  if (o.import_id.empty()) {
    o.import_id = "<import id>";
    o.complete = false;
  }
  if (c.before_identity.is_object() && !holds_a_credential(c.before_identity)) {
    o.identity = c.before_identity.to_json();
    o.complete = true;
  }
  MatchRecord record;
  record.facts = match.facts;
  moves::identify(record, c.before, {}, c.before_sensitive, c.before_identity);
  o.identities = std::move(record.identities);
  return o;
}

std::string reason(const LivingObject& o, const std::string& to) {
  switch (o.where) {
    case LivingObject::Where::Forgotten:
      return o.address == to ? "Forgotten, not destroyed: this import brings it back into the state"
                             : "Exists already: " + o.address + " forgets it while this creates it anew";
    case LivingObject::Where::LeftBehind:
      return "The old object stays behind unmanaged: this import brings it back in place of the new one";
    case LivingObject::Where::Vanished:
      return "It was not found when the state was refreshed; if it exists after all, import it instead of "
             "creating it";
  }
  return {};
}

Finding vanished_finding(const LivingObject& o) {
  Finding f;
  f.code = "OW509";
  f.message = o.address + " is created because it was not found; if it exists after all, import it instead" +
              (o.complete ? " (id " + o.import_id + ")" : "");
  f.addresses = {o.address};
  return f;
}

Twin possible_twin(const LivingObject& o) {
  Twin t{o.input, o.address, {}};
  t.effect.code = "OW509";
  t.effect.kind = EffectKind::StateOnly;
  t.effect.transition = Transition::Forward;
  t.effect.cls = RollbackClass::ManualRepair;
  t.effect.confidence = Confidence::Inferred;
  t.effect.message =
      "The refresh did not find the old object. If it exists after all (another account, region or provider "
      "alias), "
      "it lives on unmanaged beside the new one, and going back has to import it.";
  t.effect.rule = "engine:drift";
  return t;
}

bool same_object(const LivingObject& o, const MatchRecord& fresh) {
  return o.type == fresh.address.type && o.provider == fresh.provider &&
         std::any_of(o.identities.begin(), o.identities.end(), [&](const Identity& i) {
           return std::find(fresh.identities.begin(), fresh.identities.end(), i) != fresh.identities.end();
         });
}

}  // namespace

std::vector<LivingObject> living_objects(const Change& c, const Match& match, std::uint32_t input) {
  if (c.mode != "managed" || !c.actions.forgets() || !c.before.is_object()) return {};
  return {living(c, match, input,
                 c.actions.creates() ? LivingObject::Where::LeftBehind : LivingObject::Where::Forgotten)};
}

std::vector<LivingObject> vanished_objects(const Change& c, const Match& match, std::uint32_t input) {
  if (c.mode != "managed" || !c.actions.is_only(Action::Delete) || !c.before.is_object()) return {};
  return {living(c, match, input, LivingObject::Where::Vanished)};
}

ImportAnswer suggest_imports(const std::vector<LivingObject>& living, const std::vector<MatchRecord>& fresh,
                             const std::vector<Move>& moves) {
  std::unordered_map<std::string, std::vector<const MatchRecord*>> created;  // by type
  for (const MatchRecord& r : fresh) created[r.address.type].push_back(&r);
  ImportAnswer out;
  for (const LivingObject& o : living) {
    const bool moved = std::any_of(moves.begin(), moves.end(), [&](const Move& m) {
      return m.from_input == o.input && m.from == o.address;
    });
    if (moved) continue;
    std::string to = o.address;
    std::uint32_t input = o.input;
    for (const MatchRecord* r : created[o.type])
      if (same_object(o, *r)) to = r->address_text, input = r->input;
    if (o.where == LivingObject::Where::Vanished) {
      const auto& same_type = created[o.type];
      if (std::any_of(same_type.begin(), same_type.end(), [&](const MatchRecord* r) {
            return r->address_text == o.address && r->input == o.input;
          })) {
        out.findings.push_back(vanished_finding(o));
        out.twins.push_back(possible_twin(o));
      }
      continue;
    }
    const auto target = engine_address(to);
    if (!target) continue;
    StateRepair r;
    r.kind = StateRepair::Kind::Import;
    r.input = input;
    r.to = target->to_string();
    r.id = o.import_id;
    r.identity = o.identity;
    r.complete = o.complete;
    r.why = reason(o, to);
    // At its own address it would fight with what forgets it.
    r.for_the_way_back = to == o.address;
    out.imports.push_back({to, o.identity.empty() ? o.import_id : o.identity, r.why, {}, o.complete, input});
    if (to != o.address) {
      Finding f;
      f.code = "OW508";
      f.severity = Severity::Warning;
      f.message =
          to + " is created although the object exists: " + o.address + " only forgets it; import it instead";
      f.addresses = {o.address, to};
      out.findings.push_back(std::move(f));
    }
    out.repairs.push_back(std::move(r));
  }
  return out;
}

}  // namespace oneway
