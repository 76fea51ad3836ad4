// The compact binary form of facts inside the program: one visit() a struct serves the writer and the reader.
#pragma once
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "catalog/facts.h"
#include "catalog/inference_rules.h"
#include "catalog/registry.h"
#include "catalog/surface_rules.h"

namespace oneway::codec {

template <class A>
void visit(A& a, Clause& c) {
  a(c.path, c.op, c.operands, c.fallback);
}
template <class A>
void visit(A& a, Condition& c) {
  a(c.all);
}
template <class A>
void visit(A& a, Period& p) {
  a(p.min_seconds, p.max_seconds, p.argument, p.unit_seconds, p.fallback);
}
template <class A>
void visit(A& a, Recovery& r) {
  a(r.means, r.when, r.outside, r.period, r.forfeited_by_same_name, r.dies_with_object, r.how);
}
template <class A>
void visit(A& a, Guard& g) {
  a(g.when, g.lifted_by_provider, g.why);
}
template <class A>
void visit(A& a, DestroyRule& d) {
  a(d.when, d.does, d.period, d.why);
}
template <class A>
void visit(A& a, DestroyFlag& d) {
  a(d.when, d.does, d.why);
}
template <class A>
void visit(A& a, NameRule& n) {
  a(n.arguments, n.scope, n.reuse, n.held_when, n.period, n.why, n.escape, n.generated_by);
}
template <class A>
void visit(A& a, OneWay& o) {
  a(o.argument, o.direction, o.revert, o.when, o.why);
}
template <class A>
void visit(A& a, Erosion& e) {
  a(e.argument, e.on, e.loses, e.to, e.endless, e.why);
}
template <class A>
void visit(A& a, SecretRule& s) {
  a(s.argument, s.does, s.old_valid_for, s.why);
}
template <class A>
void visit(A& a, WorldEffect& e) {
  a(e.on_create, e.on_update, e.on_destroy, e.argument, e.when, e.does, e.why, e.undo);
}
template <class A>
void visit(A& a, WindowRule& w) {
  a(w.what, w.kind, w.on_create, w.on_update, w.on_destroy, w.argument, w.when, w.period, w.closes,
    w.closes_early);
}
template <class A>
void visit(A& a, TypeFacts& t) {
  a(t.type, t.provider, t.surface, t.holds, t.contents_unmanaged, t.recovery, t.guards, t.destroy,
    t.destroy_flags, t.names, t.identity, t.identity_by_name, t.one_way, t.erodes, t.secrets, t.force_new,
    t.effects, t.windows, t.authoritative, t.moved_from, t.move_supported, t.import_id, t.repair_pattern,
    t.repair, t.delegate, t.delegate_kind, t.delegate_version, t.delegate_object, t.arm_type,
    t.cloudformation, t.class_on_delete, t.class_on_update, t.notes, t.confidence, t.sources, t.rule);
}
template <class A>
void visit(A& a, CodeInfo& c) {
  a(c.code, c.title, c.kind, c.severity, c.why, c.what_to_do);
}
template <class A>
void visit(A& a, RepairInfo& r) {
  a(r.pattern, r.title, r.use_when, r.not_when, r.steps);
}
template <class A>
void visit(A& a, ClassInfo::Way& w) {
  a(w.pattern, w.only_if, w.why);
}
template <class A>
void visit(A& a, ClassInfo::Not& n) {
  a(n.pattern, n.why);
}
template <class A>
void visit(A& a, ClassInfo& c) {
  a(c.cls, c.means, c.example, c.advice, c.transitions, c.against);
}
template <class A>
void visit(A& a, LoopInfo& l) {
  a(l.id, l.title, l.types, l.name, l.name_space, l.default_namespace, l.pause, l.resume, l.check, l.caution,
    l.sources);
}
template <class A>
void visit(A& a, StepInfo& s) {
  a(s.text, s.run, s.types, s.name, s.name_space);
}
template <class A>
void visit(A& a, PlaybookInfo& p) {
  a(p.id, p.title, p.when, p.surfaces, p.types, p.codes, p.external_modules, p.trigger, p.pause, p.choose,
    p.revert, p.forward, p.verify, p.evidence, p.never, p.sources);
}
template <class A>
void visit(A& a, InferenceRule& r) {
  a(r.pattern, r.why, r.facts);
}
template <class A>
void visit(A& a, PrefixRule& r) {
  a(r.prefix, r.to, r.name_space);
}
template <class A>
void visit(A& a, InferenceRules& r) {
  a(r.families, r.arguments, r.prefixes, r.unknown);
}

template <class A>
void visit(A& a, GrantDimension& d) {
  a(d.name, d.arguments, d.except, d.upper, d.everything, d.absent, d.as, d.who);
}
template <class A>
void visit(A& a, AccessFamily& f) {
  a(f.types, f.what, f.wider, f.narrower, f.document, f.grants, f.effect, f.deny, f.condition, f.owner, f.dimensions, f.propagation);
}
template <class A>
void visit(A& a, IdentitySource& s) {
  a(s.provider, s.data, s.arguments);
}
template <class A>
void visit(A& a, TypedArguments& p) {
  a(p.types, p.arguments);
}
template <class A>
void visit(A& a, Lifeline& l) {
  a(l.types, l.arguments, l.what);
}
template <class A>
void visit(A& a, SchemaTable& t) {
  a(t.types, t.columns, t.name, t.type, t.optional, t.optional_words, t.optional_by_default, t.nested, t.indexes,
    t.constraints, t.parent);
}
template <class A>
void visit(A& a, SchemaObject& o) {
  a(o.types, o.is, o.parent);
}
template <class A>
void visit(A& a, SqlPhrase& p) {
  a(p.pattern, p.does);
}
template <class A>
void visit(A& a, Pin& p) {
  a(p.code, p.types, p.argument, p.image, p.open, p.absent_is_open, p.what);
}
template <class A>
void visit(A& a, VersionRule& v) {
  a(v.types, v.version, v.name, v.image, v.controllers, v.definitions);
}
template <class A>
void visit(A& a, DefinitionRule& d) {
  a(d.types, d.versions, d.name, d.served, d.storage, d.stored);
}
template <class A>
void visit(A& a, PatternRule& p) {
  a(p.code, p.types, p.surfaces, p.on, p.before, p.after, p.changes, p.decreases, p.few, p.message);
}
template <class A>
void visit(A& a, ModuleSources& m) {
  a(m.local, m.versioned, m.reference, m.floating, m.open_version);
}
template <class A>
void visit(A& a, SurfaceRules& r) {
  a(r.access, r.identity_sources, r.principals, r.bare_names, r.lifelines, r.state_homes, r.state_sources,
    r.state_name, r.tables, r.schema_objects, r.statements, r.phrases, r.pins, r.versions, r.definitions,
    r.patterns, r.modules, r.giant_state);
}

// Integers are LEB128, zigzag where they may be negative; texts and lists carry their length in front.
class Writer {
 public:
  template <class... T>
  void operator()(T&... values) {
    (put(values), ...);
  }
  std::string take() { return std::move(out_); }

 private:
  void number(std::uint64_t n) {
    for (; n >= 0x80; n >>= 7) out_ += static_cast<char>(n | 0x80);
    out_ += static_cast<char>(n);
  }
  void put(std::string& s) {
    number(s.size());
    out_ += s;
  }
  void put(std::int64_t& n) {
    number((static_cast<std::uint64_t>(n) << 1) ^ static_cast<std::uint64_t>(n >> 63));
  }
  template <class T>
  void put(std::vector<T>& list) {
    number(list.size());
    for (T& item : list) put(item);
  }
  template <class T>
  void put(std::optional<T>& value) {
    number(value ? 1 : 0);
    if (value) put(*value);
  }
  template <class T>
  void put(T& value) {
    if constexpr (std::is_enum_v<T> || std::is_same_v<T, bool>)
      out_ += static_cast<char>(value);
    else
      visit(*this, value);
  }

  std::string out_;
};

class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}
  template <class... T>
  void operator()(T&... values) {
    (get(values), ...);
  }

 private:
  unsigned char byte() {
    if (bytes_.empty()) damaged();
    const auto b = static_cast<unsigned char>(bytes_.front());
    bytes_.remove_prefix(1);
    return b;
  }
  std::uint64_t number() {
    std::uint64_t n = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      const unsigned char b = byte();
      n |= static_cast<std::uint64_t>(b & 0x7f) << shift;
      if (b < 0x80) return n;
    }
    damaged();
  }
  void get(std::string& s) {
    const std::uint64_t size = number();
    if (size > bytes_.size()) damaged();
    s.assign(bytes_.substr(0, size));
    bytes_.remove_prefix(size);
  }
  void get(std::int64_t& n) {
    const std::uint64_t zigzag = number();
    n = static_cast<std::int64_t>(zigzag >> 1) ^ -static_cast<std::int64_t>(zigzag & 1);
  }
  template <class T>
  void get(std::vector<T>& list) {
    const std::uint64_t size = number();
    if (size > bytes_.size()) damaged();  // every element takes a byte at least
    list.resize(size);
    for (T& item : list) get(item);
  }
  template <class T>
  void get(std::optional<T>& value) {
    value.reset();
    if (number() != 0) get(value.emplace());
  }
  template <class T>
  void get(T& value) {
    if constexpr (std::is_enum_v<T> || std::is_same_v<T, bool>)
      value = static_cast<T>(byte());
    else
      visit(*this, value);
  }
  [[noreturn]] static void damaged() { throw std::logic_error("the compiled rules are damaged"); }

  std::string_view bytes_;
};

template <class T>
std::string encode(T value) {
  Writer writer;
  writer(value);
  return writer.take();
}
template <class T>
T decode(std::string_view bytes) {
  T value;
  Reader reader(bytes);
  reader(value);
  return value;
}

}  // namespace oneway::codec
