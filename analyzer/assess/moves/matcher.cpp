#include "assess/moves/matcher.h"

#include <algorithm>
#include <map>
#include <optional>

#include "assess/moves/assignment.h"
#include "assess/moves/candidates.h"
#include "assess/moves/compare.h"
#include "assess/moves/cover.h"
#include "assess/moves/index_shift.h"
#include "assess/moves/narrative.h"
#include "assess/moves/refactoring.h"

namespace oneway {
namespace moves {
namespace {

using Side = MatchRecord::Side;

// Score that a pair needs: alone, and with a word in its favour (rare values in common, an address that
// fits).
constexpr int kEnoughAlone = 750, kEnoughWithSupport = 500, kAcrossStacks = 900;
constexpr int kWorthTelling = 250;  // a near miss
constexpr int kScoreStep = 25;      // scores this near are as good as equal

std::string family_of(const Address& a, const Catalog* catalog) {
  std::string type = a.type;
  for (int hops = 0; catalog != nullptr && hops < 8; ++hops) {
    const std::string_view next = catalog->successor_of(type);
    if (next.empty() || next == type) break;
    type = next;
  }
  return type;
}

bool acceptable(const Comparison& c, const Weighed& gone, const Weighed& fresh, std::size_t objects) {
  if (c.objection != Objection::None) return false;
  if (c.same_identity) return true;
  if (!c.evidence) return false;
  if (gone.record->input != fresh.record->input) return c.score >= kAcrossStacks && c.rare > 0 && objects > 2;
  const bool supported =
      (objects >= 8 && c.rare >= 2) || likeness(gone.record->address, fresh.record->address) >= 5;
  return c.score >= (supported ? kEnoughWithSupport : kEnoughAlone);
}

// A pool with its acceptable pairs, and the best of those that were not acceptable.
struct Field {
  explicit Field(Pool p) : pool(std::move(p)) {}

  Pool pool;
  std::vector<Edge> edges;
  std::vector<Comparison> compared;  // beside `edges`
  struct Miss {
    std::uint32_t gone = 0, fresh = 0;
    Comparison comparison;
    int like = 0;
  };
  std::vector<std::optional<Miss>> misses;  // by gone, then by fresh
  Assignment assignment;
  std::vector<std::uint32_t> partner;  // of a gone; UINT32_MAX = none
};

class Matcher {
 public:
  Matcher(std::vector<MatchRecord> records, const PathTable& paths, const MoveContext& context)
      : records_(std::move(records)), paths_(paths), context_(context), comparer_(paths) {}

  MoveAnswer run() {
    std::sort(records_.begin(), records_.end(), [](const MatchRecord& a, const MatchRecord& b) {
      if (a.input != b.input) return a.input < b.input;
      if (a.address != b.address) return address_less(a.address, b.address);
      return a.side < b.side;
    });
    ShiftAnswer shifts = find_index_shifts(records_);
    for (StateRepair& r : shifts.repairs) answer_.repairs.push_back(std::move(r));
    for (Finding& f : shifts.findings) answer_.findings.push_back(std::move(f));
    for (Move& m : shifts.moves) answer_.moves.push_back(std::move(m));

    fields(shifts.taken);
    for (Field& f : fields_) learn(f);
    for (Field& f : fields_) decide(f);
    carry_along();
    tell();
    return std::move(answer_);
  }

 private:
  void fields(const std::vector<bool>& taken) {
    std::map<std::string, std::pair<std::vector<const MatchRecord*>, std::vector<const MatchRecord*>>>
        families;
    for (std::size_t i = 0; i < records_.size(); ++i) {
      const MatchRecord& r = records_[i];
      if (taken[i] || r.side == Side::Before || r.side == Side::After) continue;
      auto& [gone, fresh] = families[family_of(r.address, context_.catalog)];
      (r.side == Side::Fresh ? fresh : gone).push_back(&r);
    }
    for (auto& [family, sides] : families) {
      if (sides.first.empty() || sides.second.empty()) continue;
      fields_.emplace_back(Pool(std::move(sides.first), std::move(sides.second), paths_));
      compare_all(fields_.back());
    }
  }

  void compare_all(Field& f) {
    const std::uint32_t gone_count = f.pool.gone_count();
    f.misses.resize(gone_count + f.pool.fresh_count());
    f.partner.assign(gone_count, UINT32_MAX);
    for (const auto& [g, c] : f.pool.candidates()) {
      const Weighed gone = f.pool.gone(g), fresh = f.pool.fresh(c);
      const Comparison compared = comparer_.compare(gone, fresh);
      const int like = likeness(gone.record->address, fresh.record->address);
      if (acceptable(compared, gone, fresh, gone_count + f.pool.fresh_count())) {
        const bool far = gone.record->input != fresh.record->input;
        const int level = (compared.same_identity ? 2000 : 0) + compared.score - (far ? 100 : 0);
        f.edges.push_back({g, c, level / kScoreStep, like, compared.exact});
        f.compared.push_back(compared);
      } else if (compared.evidence || compared.same_identity || like >= 5) {
        for (const std::uint32_t end : {g, gone_count + c}) keep_miss(f.misses[end], {g, c, compared, like});
      }
    }
  }

  static void keep_miss(std::optional<Field::Miss>& kept, const Field::Miss& m) {
    if (!kept || m.comparison.score > kept->comparison.score ||
        (m.comparison.score == kept->comparison.score && m.like > kept->like))
      kept = m;
  }

  void learn(Field& f) {
    for (const std::uint32_t e : clear_edges(f.edges, f.pool.gone_count(), f.pool.fresh_count()))
      if (f.pool.gone(f.edges[e].gone).record->input == f.pool.fresh(f.edges[e].fresh).record->input)
        refactoring_.learn(*f.pool.gone(f.edges[e].gone).record, *f.pool.fresh(f.edges[e].fresh).record);
  }

  void decide(Field& f) {
    for (Edge& e : f.edges)
      e.tie += refactoring_.support(*f.pool.gone(e.gone).record, *f.pool.fresh(e.fresh).record);
    f.assignment = assign(f.edges, f.pool.gone_count(), f.pool.fresh_count());
    std::vector<bool> withheld(f.pool.gone_count());
    for (const TiedGroup& g : f.assignment.groups) tell_group(f, g, withheld);
    for (std::size_t i = 0; i < f.assignment.chosen.size(); ++i) {
      const Edge& e = f.edges[f.assignment.chosen[i]];
      if (withheld[e.gone]) continue;
      f.partner[e.gone] = e.fresh;
      const MatchRecord &gone = *f.pool.gone(e.gone).record, &fresh = *f.pool.fresh(e.fresh).record;
      partners_.insert({&gone, &fresh});
      taken_.insert(&fresh);
      if (gone.input == fresh.input && !f.assignment.tied[i]) refactoring_.learn(gone, fresh);
      accept(f, e.gone, e.fresh, f.compared[f.assignment.chosen[i]],
             f.assignment.tied[i] ? Why::AnyPairing : Why::Values);
    }
  }

  // Identical objects may be paired in any way, unless they hold something that the plan does not show.
  void tell_group(Field& f, const TiedGroup& g, std::vector<bool>& withheld) {
    std::vector<const MatchRecord*> gone, fresh;
    for (const std::uint32_t i : g.gone) gone.push_back(f.pool.gone(i).record);
    for (const std::uint32_t i : g.fresh) fresh.push_back(f.pool.fresh(i).record);
    MoveGroup group = group_of(gone, fresh, g.exact);
    if (!group.any_pairing) {
      answer_.findings.push_back(group_finding(group));
      for (const std::uint32_t i : g.gone) withheld[i] = true;
      for (const auto* r : fresh) taken_.insert(r);
      for (const auto* r : gone) partners_.insert({r, nullptr});
    }
    answer_.groups.push_back(std::move(group));
  }

  // Objects with nothing of their own to compare go with the module or resource that went.
  void carry_along() {
    std::map<std::pair<std::uint32_t, std::string>, std::pair<std::size_t, std::uint32_t>> free;
    for (std::size_t i = 0; i < fields_.size(); ++i)
      for (std::uint32_t c = 0; c < fields_[i].pool.fresh_count(); ++c)
        if (const MatchRecord* r = fields_[i].pool.fresh(c).record; !taken_.contains(r))
          free[{r->input, r->address_text}] = {i, c};
    if (free.empty()) return;
    for (std::size_t i = 0; i < fields_.size(); ++i) {
      Field& f = fields_[i];
      for (std::uint32_t g = 0; g < f.pool.gone_count(); ++g) {
        const MatchRecord* gone = f.pool.gone(g).record;
        if (partners_.contains(gone)) continue;
        for (const std::string& place : refactoring_.expected(*gone)) {
          const auto it = free.find({gone->input, place});
          if (it == free.end() || it->second.first != i) continue;
          const std::uint32_t c = it->second.second;
          const Comparison compared = comparer_.compare(f.pool.gone(g), f.pool.fresh(c));
          if (compared.objection != Objection::None) continue;
          f.partner[g] = c;
          partners_.insert({gone, f.pool.fresh(c).record});
          taken_.insert(f.pool.fresh(c).record);
          accept(f, g, c, compared, Why::SamePlace);
          free.erase(it);
          break;
        }
      }
    }
  }

  void accept(Field& f, std::uint32_t g, std::uint32_t c, const Comparison& compared, Why why) {
    const MatchRecord &gone = *f.pool.gone(g).record, &fresh = *f.pool.fresh(c).record;
    Move m = move_of(gone, fresh, compared, why);
    m.differs =
        compared.exact ? std::vector<std::string>() : comparer_.differing(f.pool.gone(g), f.pool.fresh(c));
    if (const std::string refusal = refusal_of(gone, fresh, context_.stacks[fresh.input]); !refusal.empty()) {
      answer_.near_misses.push_back(refused(m, refusal));
      answer_.findings.push_back(refusal_finding(answer_.near_misses.back()));
      return;
    }
    if (gone.input != fresh.input || !state_can_move(gone, fresh)) {
      by_hand(gone, fresh, m);
      answer_.moves.push_back(std::move(m));
      return;
    }
    pending_[gone.input].push_back({{&gone, &fresh}, std::move(m)});
  }

  // No moved block reaches the other state or the other type: out of the one, into the other.
  void by_hand(const MatchRecord& gone, const MatchRecord& fresh, Move& m) {
    m.event = gone.input != fresh.input ? "went to another stack"
                                        : gone.address.type + " became " + fresh.address.type;
    for (StateRepair& r : hand_over(gone, fresh, m.event)) answer_.repairs.push_back(std::move(r));
    answer_.findings.push_back(hand_over_finding(m));
  }

  void tell() {
    std::map<std::uint32_t, std::vector<const MatchRecord*>> gone;
    for (const MatchRecord& r : records_)
      if (r.side == Side::Gone || r.side == Side::Forgotten) gone[r.input].push_back(&r);
    for (auto& [input, moves] : pending_) {
      std::sort(moves.begin(), moves.end(), [](const auto& a, const auto& b) {
        return address_less(a.pair.gone->address, b.pair.gone->address);
      });
      std::vector<MovedPair> pairs;
      for (const auto& p : moves) pairs.push_back(p.pair);
      Cover covered = cover(pairs, gone[input], context_.stacks[input]);
      for (std::size_t i = 0; i < moves.size(); ++i) {
        moves[i].move.event = covered.events[covered.repair_of[i]];
        answer_.moves.push_back(std::move(moves[i].move));
      }
      answer_.findings.push_back(moves_finding(covered.repairs, covered.events, pairs.size()));
      for (StateRepair& r : covered.repairs) answer_.repairs.push_back(std::move(r));
    }
    tell_misses();
  }

  void tell_misses() {
    for (Field& f : fields_)
      for (std::uint32_t end = 0; end < f.misses.size(); ++end) {
        if (!f.misses[end]) continue;
        const Field::Miss& m = *f.misses[end];
        const bool from_gone = end < f.pool.gone_count();
        const MatchRecord &gone = *f.pool.gone(m.gone).record, &fresh = *f.pool.fresh(m.fresh).record;
        if (from_gone ? partners_.contains(&gone) : taken_.contains(&fresh)) continue;
        if (m.comparison.score < kWorthTelling && m.comparison.objection == Objection::None && m.like < 5)
          continue;
        // The pair is told once if it is the best of both its ends.
        const auto& other = f.misses[m.gone];
        if (!from_gone && other && other->fresh == m.fresh && !partners_.contains(&gone)) continue;
        answer_.near_misses.push_back(
            near_miss(gone, fresh, m.comparison, paths_,
                      comparer_.differing(f.pool.gone(m.gone), f.pool.fresh(m.fresh))));
      }
  }

  struct Pending {
    MovedPair pair;
    Move move;
  };

  std::vector<MatchRecord> records_;
  const PathTable& paths_;
  const MoveContext& context_;
  Comparer comparer_;
  std::vector<Field> fields_;
  Refactoring refactoring_;
  std::unordered_map<const MatchRecord*, const MatchRecord*>
      partners_;                                  // of what is gone; null = in an open group
  std::unordered_set<const MatchRecord*> taken_;  // created ones that have a partner or a group
  std::map<std::uint32_t, std::vector<Pending>> pending_;
  MoveAnswer answer_;
};

}  // namespace
}  // namespace moves

MoveAnswer match_moves(std::vector<MatchRecord> records, const PathTable& paths, const MoveContext& context) {
  return moves::Matcher(std::move(records), paths, context).run();
}

}  // namespace oneway
