#include "assess/change/difference.h"

#include <algorithm>
#include <set>

namespace oneway {
namespace {

struct Pair {
  std::string path;
  Value before, after, unknown;
};

// A list of at most one block on both sides reads like the block itself.
Value single_block(Value v) {
  return v.is_array() && v.size() == 1 && v.at(0).is_object() ? v.at(0) : v;
}

bool walk_into(const Pair& p) {
  const bool before_fits = p.before.is_object() || p.before.null_or_missing();
  const bool after_fits = p.after.is_object() || p.after.null_or_missing();
  return before_fits && after_fits && p.before.is_object() && p.after.is_object();
}

}  // namespace

std::vector<Difference> differences(const Change& c, std::size_t limit) {
  std::vector<Difference> found;
  std::vector<Pair> open{{"", c.before, c.after, c.after_unknown}};
  while (!open.empty() && found.size() < limit) {
    Pair p = std::move(open.back());
    open.pop_back();
    p.before = single_block(p.before);
    p.after = single_block(p.after);
    p.unknown = single_block(p.unknown);
    if (p.unknown.is_true()) {
      found.push_back({p.path, p.before, p.after, true});
      continue;
    }
    if (walk_into(p)) {
      std::set<std::string_view> keys;
      for (auto [key, value] : p.before.members()) keys.insert(key);
      for (auto [key, value] : p.after.members()) keys.insert(key);
      for (auto [key, value] : p.unknown.members()) keys.insert(key);
      for (auto key = keys.rbegin(); key != keys.rend(); ++key)
        open.push_back({p.path.empty() ? std::string(*key) : p.path + "." + std::string(*key), p.before[*key],
                        p.after[*key], p.unknown[*key]});
      continue;
    }
    const bool same =
        (p.before.null_or_missing() && p.after.null_or_missing()) || deep_equal(p.before, p.after);
    const bool partly_unknown = any_true(p.unknown);
    if (!p.path.empty() && (!same || partly_unknown))
      found.push_back({p.path, p.before, p.after, partly_unknown});
  }
  return found;
}

std::string dotted_path(Value path) {
  std::string out;
  for (auto [key, step] : path.elements()) {
    if (step.is_number()) continue;
    if (!out.empty()) out += '.';
    out += step.text();
  }
  return out;
}

}  // namespace oneway
