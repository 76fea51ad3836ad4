#include "assess/change/windows.h"

#include <algorithm>
#include <limits>
#include <tuple>

#include "assess/change/words.h"
#include "assess/evidence.h"

namespace oneway {
namespace {

constexpr auto kNoEnd = std::numeric_limits<std::int64_t>::max();

bool argument_changes(const Case& c, const std::string& argument) {
  return argument.empty() || any_true(c.after_unknown().dotted(argument)) ||
         !deep_equal(c.before().dotted(argument), c.after().dotted(argument));
}

bool concerns(const Case& c, const WindowRule& rule) {
  const Actions& actions = c.change.actions;
  const bool creates = rule.on_create && actions.is_only(Action::Create);
  const bool updates = rule.on_update && actions.is_only(Action::Update);
  const bool destroys = rule.on_destroy && actions.deletes();
  if (!creates && !updates && !destroys) return false;
  if (!argument_changes(c, rule.argument)) return false;
  return (creates ? c.holds_after(rule.when) : c.holds_before(rule.when)) == Truth::Yes;
}

// An update obeys the shorter of what was and what will be.
std::optional<Window> window_of(const Case& c, const WindowRule& rule) {
  if (!rule.closes.empty()) return until(rule.closes, rule.what, "");
  const bool creates = c.change.actions.is_only(Action::Create);
  auto window = lasting(c, rule.period, creates ? c.after() : c.before(), rule.what);
  if (rule.kind == Window::Kind::Settling || !c.change.actions.is_only(Action::Update)) return window;
  auto later = lasting(c, rule.period, c.after(), rule.what);
  return window && later && *later->seconds < *window->seconds ? later : window;
}

}  // namespace

std::optional<Window> lasting(const Case& c, const Period& period, Value side, std::string what) {
  if (!c.shows_values() && !period.argument.empty()) return std::nullopt;
  const auto span = resolve(period, side);
  if (!span || span->max_seconds == 0) return std::nullopt;
  Window w{to_words(*span), "the service gives it that long", span->min_seconds};
  if (!period.argument.empty()) {
    const Value value = side.dotted(period.argument);
    bool hidden = false;
    w.why = c.path(period.argument) +
            (value.null_or_missing()
                 ? " is not set, which means " + w.length
                 : " = " + shown(value, period.argument,
                                 masked(c.change.before_sensitive, c.path(period.argument)), hidden));
  }
  w.what = std::move(what);
  w.closes = w.length + " after apply";
  return w;
}

Window until(std::string event, std::string what, std::string why) {
  Window w{"until " + event, std::move(why)};
  w.what = std::move(what);
  w.closes = std::move(event);
  return w;
}

void open_window(AssessedChange& change, Window window) {
  for (Window& w : change.windows)
    if (w.kind == window.kind && w.what == window.what) {
      if (window.seconds.value_or(kNoEnd) < w.seconds.value_or(kNoEnd)) w = std::move(window);
      return;
    }
  change.windows.push_back(std::move(window));
}

void judge_windows(const Case& c) {
  RollbackClass cls = RollbackClass::FullyReversible;
  for (const Effect& e : c.out.effects) cls = worst(cls, e.cls);
  for (const WindowRule& rule : c.facts().windows) {
    // What brings the whole object back is no window of a change that needs none.
    const bool needed = rule.kind == Window::Kind::Settling || !rule.argument.empty() ||
                        cls != RollbackClass::FullyReversible;
    if (!needed || !concerns(c, rule)) continue;
    auto window = window_of(c, rule);
    if (!window) continue;
    window->kind = rule.kind;
    window->closes_early = rule.closes_early;
    if (window->why.empty()) window->why = rule.argument + " changes";
    open_window(c.out, std::move(*window));
  }
}

void settle_windows(AssessedChange& change) {
  std::stable_sort(change.windows.begin(), change.windows.end(), [](const Window& a, const Window& b) {
    return std::tuple(a.kind, a.seconds.value_or(kNoEnd)) < std::tuple(b.kind, b.seconds.value_or(kNoEnd));
  });
  if (!change.windows.empty() && change.windows.front().kind == Window::Kind::WayBack)
    change.window = change.windows.front();
}

}  // namespace oneway
