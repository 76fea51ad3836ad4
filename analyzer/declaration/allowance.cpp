#include "declaration/allowance.h"

#include <algorithm>

namespace oneway {
namespace {

constexpr std::int64_t kMinute = 60, kHour = 3600, kDay = 86400;

// Can the old object be had again at any time?
bool has_no_way_back(const AssessedChange& c) {
  return c.cls == RollbackClass::ForwardOnly || c.cls == RollbackClass::NonRecoverable;
}

std::string compact(std::int64_t seconds) {
  for (const auto& [unit, name] : {std::pair{kDay, "d"}, {kHour, "h"}, {kMinute, "m"}})
    if (seconds % unit == 0) return std::to_string(seconds / unit) + name;
  return std::to_string(seconds) + "s";
}

}  // namespace

Allowance allowance(const Assessment& a, std::string_view part) {
  Allowance all;
  for (const AssessedChange& c : a.changes) {
    if (!part.empty() && window_part(c.surface) != part) continue;
    bool way_back = false;
    const Window* held = nullptr;
    for (const Window& w : c.windows) {
      if (w.kind == Window::Kind::NameHeld) held = &w;
      if (w.kind != Window::Kind::WayBack) continue;
      way_back = true;
      if (!w.seconds && c.cls != RollbackClass::FullyReversible) all.events.push_back({&c, &w});
      if (w.seconds && (!all.shortest || *w.seconds < *all.shortest->window->seconds))
        all.shortest = Allowance::Limit{&c, &w};
    }
    if (!way_back && (held || has_no_way_back(c))) all.blocked.push_back({&c, held});
  }
  return all;
}

std::string promise(const Allowance& all) {
  if (!all.blocked.empty()) return "none";
  std::vector<std::string> events;
  for (const Allowance::Limit& e : all.events)
    if (std::find(events.begin(), events.end(), e.window->closes) == events.end())
      events.push_back(e.window->closes);
  std::string text = all.shortest ? compact(*all.shortest->window->seconds) : "";
  for (const std::string& event : events)
    text += (&event != &events.front() ? " or " : text.empty() ? "until " : " until ") + event;
  return text;
}

}  // namespace oneway
