#include "catalog/yaml/facts_reader.h"

#include <algorithm>

namespace oneway::yaml {
namespace {

void when(Fields& f, Condition& into, std::string_view key = "when") {
  if (const Node* node = f.get(key)) into = read_condition(f.source(), *node);
}

void period(Fields& f, Period& into, std::string_view key = "for") {
  if (const Node* node = f.get(key)) into = read_period(f.source(), *node);
}

// Reads each map of the list `key` into a T of its own; the list replaces what was there.
template <class T, class F>
void rules(Fields& entry, std::string_view key, std::string what, std::vector<T>& into, F read) {
  std::vector<T> list;
  const bool there = entry.each(key, [&](const Node& item) {
    Fields fields(entry.source(), item, what);
    T& rule = list.emplace_back();
    if (fields.is_map()) read(fields, rule);
  });
  if (there) into = std::move(list);
}

void read_recovery(Fields& f, Recovery& r) {
  f.require("means");
  f.one_of("means", kMeans, r.means);
  when(f, r.when);
  f.flag("outside", r.outside);
  period(f, r.period);
  f.flag("forfeited_by_same_name", r.forfeited_by_same_name);
  f.flag("dies_with_object", r.dies_with_object);
  f.text("how", r.how);
}

void read_guard(Fields& f, Guard& g) {
  if (const Node* node = f.require("when")) g.when = read_condition(f.source(), *node);
  f.flag("lifted_by_provider", g.lifted_by_provider);
  f.text("why", g.why);
}

void read_destroy(Fields& f, DestroyRule& d) {
  f.require_word("does", d.does);
  when(f, d.when);
  period(f, d.period);
  f.text("why", d.why);
}

void read_flag(Fields& f, DestroyFlag& d) {
  f.require_word("does", d.does);
  when(f, d.when);
  f.text("why", d.why);
}

void read_name(Fields& f, NameRule& n) {
  f.require("arguments");
  f.texts("arguments", n.arguments);
  f.one_of("scope", kScopes, n.scope);
  f.word("reuse", n.reuse);
  when(f, n.held_when, "held_when");
  period(f, n.period);
  f.text("why", n.why);
  f.text("escape", n.escape);
  f.texts("generated_by", n.generated_by);
}

void read_one_way(Fields& f, OneWay& o) {
  f.require_text("argument", o.argument);
  f.require_word("direction", o.direction);
  f.require_word("revert", o.revert);
  when(f, o.when);
  f.text("why", o.why);
}

void read_erosion(Fields& f, Erosion& e) {
  f.require_text("argument", e.argument);
  f.require_word("on", e.on);
  f.require_word("loses", e.loses);
  std::string value;
  if (f.text("to", value)) e.to = value;
  if (f.text("endless", value)) e.endless = value;
  f.text("why", e.why);
}

void read_secret(Fields& f, SecretRule& s) {
  f.require_text("argument", s.argument);
  f.require_word("does", s.does);
  period(f, s.old_valid_for, "old_valid_for");
  f.text("why", s.why);
}

// `on`: which transitions a rule speaks of.
template <class Rule>
void read_on(Fields& f, Rule& rule) {
  f.require("on");
  f.each("on", [&](const Node& item) {
    std::string on;
    if (!read_word(f.source(), item, "`on`", kTransitions, on)) return;
    (on == "create" ? rule.on_create : on == "update" ? rule.on_update : rule.on_destroy) = true;
  });
}

void read_effect(Fields& f, WorldEffect& e) {
  read_on(f, e);
  f.text("argument", e.argument);
  when(f, e.when);
  f.require_word("does", e.does);
  f.text("why", e.why);
  f.text("undo", e.undo);
}

void read_window(Fields& f, WindowRule& w) {
  read_on(f, w);
  f.require_text("what", w.what);
  f.word("kind", w.kind);
  f.text("argument", w.argument);
  when(f, w.when);
  period(f, w.period);
  f.text("closes", w.closes);
  f.text("closes_early", w.closes_early);
  if (w.period.stated() != w.closes.empty())
    f.source().error(f.node(), "a window needs either `for` or `closes`");
}

void read_repair(Fields& entry, TypeFacts& t) {
  const Node* node = entry.get("repair");
  if (!node) return;
  Fields fields(entry.source(), *node, "`repair`");
  if (!fields.is_map()) return;
  fields.require_text("pattern", t.repair_pattern);
  t.repair.clear();
  fields.text("text", t.repair);
}

void read_delegate(Fields& entry, TypeFacts& t) {
  const Node* node = entry.get("delegate");
  if (!node) return;
  Fields fields(entry.source(), *node, "`delegate`");
  if (!fields.is_map()) return;
  fields.require("to");
  fields.one_of("to", kDelegates, t.delegate);
  fields.text("kind", t.delegate_kind);
  fields.text("version", t.delegate_version);
  fields.text("object", t.delegate_object);
}

void read_class_floor(Fields& entry, std::string_view key, std::string& into) {
  std::vector<std::string_view> ids;
  for (RollbackClass c : kAllClasses) ids.push_back(id(c));
  entry.one_of(key, ids, into);
}

void read_contents(Fields& entry, TypeFacts& t) {
  static constexpr std::string_view kWords[] = {"unmanaged", "managed"};
  std::string found;
  if (entry.one_of("contents", kWords, found)) t.contents_unmanaged = found == "unmanaged";
}

}  // namespace

void read_facts(Fields& entry, TypeFacts& t) {
  entry.text("provider", t.provider);
  entry.one_of("surface", kSurfaces, t.surface);
  entry.word("holds", t.holds);
  read_contents(entry, t);
  rules(entry, "recovery", "a recovery", t.recovery, read_recovery);
  rules(entry, "guards", "a guard", t.guards, read_guard);
  rules(entry, "destroy", "a destroy rule", t.destroy, read_destroy);
  rules(entry, "flags", "a destroy flag", t.destroy_flags, read_flag);
  rules(entry, "names", "a name rule", t.names, read_name);
  entry.texts("identity", t.identity);
  entry.texts("identity_by_name", t.identity_by_name);
  rules(entry, "one_way", "a one-way rule", t.one_way, read_one_way);
  rules(entry, "erodes", "an erosion rule", t.erodes, read_erosion);
  rules(entry, "secrets", "a secret rule", t.secrets, read_secret);
  entry.texts("force_new", t.force_new);
  rules(entry, "effects", "an effect", t.effects, read_effect);
  rules(entry, "windows", "a window", t.windows, read_window);
  entry.texts("authoritative", t.authoritative);
  entry.texts("moved_from", t.moved_from);
  entry.flag("move_supported", t.move_supported);
  entry.text("import_id", t.import_id);
  read_repair(entry, t);
  read_delegate(entry, t);
  entry.text("arm_type", t.arm_type);
  entry.text("cloudformation", t.cloudformation);
  read_class_floor(entry, "class_on_delete", t.class_on_delete);
  read_class_floor(entry, "class_on_update", t.class_on_update);
  entry.text("notes", t.notes);
  entry.word("confidence", t.confidence);
  entry.texts("sources", t.sources);
}

}  // namespace oneway::yaml
