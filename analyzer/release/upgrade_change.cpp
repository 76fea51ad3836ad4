#include "release/upgrade_change.h"

#include <algorithm>
#include <vector>

#include "release/old_state.h"

namespace oneway {
namespace {

// What stands under `key` of a mask or an object on both sides is the same.
bool same_at(std::string_view key, Value a, Value b) {
  const Value x = a[key], y = b[key];
  return (x.null_or_missing() && y.null_or_missing()) || deep_equal(x, y);
}

bool differs_at(std::string_view path, const Match& match, const Change& before, const Change& after) {
  const bool count = path.ends_with(".#");
  if (count) path.remove_suffix(2);
  const Value a = seen_by(match, before.after).dotted(path), b = seen_by(match, after.after).dotted(path);
  if (count) return a.size() != b.size();
  const Value was = seen_by(match, before.after_unknown).dotted(path);
  const Value is = seen_by(match, after.after_unknown).dotted(path);
  if (any_true(was) || any_true(is)) return any_true(was) != any_true(is);
  if (a.null_or_missing() && b.null_or_missing()) return false;
  return !deep_equal(a, b);
}

// Paths of arguments that differ and that the provider cannot change in place.
std::vector<std::string> forcing(const Match& match, const Change& before, const Change& after) {
  std::vector<std::string> out;
  for (const std::string& path : match.facts->force_new)
    if (differs_at(path, match, before, after)) out.push_back(path);
  return out;
}

void add_renewed(const Match& match, const Change& now, const Arguments& renewed,
                 std::vector<std::string>& forced) {
  const Value unknown = seen_by(match, now.after_unknown);
  for (const std::string& path : match.facts->force_new)
    if (renewed.contains(path.substr(0, path.find('.'))) && any_true(unknown.dotted(path)) &&
        std::find(forced.begin(), forced.end(), path) == forced.end())
      forced.push_back(path);
}

bool unchanged(const Change& before, const Change& after) {
  return deep_equal(before.after, after.after) &&
         (before.after_unknown.missing() ? !any_true(after.after_unknown)
                                         : deep_equal(before.after_unknown, after.after_unknown));
}

void put(Document& into, std::string_view key, Value v) {
  into.key(key);
  v ? into.copy(v) : into.null();
}

// The mask with what is renewed unknown as a whole. Where something was unknown `before` as well it is there
// already and stays, so it is left out.
void put_unknowns(Document& into, Value before, Value after, const Arguments& renewed) {
  into.key("unknown");
  into.begin_object();
  for (auto [key, mask] : after.members())
    if (renewed.contains(key))
      into.key(key), into.boolean(true);
    else if (any_true(mask) && !same_at(key, before, after))
      put(into, key, mask);
  into.end();
}

void put_paths(Document& into, const std::vector<std::string>& paths) {
  into.key("paths");
  into.begin_array();
  for (std::string_view path : paths) {
    if (path.ends_with(".#")) path.remove_suffix(2);
    into.begin_array();
    for (std::size_t start = 0; start <= path.size();) {
      const std::size_t end = std::min(path.find('.', start), path.size());
      into.string(path.substr(start, end - start));
      start = end + 1;
    }
    into.end();
  }
  into.end();
}

void copy_head(const Change& from, Change& to) {
  to.address = from.address;
  to.mode = from.mode, to.type = from.type, to.name = from.name, to.provider = from.provider;
  to.deposed = from.deposed;
}

// `is`, with what its mask calls unknown taken from `was`. The nesting is bounded by the reader's limit.
void put_known(Document& into, Value was, Value is, Value mask) {
  if (mask.is_true()) return was ? into.copy(was) : into.null();
  if (!any_true(mask)) return is ? into.copy(is) : into.null();
  if (mask.is_array()) {
    into.begin_array();
    for (std::size_t n = 0; n < mask.size(); ++n) put_known(into, was.at(n), is.at(n), mask.at(n));
    return into.end();
  }
  into.begin_object();
  for (auto [key, value] : is.members())
    if (mask[key].missing()) put(into, key, value);
  for (auto [key, unknown] : mask.members()) into.key(key), put_known(into, was[key], is[key], unknown);
  into.end();
}

// What the state has, as the new plan would write it: free types unwrapped, arguments that the new schema
// lacks left out.
void put_as_planned(Document& into, Value stored, const Change& now) {
  into.begin_object();
  for (auto [key, value] : stored.members()) {
    const Value is = now.after[key], inner = unwrapped(value);
    if (is.missing() && now.after_unknown[key].missing()) continue;
    put(into, key, inner && !deep_equal(value, is) ? inner : value);
  }
  into.end();
}

void put_without(Document& into, Value object, const Arguments& left_out) {
  into.begin_object();
  for (auto [key, value] : object.members())
    if (!left_out.contains(key)) put(into, key, value);
  into.end();
}

bool same_known(Value was, Value is) {
  for (auto [key, value] : is.members())
    if (!same_at(key, was, is)) return false;
  return true;
}

void set_actions(Change& c, bool replaced, const char* reason) {
  if (!replaced) return c.actions.add("update");
  c.actions.add("delete"), c.actions.add("create");
  c.action_reason = reason;
}

void set_views(Change& c) {
  const Value root = c.values.root();
  c.before = root["before"], c.after = root["after"], c.after_unknown = root["unknown"];
  c.before_sensitive = root["before_sensitive"], c.after_sensitive = root["after_sensitive"];
  c.replace_paths = root["paths"];
}

}  // namespace

Change destroyed(const Change& old) {
  Change c;
  copy_head(old, c);
  c.actions.add("delete");
  c.action_reason = old.deposed.empty() ? "delete_because_no_resource_config" : "";
  c.values.begin_object();
  put(c.values, "before", old.after);
  put(c.values, "before_sensitive", old.after_sensitive);
  c.values.key("after"), c.values.null();
  c.values.end();
  set_views(c);
  return c;
}

Change destroyed_from_state(const Change& old) {
  Change plain;
  copy_head(old, plain);
  plain.values.begin_object();
  plain.values.key("after"), plain.values.begin_object();
  for (auto [key, value] : old.after.members()) {
    const Value inner = unwrapped(value);
    put(plain.values, key, inner ? inner : value);
  }
  plain.values.end();
  put(plain.values, "mask", old.after_sensitive);
  plain.values.end();
  plain.after = plain.values.root()["after"], plain.after_sensitive = plain.values.root()["mask"];
  return destroyed(plain);
}

Change kept(const Change& old, const Change& now, const Arguments& renewed, const Catalog& catalog) {
  Change c;
  copy_head(now, c);
  if (old.address != now.address) c.previous_address = old.address;
  if (renewed.empty() && unchanged(old, now)) {
    c.actions.add("no-op");
    return c;
  }
  const Match match = catalog.match(now);
  std::vector<std::string> forced = forcing(match, old, now);
  add_renewed(match, now, renewed, forced);
  set_actions(c, !forced.empty(), "replace_because_cannot_update");
  c.values.begin_object();
  put(c.values, "before", old.after);
  c.values.key("after"), put_without(c.values, now.after, renewed);
  put(c.values, "before_sensitive", old.after_sensitive);
  put(c.values, "after_sensitive", now.after_sensitive);
  put_unknowns(c.values, forced.empty() ? old.after_unknown : Value(), now.after_unknown, renewed);
  if (!forced.empty()) put_paths(c.values, forced);
  c.values.end();
  set_views(c);
  return c;
}

Change kept_from_state(const Change& old, bool tainted, const Change& now, const Arguments& renewed,
                       const Catalog& catalog) {
  Change was, is;  // both sides in full, as plans from nothing
  copy_head(old, was), copy_head(now, is);
  was.values.begin_object();
  was.values.key("after"), put_as_planned(was.values, old.after, now);
  was.values.end();
  was.after = was.values.root()["after"];
  is.values.begin_object();
  is.values.key("after"), put_known(is.values, was.after, now.after, now.after_unknown);
  put_unknowns(is.values, now.after_unknown, now.after_unknown, renewed);
  is.values.end();
  is.after = is.values.root()["after"], is.after_unknown = is.values.root()["unknown"];

  Change c;
  copy_head(now, c);
  if (old.address != now.address) c.previous_address = old.address;
  if (!tainted && renewed.empty() && same_known(was.after, is.after)) {
    c.actions.add("no-op");
    return c;
  }
  const Match match = catalog.match(is);
  std::vector<std::string> forced = forcing(match, was, is);
  add_renewed(match, now, renewed, forced);
  const bool replaced = tainted || !forced.empty();
  set_actions(c, replaced, tainted ? "replace_because_tainted" : "replace_because_cannot_update");
  c.values.begin_object();
  put(c.values, "before", was.after);
  c.values.key("after"), put_without(c.values, replaced ? now.after : is.after, renewed);
  put(c.values, "before_sensitive", old.after_sensitive);
  put(c.values, "after_sensitive", now.after_sensitive);
  if (replaced)
    put_unknowns(c.values, {}, now.after_unknown, renewed);
  else
    put(c.values, "unknown", is.after_unknown);
  if (!forced.empty()) put_paths(c.values, forced);
  c.values.end();
  set_views(c);
  return c;
}

}  // namespace oneway
