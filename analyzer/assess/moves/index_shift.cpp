#include "assess/moves/index_shift.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <set>

#include "assess/moves/refactoring.h"

namespace oneway::moves {
namespace {

using Side = MatchRecord::Side;
using Leaves = std::vector<Leaf>;

constexpr std::size_t kLongestList = 100'000;

// A counted resource: what each index held and will hold. An index that is in neither did not change.
struct List {
  std::map<std::size_t, const MatchRecord*> before, after, gone, fresh;
  std::size_t first_record = 0, past_record = 0;
  std::size_t old_size = 0, new_size = 0;
  std::set<std::uint64_t> shared;  // values that all new instances have: they tell none of them apart
};

std::optional<std::size_t> index_of(const MatchRecord& r) {
  std::size_t index = 0;
  const std::string& t = r.address.key.text;
  if (r.address.key.kind != InstanceKey::Kind::Number) return std::nullopt;
  if (std::from_chars(t.data(), t.data() + t.size(), index).ec != std::errc() || index > kLongestList)
    return std::nullopt;
  return index;
}

const MatchRecord* at(const std::map<std::size_t, const MatchRecord*>& m, std::size_t i) {
  const auto it = m.find(i);
  return it == m.end() ? nullptr : it->second;
}

// What is new at an index: everything for a created instance, what changes for one that stays.
Leaves news(const List& list, std::size_t index) {
  const MatchRecord *now = at(list.fresh, index), *before = at(list.before, index);
  if (now == nullptr) now = at(list.after, index);
  Leaves out;
  if (now == nullptr) return out;
  for (const Leaf& l : now->leaves) {
    const bool same = before != nullptr &&
                      std::any_of(before->leaves.begin(), before->leaves.end(),
                                  [&](const Leaf& b) { return b.path == l.path && b.hash() == l.hash(); });
    if (!same && !list.shared.contains(l.hash())) out.push_back(l);
  }
  return out;
}

// Per cent of what is new here that the old instance had.
int likeness_of(const Leaves& now, const MatchRecord& old) {
  int equal = 0, all = 0;
  for (const Leaf& l : now) {
    if (l.neutral()) continue;
    const auto it = std::lower_bound(old.leaves.begin(), old.leaves.end(), l.path,
                                     [](const Leaf& x, std::uint32_t p) { return x.path < p; });
    const bool there = it != old.leaves.end() && it->path == l.path;
    if (there && it->neutral()) continue;
    const int weight = l.weak() ? 1 : 4;
    all += weight;
    if (there && it->hash() == l.hash()) equal += weight;
  }
  return all == 0 ? -1 : equal * 100 / all;
}

// old index -> new index for all that go on; empty if the list did not shift.
std::map<std::size_t, std::size_t> mapping(const List& list) {
  constexpr int kAlike = 80;
  const bool shrinks = list.old_size > list.new_size;
  const std::size_t most = shrinks ? list.old_size - list.new_size : list.new_size - list.old_size;
  std::map<std::size_t, std::size_t> out;
  std::size_t offset = 0, shifted = 0, changed = 0;
  // Walks the shorter list; `offset` is how many elements have left (or entered) before this place.
  for (std::size_t k = 0; k < std::min(list.old_size, list.new_size); ++k) {
    auto fits = [&](std::size_t o) {
      const std::size_t from = shrinks ? k + o : k, to = shrinks ? k : k + o;
      const MatchRecord* old = at(list.before, from);
      if (old == nullptr) old = at(list.gone, from);
      const Leaves now = news(list, to);
      if (old == nullptr || now.empty()) return -1;
      return likeness_of(now, *old);
    };
    if (at(list.before, k) != nullptr) {
      ++changed;
      for (std::size_t o = offset; o <= most; ++o)
        if (o > 0 && fits(o) >= kAlike) {
          offset = o;
          ++shifted;
          break;
        }
    }
    if (offset > 0) out.emplace(shrinks ? k + offset : k, shrinks ? k : k + offset);
  }
  if (shifted == 0 || shifted * 2 < changed) out.clear();
  return out;
}

std::string instance(const std::string& resource, std::size_t index) {
  return resource + "[" + std::to_string(index) + "]";
}

void tell(const List& list, const std::map<std::size_t, std::size_t>& to, const MatchRecord& any,
          ShiftAnswer& out) {
  const bool shrinks = list.old_size > list.new_size;
  const std::string resource = resource_text(any.address);
  StateRepair r;
  r.kind = StateRepair::Kind::Commands;
  r.input = any.input;
  r.from = r.to = resource;

  std::vector<std::size_t> loose;  // left the list (shrinks) or entered it
  const std::size_t longer = std::max(list.old_size, list.new_size);
  const std::size_t first = shrinks ? to.begin()->second : to.begin()->first;
  std::vector<bool> goes_on(longer);
  for (const auto& [from, target] : to) goes_on[shrinks ? from : target] = true;
  for (std::size_t i = first; i < longer; ++i)
    if (!goes_on[i]) loose.push_back(i);

  if (shrinks) {
    std::size_t parking = list.old_size;
    for (const std::size_t i : loose)
      if (i < list.new_size) r.steps.emplace_back(instance(resource, i), instance(resource, parking++));
    for (const auto& [from, target] : to)
      r.steps.emplace_back(instance(resource, from), instance(resource, target));
  } else {
    for (auto it = to.rbegin(); it != to.rend(); ++it)
      r.steps.emplace_back(instance(resource, it->first), instance(resource, it->second));
  }

  std::string elements;
  for (std::size_t i = 0; i < loose.size() && i < 5; ++i)
    elements += (i == 0 ? "[" : ", [") + std::to_string(loose[i]) + "]";
  if (loose.size() > 5) elements += ", ...";
  r.why = "element " + elements + " of " + std::to_string(longer) + (shrinks ? " left " : " entered ") +
          "the list of " + resource + "; " + std::to_string(to.size()) +
          (to.size() == 1 ? " instance is" : " instances are") + " re-indexed; " +
          std::to_string(loose.size()) + (shrinks ? " real destroy" : " real create") +
          (loose.size() == 1 ? "" : "s");

  Finding f;
  f.code = "OW513";
  f.severity = Severity::Warning;
  f.message =
      r.why +
      ". for_each over stable keys would not shift; the state commands of `oneway repair` keep the objects";
  for (const auto& [from, target] : to) {
    f.addresses.push_back(instance(resource, from));
    Move m;
    m.from_input = m.to_input = any.input;
    m.from = instance(resource, from);
    m.to = instance(resource, target);
    m.confidence = Confidence::WidelyKnown;
    m.score = 1000;
    m.why = "the element is the same, only its index changed";
    m.event = r.why;
    out.moves.push_back(std::move(m));
    r.covers.emplace_back(instance(resource, from), instance(resource, target));
  }
  out.findings.push_back(std::move(f));
  out.repairs.push_back(std::move(r));
}

void find_shared(List& list) {
  std::map<std::uint64_t, std::size_t> count;
  for (const auto* side : {&list.after, &list.fresh})
    for (const auto& [index, r] : *side)
      for (const Leaf& l : r->leaves) ++count[l.hash()];
  const std::size_t all = list.after.size() + list.fresh.size();
  for (const auto& [hash, n] : count)
    if (all > 1 && n == all) list.shared.insert(hash);
}

// The records of one resource, which stand together.
List list_of(const std::vector<MatchRecord>& records, std::size_t begin) {
  List list;
  list.first_record = list.past_record = begin;
  const std::string resource = resource_text(records[begin].address);
  bool sound = true;
  for (std::size_t i = begin; i < records.size(); ++i) {
    const MatchRecord& r = records[i];
    if (r.input != records[begin].input || resource_text(r.address) != resource) break;
    list.past_record = i + 1;
    const auto index = index_of(r);
    if (!index || r.side == Side::Forgotten) {
      sound = false;
      continue;
    }
    auto& side = r.side == Side::Before  ? list.before
                 : r.side == Side::After ? list.after
                 : r.side == Side::Gone  ? list.gone
                                         : list.fresh;
    side.emplace(*index, &r);
  }
  // One end of the list grew or shrank, and something before it changed.
  if (!sound || list.before.empty() || list.gone.empty() == list.fresh.empty()) return list;
  const auto& tail = list.gone.empty() ? list.fresh : list.gone;
  const std::size_t longer = tail.rbegin()->first + 1;
  const std::size_t shorter = longer - tail.size();
  if (tail.begin()->first != shorter) return list;
  find_shared(list);
  list.old_size = list.gone.empty() ? shorter : longer;
  list.new_size = list.gone.empty() ? longer : shorter;
  return list;
}

}  // namespace

ShiftAnswer find_index_shifts(const std::vector<MatchRecord>& records) {
  ShiftAnswer out;
  out.taken.resize(records.size());
  for (std::size_t i = 0; i < records.size();) {
    if (records[i].address.key.kind != InstanceKey::Kind::Number) {
      ++i;
      continue;
    }
    const List list = list_of(records, i);
    if (list.old_size != list.new_size) {
      if (const auto to = mapping(list); !to.empty()) {
        tell(list, to, records[i], out);
        for (std::size_t k = list.first_record; k < list.past_record; ++k) out.taken[k] = true;
      }
    }
    i = list.past_record;
  }
  return out;
}

}  // namespace oneway::moves
