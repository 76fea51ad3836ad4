#include "restore/state_side.h"

#include <list>

#include "assess/evidence.h"

namespace oneway {
namespace {

constexpr std::size_t kMostOpenSecrets = 200;

class Collector : public StateVisitor {
 public:
  Collector(StateSide& side, const Catalog& catalog, NameTable& names, bool thorough)
      : side_(side), catalog_(catalog), names_(names), thorough_(thorough) {}

  void instance(const StateInstance& i) override {
    StateRecord record = record_of(i, catalog_, names_);
    const std::size_t at = side_.records.size();
    if (!side_.by_key.try_emplace(record.key(), at).second) side_.duplicates.push_back(record.key());
    if (record.identity_hash && record.deposed.empty() && record.mode == "managed")
      side_.by_identity.try_emplace(record.world_key(), at);
    if (thorough_) look_closer(i, record);
    side_.records.push_back(std::move(record));
  }
  void output(const StateOutput& o) override { side_.outputs[o.name] = content_hash(o.value); }
  void end(const StateHeader& header) override { side_.header = header; }

 private:
  void look_closer(const StateInstance& i, const StateRecord& record) {
    for (const std::string& target : i.dependencies) side_.edges.emplace_back(record.static_address, target);
    for (auto [key, value] : i.attributes.members()) {
      if (side_.open_secrets.size() >= kMostOpenSecrets) return;
      if (!value.is_string() || value.text().size() < 6) continue;
      bool covered = masked(i.sensitive_values, key);
      for (const std::string& path : i.sensitive_paths) covered = covered || path == key;
      if (!covered && (names_a_secret(key) || looks_like_a_secret(value.text())))
        side_.open_secrets.push_back(record.address + "." + std::string(key));
    }
  }

  StateSide& side_;
  const Catalog& catalog_;
  NameTable& names_;
  bool thorough_;
};

class EvidenceReader : public PlanVisitor {
 public:
  explicit EvidenceReader(PlanEvidence& e) : e_(e) {}
  void change(Change& c) override {
    if (c.mode != "managed" || !c.deposed.empty()) return;
    if (!c.actions.is_only(Action::Delete) && !c.actions.is_only(Action::Forget))
      e_.configured.insert(c.address);
    if (!c.actions.is_only(Action::Create)) e_.live.insert(c.address);
    ++changes_;
  }
  void drift(Change& c) override {
    if (c.actions.is_only(Action::Delete)) e_.gone.insert(c.address);
  }
  bool wants_prior_values(const PriorObject& o) override { return o.mode == "managed"; }
  void prior(PriorObject& o) override {
    if (o.mode != "managed" || !o.deposed.empty()) return;
    e_.live.insert(o.address);
    if (const Value id = o.values["id"]; !id.empty_value())
      e_.live_identities.insert(content_hash(id) ^ std::hash<std::string>{}(o.type));
  }
  void end(const PlanMeta&) override { e_.refresh_only = changes_ == 0; }

 private:
  PlanEvidence& e_;
  std::size_t changes_ = 0;
};

}  // namespace

StateSide read_side(const std::string& path, const InputOptions& options, const Catalog& catalog,
                    NameTable& names, bool thorough) {
  StateSide side;
  Collector collector(side, catalog, names, thorough);
  const auto infos = read_states(path, options, [&](std::size_t index) -> StateVisitor& {
    if (index > 0) throw InputError("more than one state in " + path, "give one state at a time");
    return collector;
  });
  side.info = infos.front();
  return side;
}

PlanEvidence read_evidence(const std::string& path, const InputOptions& options) {
  PlanEvidence evidence;
  evidence.given = true;
  std::list<EvidenceReader> readers;
  read_plans(path, options, [&](std::size_t) -> PlanVisitor& { return readers.emplace_back(evidence); });
  return evidence;
}

}  // namespace oneway
