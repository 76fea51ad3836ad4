#include "assess/moves/fingerprint.h"

#include <algorithm>

#include "assess/moves/content.h"
#include "assess/moves/hash.h"
#include "assess/moves/identity.h"

namespace oneway {
namespace {

constexpr int kTakenApart = 3;  // levels of maps and single blocks that become attributes of their own
constexpr std::size_t kLargestMap = 32;   // members; a larger one is one attribute
constexpr std::size_t kMostLeaves = 160;  // of one record

bool is_true_mask(Value mask) {
  return mask.is_true();
}

// Walks the values of one side with its masks beside it.
class LeafCollector {
 public:
  LeafCollector(PathTable& paths, std::vector<Leaf>& out) : paths_(paths), out_(out) {}

  void collect(Value values, Value unknown, Value sensitive) {
    members(values, unknown, sensitive, PathTable::kRoot, hash_, 0);
    std::sort(out_.begin(), out_.end(), [](const Leaf& a, const Leaf& b) { return a.path < b.path; });
    out_.shrink_to_fit();
  }

 private:
  void members(Value values, Value unknown, Value sensitive, std::uint32_t path, std::uint64_t path_hash,
               int depth) {
    for (auto [key, value] : values.members())
      visit(value, unknown[key], sensitive[key], paths_.id(path, key),
            moves::combine(path_hash, moves::hash_text(key)), depth);
    // What is known only after apply is left out of maps: only the mask knows of it.
    for (auto [key, mask] : unknown.members())
      if (!values[key] && any_true(mask)) add(paths_.id(path, key), 0);
  }

  void visit(Value value, Value unknown, Value sensitive, std::uint32_t path, std::uint64_t path_hash,
             int depth) {
    if (is_true_mask(unknown) || is_true_mask(sensitive)) return add(path, 0);
    if (value.is_array() && value.size() == 1 && value.at(0).is_object() && depth < kTakenApart)
      return visit(value.at(0), one_element(unknown), one_element(sensitive), path, path_hash, depth);
    if (value.is_object() && value.size() > 0 && depth < kTakenApart && value.size() <= kLargestMap)
      return members(value, unknown, sensitive, path, path_hash, depth + 1);
    if (any_true(unknown) || any_true(sensitive)) return add(path, 0);
    if (!value.empty_value()) add(path, leaf_hash(value, path_hash));
  }

  static Value one_element(Value mask) { return mask.is_array() ? mask.at(0) : mask; }

  static std::uint64_t leaf_hash(Value value, std::uint64_t path_hash) {
    const bool zero =
        value.is_bool() ? !value.is_true() : value.is_number() && compare_numbers(value.text(), "0") == 0;
    const bool weak = value.is_bool() || (value.is_number() && value.text().size() < 3);
    const std::uint64_t h = moves::combine(path_hash, moves::meaning_hash(value)) & ~std::uint64_t{3};
    return (h == 0 ? 4 : h) | (zero ? 2 : 0) | (weak ? 1 : 0);
  }

  void add(std::uint32_t path, std::uint64_t hash) {
    if (out_.size() < kMostLeaves)
      out_.push_back({path, static_cast<std::uint32_t>(hash >> 32), static_cast<std::uint32_t>(hash)});
  }

  PathTable& paths_;
  std::vector<Leaf>& out_;
  std::uint64_t hash_ = 0x6F6E65776179ull;
};

bool counted(const Change& c, const Address& address) {
  return address.key.kind == InstanceKey::Kind::Number && c.deposed.empty() &&
         (c.actions.replaces() || c.actions.is_only(Action::Update));
}

}  // namespace

std::optional<Address> engine_address(std::string_view text) {
  const bool control = std::any_of(text.begin(), text.end(),
                                   [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
  return control ? std::nullopt : parse_address(text);
}

std::vector<MatchRecord> fingerprints(const Change& c, const Match& match, std::uint32_t input,
                                      PathTable& paths) {
  using Side = MatchRecord::Side;
  std::vector<MatchRecord> out;
  if (c.mode != "managed" || !c.deposed.empty() || c.importing) return out;
  auto address = engine_address(c.address);
  if (!address) return out;

  auto record = [&](Side side, Value values, Value unknown, Value sensitive, Value identity) {
    MatchRecord r;
    r.side = side;
    r.input = input;
    r.address_text = c.address;
    r.address = *address;
    r.provider = c.provider;
    r.facts = match.facts;
    LeafCollector(paths, r.leaves).collect(values, unknown, sensitive);
    moves::identify(r, values, unknown, sensitive, identity);
    out.push_back(std::move(r));
  };
  const auto before = [&](Side side) { record(side, c.before, {}, c.before_sensitive, c.before_identity); };
  const auto after = [&](Side side) {
    record(side, c.after, c.after_unknown, c.after_sensitive, c.after_identity);
  };

  if (counted(c, *address)) {
    before(Side::Before);
    after(Side::After);
  } else if (c.actions.is_only(Action::Create)) {
    after(Side::Fresh);
  } else if (c.actions.is_only(Action::Delete)) {
    before(Side::Gone);
  } else if (c.actions.is_only(Action::Forget)) {
    before(Side::Forgotten);
  }
  return out;
}

}  // namespace oneway
