#include "catalog/yaml/surface_reader.h"

#include <re2/re2.h>

#include <charconv>

#include "catalog/patterns.h"
#include "catalog/yaml/facts_reader.h"
#include "catalog/yaml/playbook_reader.h"

namespace oneway::yaml {
namespace {

void pattern(Fields& f, std::string_view key, std::string& into) {
  if (!f.text(key, into)) return;
  if (const RE2 re(into, pattern_options()); !re.ok())
    f.source().error(*f.node().find(key), "no RE2 pattern: " + re.error());
}

void count(Fields& f, std::string_view key, std::int64_t& into) {
  std::string text;
  if (!f.text(key, text)) return;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), into);
  if (fault != std::errc() || end != text.data() + text.size())
    f.source().error(*f.node().find(key), "`" + std::string(key) + "` must be a whole number");
}

void condition(Fields& f, std::string_view key, Condition& into) {
  if (const Node* node = f.get(key)) into = read_condition(f.source(), *node);
}

// Where the facts were read; nothing is decided by them, but nothing stands without them.
void sources(Fields& f) {
  std::vector<std::string> read;
  f.require("sources");
  f.texts("sources", read);
}

void types(Fields& f, std::vector<std::string>& into) {
  f.require("types");
  read_type_patterns(f, "types", into);
}

// Calls read(fields, new element) for each map of the list `section`.
template <class T, class F>
void list(Fields& top, std::string_view section, std::vector<T>& into, F read) {
  top.each(section, [&](const Node& item) {
    Fields f(top.source(), item, "an entry of `" + std::string(section) + "`");
    if (f.is_map()) read(f, into.emplace_back());
  });
}

void read_dimension(Fields& f, GrantDimension& d) {
  f.require_text("name", d.name);
  f.texts("arguments", d.arguments);
  f.text("except", d.except);
  f.text("upper", d.upper);
  f.texts("everything", d.everything);
  f.text("absent", d.absent);
  f.require_word("as", d.as);
  f.flag("who", d.who);
}

void read_family(Fields& f, AccessFamily& a) {
  types(f, a.types);
  f.require_text("what", a.what);
  f.require_text("wider", a.wider);
  f.require_text("narrower", a.narrower);
  f.text("document", a.document);
  f.text("grants", a.grants);
  f.text("effect", a.effect);
  f.texts("deny", a.deny);
  f.text("condition", a.condition);
  f.texts("owner", a.owner);
  f.require("dimensions");
  list(f, "dimensions", a.dimensions, read_dimension);
  f.require_text("propagation", a.propagation);
  sources(f);
}

void read_typed(Fields& f, TypedArguments& t) {
  types(f, t.types);
  f.require("arguments");
  f.texts("arguments", t.arguments);
}

void read_table(Fields& f, SchemaTable& t) {
  types(f, t.types);
  f.text("columns", t.columns);
  f.text("name", t.name);
  f.text("type", t.type);
  f.text("optional", t.optional);
  f.texts("optional_words", t.optional_words);
  f.flag("optional_by_default", t.optional_by_default);
  f.text("nested", t.nested);
  f.texts("indexes", t.indexes);
  f.texts("constraints", t.constraints);
  f.require("parent");
  f.texts("parent", t.parent);
  sources(f);
}

void read_pin(Fields& f, Pin& p) {
  f.require_text("code", p.code);
  types(f, p.types);
  f.require_text("argument", p.argument);
  f.flag("image", p.image);
  pattern(f, "open", p.open);
  f.flag("absent_is_open", p.absent_is_open);
  f.require_text("what", p.what);
}

void read_pattern_rule(Fields& f, PatternRule& p) {
  f.require_text("code", p.code);
  read_type_patterns(f, "types", p.types);
  f.texts("surfaces", p.surfaces);
  if (p.types.empty() && p.surfaces.empty())
    f.source().error(f.node(), "a pattern says for which `types` or `surfaces` it is");
  static constexpr std::string_view kOn[] = {"create", "update", "replace", "destroy"};
  f.require("on");
  f.each("on", [&](const Node& item) { read_word(f.source(), item, "`on`", kOn, p.on.emplace_back()); });
  condition(f, "before", p.before);
  condition(f, "after", p.after);
  f.texts("changes", p.changes);
  f.texts("decreases", p.decreases);
  count(f, "few", p.few);
  f.require_text("message", p.message);
  sources(f);
}

void read_access(Fields& top, SurfaceRules& into) {
  list(top, "access", into.access, read_family);
  list(top, "identity_sources", into.identity_sources, [](Fields& f, IdentitySource& s) {
    pattern(f, "provider", s.provider);
    f.text("data", s.data);
    f.require("arguments");
    f.texts("arguments", s.arguments);
  });
  list(top, "principals", into.principals, read_typed);
  top.texts("bare_names", into.bare_names);
}

void read_network(Fields& top, SurfaceRules& into) {
  list(top, "lifelines", into.lifelines, [](Fields& f, Lifeline& l) {
    types(f, l.types);
    f.texts("arguments", l.arguments);
    f.require_text("what", l.what);
    sources(f);
  });
  list(top, "state_homes", into.state_homes, read_typed);
  list(top, "state_sources", into.state_sources, read_typed);
  pattern(top, "state_name", into.state_name);
}

void read_schemas(Fields& top, SurfaceRules& into) {
  list(top, "tables", into.tables, read_table);
  list(top, "schema_objects", into.schema_objects, [](Fields& f, SchemaObject& o) {
    types(f, o.types);
    f.require_word("is", o.is);
    f.require("parent");
    f.texts("parent", o.parent);
    sources(f);
  });
  list(top, "statements", into.statements, read_typed);
  list(top, "phrases", into.phrases, [](Fields& f, SqlPhrase& p) {
    f.require("pattern");
    pattern(f, "pattern", p.pattern);
    f.require_word("does", p.does);
  });
}

void read_habits(Fields& top, SurfaceRules& into) {
  list(top, "pins", into.pins, read_pin);
  list(top, "versions", into.versions, [](Fields& f, VersionRule& v) {
    types(f, v.types);
    f.require_text("version", v.version);
    f.require_text("name", v.name);
    f.flag("image", v.image);
    pattern(f, "controllers", v.controllers);
    pattern(f, "definitions", v.definitions);
  });
  list(top, "definitions", into.definitions, [](Fields& f, DefinitionRule& d) {
    types(f, d.types);
    f.require_text("versions", d.versions);
    f.require_text("name", d.name);
    f.require_text("served", d.served);
    f.require_text("storage", d.storage);
    f.require_text("stored", d.stored);
    sources(f);
  });
  list(top, "patterns", into.patterns, read_pattern_rule);
  if (const Node* node = top.get("module_sources")) {
    Fields f(top.source(), *node, "`module_sources`");
    pattern(f, "local", into.modules.local);
    pattern(f, "versioned", into.modules.versioned);
    pattern(f, "reference", into.modules.reference);
    pattern(f, "floating", into.modules.floating);
    pattern(f, "open_version", into.modules.open_version);
  }
  count(top, "giant_state", into.giant_state);
}

}  // namespace

void read_surfaces(Fields& top, SurfaceRules& into) {
  read_access(top, into);
  read_network(top, into);
  read_schemas(top, into);
  read_habits(top, into);
}

}  // namespace oneway::yaml
