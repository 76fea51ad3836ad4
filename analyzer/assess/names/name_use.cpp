#include "assess/names/name_use.h"

#include "assess/change/revival.h"
#include "assess/evidence.h"
#include "assess/moves/hash.h"
#include "assess/moves/identity.h"

namespace oneway {
namespace {

// The facts' paths start below what the type carries (a manifest).
Value object_of(Value side, const std::string& object_path) {
  return object_path.empty() ? side : side.dotted(object_path);
}

struct Side {
  Value values, unknown, sensitive;
  Value replaces = {};  // the object whose place it takes
};

class Collector {
 public:
  Collector(std::vector<NameUse>& out, NameUse base, const std::string& object_path,
            Value provider_config = {})
      : out_(out), base_(std::move(base)), object_path_(object_path), provider_config_(provider_config) {}

  // Only these names are of interest.
  void ask_only_for(const std::unordered_set<std::uint64_t>& names) { wanted_ = &names; }

  void add(NameUse::Does does, const Side& side) {
    const Value values = object_of(side.values, object_path_),
                unknown = object_of(side.unknown, object_path_);
    if (!values.is_object()) return;
    for (std::size_t i = 0; i < base_.facts->names.size() && i < 256; ++i) {
      const NameRule& rule = base_.facts->names[i];
      if (!moves::unique_name(rule)) continue;
      auto hash = moves::name_hash(rule, values, unknown);
      const bool assumed = !hash;
      if (!hash) hash = moves::name_hash(rule, values, unknown, object_of(side.replaces, object_path_));
      if (!hash) continue;
      const std::uint64_t name =
          moves::combine(moves::combine(moves::hash_text(base_.facts->type), i), *hash);
      if (wanted_ && !wanted_->contains(name)) continue;
      NameUse use = base_;
      use.assumed = assumed;
      use.does = does;
      use.rule = static_cast<std::uint8_t>(i);
      use.name = name;
      const bool before = does == NameUse::Does::GivesBack;
      if (before) {
        use.held = holds(rule.held_when, values, {}, provider_config_);
        use.revivable = can_be_revived(*base_.facts, values, provider_config_);
        if (const auto span = resolve(rule.period, values)) {
          use.hold = to_words(*span);
          use.hold_seconds = span->max_seconds;
        }
      }
      use.evidence.path = rule.arguments[0];
      (before ? use.evidence.before : use.evidence.after) =
          shown(values.dotted(rule.arguments[0]), rule.arguments[0],
                masked(object_of(side.sensitive, object_path_), rule.arguments[0]), use.evidence.hidden);
      out_.push_back(std::move(use));
    }
  }

 private:
  std::vector<NameUse>& out_;
  NameUse base_;
  const std::string& object_path_;
  Value provider_config_;
  const std::unordered_set<std::uint64_t>* wanted_ = nullptr;  // null: all
};

bool has_names(const Change& c, const Match& match) {
  return c.mode == "managed" && c.deposed.empty() && match.facts != nullptr && !match.facts->names.empty();
}

NameUse base_of(const Change& c, const Match& match, std::uint32_t input) {
  NameUse base;
  base.input = input;
  base.address = c.address;
  base.facts = match.facts;
  base.create_before_destroy = c.actions.create_before_destroy();
  return base;
}

Side before_of(const Change& c) {
  return {c.before, {}, c.before_sensitive};
}

}  // namespace

std::vector<NameUse> names_taken(const Change& c, const Match& match, std::uint32_t input) {
  using Does = NameUse::Does;
  std::vector<NameUse> out;
  if (!has_names(c, match)) return out;
  Collector collector(out, base_of(c, match, input), match.object_path);
  const Actions& a = c.actions;
  const Side after{c.after, c.after_unknown, c.after_sensitive, a.replaces() ? c.before : Value()};
  // What is imported or forgotten exists and has its name.
  if (a.forgets()) collector.add(Does::Keeps, before_of(c));
  if (a.creates()) collector.add(Does::Takes, after);
  if (a.is_only(Action::Update) || a.is_noop())
    collector.add(Does::Keeps, c.after.is_object() ? after : before_of(c));
  return out;
}

std::vector<NameUse> names_left(const Change& c, const Match& match, Value provider_config,
                                std::uint32_t input) {
  std::vector<NameUse> out;
  if (!has_names(c, match) || !c.actions.deletes()) return out;
  // A destroy that calls no API frees nothing.
  const DestroyRule* rule = destroy_rule(*match.facts, seen_by(match, c.before), provider_config);
  const bool stays = rule != nullptr && rule->does == DestroyRule::Does::Forgets;
  NameUse base = base_of(c, match, input);
  base.forgotten = stays && !base.create_before_destroy;
  Collector collector(out, base, match.object_path, provider_config);
  collector.add(stays ? NameUse::Does::Keeps : NameUse::Does::GivesBack, before_of(c));
  return out;
}

std::vector<NameUse> names_had(const PriorObject& o, const TypeFacts& facts, std::uint32_t input,
                               const std::unordered_set<std::uint64_t>* wanted) {
  std::vector<NameUse> out;
  NameUse base;
  base.input = input;
  base.address = o.address;
  base.facts = &facts;
  static const std::string kWhole;
  Collector collector(out, base, kWhole);
  if (wanted) collector.ask_only_for(*wanted);
  collector.add(NameUse::Does::Had, {o.values, {}, o.sensitive_values});
  return out;
}

}  // namespace oneway
