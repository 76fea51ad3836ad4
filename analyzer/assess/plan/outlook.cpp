#include "assess/plan/outlook.h"

#include <algorithm>
#include <limits>

#include "catalog/registry.h"

namespace oneway {
namespace {

using If = ClassInfo::If;

constexpr std::size_t kMostAddresses = 20;

bool shorter(const Window& a, const Window& b) {
  constexpr auto kNoEnd = std::numeric_limits<std::int64_t>::max();
  return a.seconds.value_or(kNoEnd) < b.seconds.value_or(kNoEnd);
}

bool has_repair(const AssessedChange& c, std::string_view pattern) {
  return std::any_of(c.repairs.begin(), c.repairs.end(),
                     [&](const Repair& r) { return r.pattern == pattern; });
}

bool has_effect(const AssessedChange& c, auto matches) {
  return std::any_of(c.effects.begin(), c.effects.end(), matches);
}

bool applies(If condition, const AssessedChange& c) {
  switch (condition) {
    case If::Always:
      return true;
    case If::Moves:
      return has_repair(c, "moved");
    case If::Imports:
      return has_repair(c, "import") || c.revert.actions.find("import") != std::string::npos ||
             has_effect(c, [](const Effect& e) { return e.code == "OW204"; });
    case If::InModule:
      return c.address.starts_with("module.");
    case If::Replaces:
      return c.actions.replaces();
    case If::SecretChanged:
      return has_effect(c, [](const Effect& e) { return e.kind == EffectKind::SecretChanged; });
    case If::Restorable:
      return has_effect(c, [](const Effect& e) { return e.code == "OW202" || e.code == "OW204"; }) ||
             !c.window.closes.empty();
  }
  return false;
}

void recommend(Recommendation& r, const ClassInfo::Way& way, const std::string& address) {
  auto at = std::find_if(r.ways.begin(), r.ways.end(),
                         [&](const Recommendation::Way& w) { return w.pattern == way.pattern; });
  if (at == r.ways.end()) {
    const RepairInfo* info = repair(way.pattern);
    at = r.ways.insert(at, {way.pattern, info ? info->title : way.pattern, way.why, 0, {}});
  }
  ++at->changes;
  if (at->addresses.size() < kMostAddresses) at->addresses.push_back(address);
}

}  // namespace

std::vector<RulingWindow> ruling_windows(const std::vector<AssessedChange>& changes) {
  std::vector<RulingWindow> all(1 + std::size(kWindowParts));
  for (std::size_t i = 0; i < std::size(kWindowParts); ++i) all[i + 1].part = kWindowParts[i];
  for (const AssessedChange& c : changes) {
    if (c.window.closes.empty()) continue;
    const std::string_view part = window_part(c.surface);
    for (RulingWindow& r : all)
      if ((r.part.empty() || r.part == part) && (r.window.closes.empty() || shorter(c.window, r.window)))
        r = {r.part, c.address, c.input, c.window};
  }
  std::erase_if(all, [](const RulingWindow& r) { return r.window.closes.empty(); });
  return all;
}

std::vector<Recommendation> recommendations(const std::vector<AssessedChange>& changes) {
  std::vector<Recommendation> all;
  for (auto cls = kAllClasses.rbegin(); cls != kAllClasses.rend(); ++cls) {
    const ClassInfo& info = describe(*cls);
    Recommendation r{*cls, {}, {}};
    for (const AssessedChange& c : changes) {
      if (c.cls != *cls || c.mode == "data") continue;
      for (const ClassInfo::Way& way : info.transitions)
        if (applies(way.only_if, c)) {
          recommend(r, way, c.address);
          break;
        }
    }
    if (r.ways.empty()) continue;
    for (const ClassInfo::Not& n : info.against)
      if (std::none_of(r.ways.begin(), r.ways.end(), [&](const auto& w) { return w.pattern == n.pattern; }))
        r.why_not.emplace_back(n.pattern, n.why);
    all.push_back(std::move(r));
  }
  return all;
}

}  // namespace oneway
