#include "release/gathering.h"

#include <algorithm>

#include "release/moved_blocks.h"

namespace oneway {

void Gathering::lints(std::uint32_t stack, std::vector<ReleaseLint> lints) {
  const std::scoped_lock lock(mutex_);
  for (ReleaseLint& l : lints) {
    StackList& stacks = lints_[{l.bump, std::move(l.code), std::move(l.address), std::move(l.message)}];
    if (stacks.empty() || stacks.back() != stack) stacks.push_back(stack);
  }
}

void Gathering::stack(std::uint32_t stack, const Assessment& a, const std::string& module,
                      const std::vector<RollbackClass>& allowed) {
  const std::scoped_lock lock(mutex_);
  collect_blocks(a, module, blocks_);
  for (const Move& m : a.moves) moves_.emplace(m.from, m.to);
  for (const AssessedChange& c : a.changes) {
    classes_.insert(c.cls);
    if (!c.previous_address.empty()) moved_.emplace(c.previous_address, c.address);
    if (!allowed.empty() && std::find(allowed.begin(), allowed.end(), c.cls) == allowed.end())
      regression(stack, c.effects.empty() ? "OW950" : c.effects.front().code, c.address,
                 "The change is " + std::string(id(c.cls)) + ", which is no allowed class.");
  }
  for (const Finding& f : a.findings)
    if (f.severity == Severity::Error && f.code.starts_with("OW1"))
      regression(stack, f.code, f.addresses.empty() ? "" : f.addresses.front(), f.message);
}

void Gathering::regression(std::uint32_t stack, std::string code, std::string address, std::string message) {
  StackList& stacks = regressions_[{Bump::Major, std::move(code), std::move(address), std::move(message)}];
  if (stacks.empty() || stacks.back() != stack) stacks.push_back(stack);
}

void Gathering::finish(Release& r) {
  for (auto at = lints_.begin(); at != lints_.end();) {
    auto node = lints_.extract(at++);
    auto& [bump, code, address, message] = node.key();
    std::sort(node.mapped().begin(), node.mapped().end());
    r.verdict = std::max(r.verdict, bump);
    r.lints.push_back(
        {std::move(code), std::move(address), std::move(message), bump, std::move(node.mapped()), {}});
  }
  std::stable_sort(r.lints.begin(), r.lints.end(),
                   [](const ReleaseLint& a, const ReleaseLint& b) { return a.bump > b.bump; });
  for (auto& [key, stacks] : regressions_) {
    std::sort(stacks.begin(), stacks.end());
    r.regressions.push_back({std::get<1>(key), std::get<2>(key), std::get<3>(key), std::move(stacks)});
  }
  r.blocks.assign(blocks_.begin(), blocks_.end());
  r.classes = std::move(classes_);
  r.moves = std::move(moves_);
  r.moved = std::move(moved_);
}

}  // namespace oneway
