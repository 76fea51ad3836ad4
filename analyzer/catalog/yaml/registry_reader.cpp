#include "catalog/yaml/registry_reader.h"

#include <re2/re2.h>

#include <algorithm>

#include "catalog/patterns.h"
#include "catalog/words.h"
#include "catalog/yaml/facts_reader.h"

namespace oneway::yaml {
namespace {

std::vector<std::string_view> code_kinds() {
  std::vector<std::string_view> kinds = {"finding", "apply-stop"};
  for (int k = 0; k <= static_cast<int>(EffectKind::UpdatedInPlace); ++k)
    kinds.push_back(id(static_cast<EffectKind>(k)));
  return kinds;
}

bool is_code(std::string_view text) {
  return text.size() == 5 && text.starts_with("OW") && text[2] >= '1' && text[2] <= '9' &&
         is_number(text.substr(2));
}

// A pattern under `key` that RE2 accepts.
void read_pattern(Fields& f, std::string_view key, std::string& into) {
  if (!f.require_text(key, into)) return;
  const RE2 pattern(into, pattern_options());
  if (!pattern.ok()) f.source().error(*f.node().find(key), "no RE2 pattern: " + pattern.error());
}

void read_rule(Fields& f, InferenceRule& rule) {
  f.require_text("why", rule.why);
  read_facts(f, rule.facts);
  rule.facts.confidence = Confidence::Inferred;
  rule.facts.rule = f.source().file + ":" + std::to_string(f.node().line);
}

void read_patterned_rules(Fields& top, std::string_view section, std::string_view key, bool whole,
                          std::vector<InferenceRule>& into) {
  top.each(section, [&](const Node& item) {
    Fields f(top.source(), item, "an entry of `" + std::string(section) + "`");
    if (!f.is_map()) return;
    InferenceRule& rule = into.emplace_back();
    read_pattern(f, key, rule.pattern);
    read_rule(f, rule);
    if (whole && rule.facts.surface.empty()) f.source().error(item, "an inference needs a `surface`");
    if (whole && !item.find("holds"))
      f.source().error(item, "an inference needs to say what the type `holds`");
  });
}

void read_ways(Fields& f, ClassInfo& c) {
  f.require("transitions");
  f.each("transitions", [&](const Node& item) {
    Fields way(f.source(), item, "a transition");
    if (!way.is_map()) return;
    ClassInfo::Way& w = c.transitions.emplace_back();
    way.require_text("use", w.pattern);
    way.word("if", w.only_if);
    way.require_text("why", w.why);
  });
  if (c.transitions.empty() || c.transitions.back().only_if != ClassInfo::If::Always)
    f.source().error(f.node(), "the last of `transitions` has no `if`: one is always recommended");
  const Node* against = f.require("against");
  if (!against) return;
  for (std::size_t i = 0; i < against->keys.size(); ++i)
    if (std::string why; read_text(f.source(), against->items[i], "a reason", why))
      c.against.push_back({against->keys[i].text, std::move(why)});
}

}  // namespace

void read_codes(Fields& top, std::vector<CodeInfo>& into) {
  const std::vector<std::string_view> kinds = code_kinds();
  static constexpr std::string_view kSeverities[] = {"note", "warning", "error"};
  entries(top, "codes", [&](const Node& key, Fields& f) {
    CodeInfo& c = into.emplace_back();
    c.code = key.text;
    if (!is_code(c.code)) f.source().error(key, "`" + c.code + "` is no code (OW101 to OW999)");
    f.require_text("title", c.title);
    f.require("kind");
    f.one_of("kind", kinds, c.kind);
    f.require("severity");
    std::string severity;
    f.one_of("severity", kSeverities, severity);
    c.severity = severity == "note"    ? Severity::Note
                 : severity == "error" ? Severity::Error
                                       : Severity::Warning;
    f.require_text("why", c.why);
    f.require_text("do", c.what_to_do);
  });
}

void read_repairs(Fields& top, std::vector<RepairInfo>& into) {
  entries(top, "repairs", [&](const Node& key, Fields& f) {
    RepairInfo& r = into.emplace_back();
    r.pattern = key.text;
    f.require_text("title", r.title);
    f.require_text("use_when", r.use_when);
    f.text("not_when", r.not_when);
    f.require("steps");
    f.texts("steps", r.steps);
  });
}

void read_classes(Fields& top, std::vector<ClassInfo>& into) {
  const Node* section = top.node().find("classes");
  entries(top, "classes", [&](const Node& key, Fields& f) {
    ClassInfo& c = into.emplace_back();
    const auto cls = rollback_class_from_id(key.text);
    if (cls)
      c.cls = *cls;
    else
      f.source().error(key, "`" + key.text + "` is no rollback class");
    f.require_text("means", c.means);
    f.require_text("example", c.example);
    f.require_text("advice", c.advice);
    read_ways(f, c);
  });
  if (section && section->keys.size() != kAllClasses.size())
    top.source().error(*section, "each of the six rollback classes needs one entry");
}

void read_inference(Fields& top, InferenceRules& into) {
  read_patterned_rules(top, "families", "pattern", true, into.families);
  read_patterned_rules(top, "arguments", "argument", false, into.arguments);
  top.each("prefixes", [&](const Node& item) {
    Fields f(top.source(), item, "a prefix");
    PrefixRule& rule = into.prefixes.emplace_back();
    f.require_text("prefix", rule.prefix);
    f.one_of("to", kDelegates, rule.to);
    f.text("namespace", rule.name_space);
    f.text("sibling", rule.sibling);
    if (const Node* renamed = f.get("renamed"))
      for (std::size_t i = 0; i < renamed->keys.size(); ++i)
        if (std::string type; read_text(f.source(), renamed->items[i], "a type name", type))
          rule.renamed.emplace_back(renamed->keys[i].text, type);
  });
  if (const Node* node = top.get("unknown")) {
    Fields f(top.source(), *node, "`unknown`");
    read_rule(f, into.unknown);
    if (into.unknown.facts.holds == TypeFacts::Holds::None)
      f.source().error(*node, "an unknown type may hold data: `holds` must not be none");
  }
}

}  // namespace oneway::yaml
