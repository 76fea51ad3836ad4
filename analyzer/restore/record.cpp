#include "restore/record.h"

#include <algorithm>

#include "assess/change/judge.h"
#include "assess/evidence.h"
#include "assess/moves/fingerprint.h"

namespace oneway {
namespace {

bool sensitive(const StateInstance& i, std::string_view argument) {
  return masked(i.sensitive_values, argument) ||
         std::any_of(i.sensitive_paths.begin(), i.sensitive_paths.end(), [&](const std::string& path) {
           return path == argument || (path.starts_with(argument) &&
                                       (path[argument.size()] == '.' || path[argument.size()] == '['));
         });
}

// The first attribute that tells the object apart in the world.
std::string identity_of(const StateInstance& i, Value attributes, std::uint64_t& hash) {
  for (std::string_view name : {"id", "arn", "self_link"}) {
    const Value v = attributes[name];
    if (v.empty_value() || (!v.is_string() && !v.is_number())) continue;
    hash = content_hash(v);
    const bool show = !sensitive(i, name) && !looks_like_a_secret(v.text());
    return show ? std::string(v.text()) : "";
  }
  return "";
}

bool state_only(const TypeFacts& facts) {
  return std::any_of(facts.destroy.begin(), facts.destroy.end(),
                     [](const DestroyRule& r) {
                       return r.does == DestroyRule::Does::ValueLost ||
                              r.does == DestroyRule::Does::EffectStays;
                     }) ||
         facts.surface == "random" || facts.surface == "provisioner";
}

}  // namespace

std::uint32_t NameTable::id(std::string_view name) {
  const auto [at, fresh] = ids_.try_emplace(std::string(name), static_cast<std::uint32_t>(names_.size()));
  if (fresh) names_.emplace_back(name);
  return at->second;
}

StateRecord record_of(const StateInstance& i, const Catalog& catalog, NameTable& names) {
  StateRecord r;
  r.address = i.address_text;
  r.static_address = i.address.static_string();
  r.deposed = i.deposed;
  r.type = i.address.type;
  r.mode = i.address.mode;
  r.provider_source = provider_source(i.provider);
  r.schema_version = i.schema_version;
  r.tainted = i.tainted;
  r.create_before_destroy = i.create_before_destroy;
  r.provider_on_instance = i.provider_on_instance;
  for (const std::string& address : i.dependencies)
    r.dependencies.push_back(StateRecord::dependency(address));
  std::sort(r.dependencies.begin(), r.dependencies.end());
  const Value attributes = i.attributes ? i.attributes : i.flat_attributes;
  r.identity = identity_of(i, attributes, r.identity_hash);
  for (auto [key, value] : attributes.members())
    if (!value.null_or_missing()) r.arguments.emplace_back(names.id(key), content_hash(value));
  std::sort(r.arguments.begin(), r.arguments.end());

  // What losing it would mean, by the same engine that judges plans.
  Change destroy;
  destroy.address = r.address;
  destroy.mode = r.mode;
  destroy.type = r.type;
  destroy.name = i.address.name;
  destroy.provider = r.provider_source;
  destroy.actions.add("delete");
  destroy.before = i.attributes;
  const Match match = catalog.match(destroy);
  r.facts = match.facts;
  r.lives_in_state_only = state_only(*match.facts);
  if (r.mode == "managed") {
    const AssessedChange judged = judge(destroy, match);
    r.if_destroyed = judged.cls;
    r.if_destroyed_code = judged.effects.front().code;
    r.if_destroyed_message = judged.effects.front().message;
  }
  bool complete = true;
  const std::string pattern = match.facts->import_id.empty() ? "{id}" : match.facts->import_id;
  r.import_id = fill_template(pattern, i.attributes, {}, i.sensitive_values, complete);
  r.import_id_complete = complete && !r.import_id.empty();
  if (sensitive(i, "id") || looks_like_a_secret(r.import_id)) {
    r.import_id = "<hidden>";
    r.import_id_complete = false;
  }
  return r;
}

std::vector<std::string> differing_arguments(const StateRecord& a, const StateRecord& b,
                                             const NameTable& names) {
  std::vector<std::string> out;
  auto x = a.arguments.begin(), y = b.arguments.begin();
  while (x != a.arguments.end() || y != b.arguments.end()) {
    if (y == b.arguments.end() || (x != a.arguments.end() && x->first < y->first))
      out.push_back(names.text((x++)->first));
    else if (x == a.arguments.end() || y->first < x->first)
      out.push_back(names.text((y++)->first));
    else {
      if (x->second != y->second) out.push_back(names.text(x->first));
      ++x;
      ++y;
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace oneway
