#include "report/json_parts.h"

#include "report/outlook.h"

namespace oneway::report {
namespace {

constexpr std::string_view kFormatVersion = "1.0";

void write_evidence(JsonWriter& json, const Evidence& e) {
  json.begin_object();
  json.member("path", e.path);
  if (!e.before.empty()) json.key("before"), json.json(e.before);
  if (!e.after.empty()) json.key("after"), json.json(e.after);
  json.member("unknown", e.unknown);
  json.member("hidden", e.hidden);
  json.end_object();
}

void write_effect(JsonWriter& json, const Effect& e) {
  json.begin_object();
  json.member("code", e.code);
  json.member("kind", id(e.kind));
  json.member("transition", id(e.transition));
  json.member("class", id(e.cls));
  json.member("confidence", id(e.confidence));
  json.member("message", e.message);
  json.array("evidence", e.evidence, [&](const Evidence& v) { write_evidence(json, v); });
  json.member("rule", e.rule);
  json.end_object();
}

void write_location(JsonWriter& json, const AssessedChange& c, const Options& options) {
  const auto at = options.locate ? options.locate(c.input, c.address) : std::nullopt;
  if (!at || !at->exact) return;
  json.key("location");
  json.begin_object();
  json.member("file", at->file);
  json.member("first_line", static_cast<std::uint64_t>(at->first_line));
  json.member("first_column", static_cast<std::uint64_t>(at->first_column));
  json.member("last_line", static_cast<std::uint64_t>(at->last_line));
  json.member("last_column", static_cast<std::uint64_t>(at->last_column));
  json.end_object();
}

}  // namespace

void begin_document(JsonWriter& json, const Options& options, std::optional<std::string_view> rules_digest) {
  json.begin_object();
  json.member("format_version", kFormatVersion);
  json.key("tool");
  json.begin_object();
  json.member("name", "oneway");
  json.member("version", options.tool_version);
  if (rules_digest) json.member("rules_digest", *rules_digest);
  json.end_object();
}

void write_change(JsonWriter& json, const AssessedChange& c, const Options& options) {
  json.begin_object();
  json.member("address", c.address);
  json.member("input", static_cast<std::uint64_t>(c.input));
  json.optional("deposed", c.deposed);
  json.optional("previous_address", c.previous_address);
  json.member("mode", c.mode);
  json.member("type", c.type);
  json.member("provider", c.provider);
  json.strings("actions", c.actions.words());
  json.optional("action_reason", c.action_reason);
  json.optional("why_replaced", c.why_replaced);
  json.member("class", id(c.cls));
  json.member("confidence", id(c.confidence));
  json.optional("surface", c.surface);
  json.optional("change_digest", c.digest);
  json.key("window");
  window_json(c.window, json);
  json.array("windows", c.windows, [&](const Window& w) { window_json(w, json); });
  json.array("effects", c.effects, [&](const Effect& e) { write_effect(json, e); });
  json.key("revert");
  json.begin_object();
  json.optional("actions", c.revert.actions);
  json.strings("needs", c.revert.needs);
  json.strings("blocked_by", c.revert.blocked_by);
  json.end_object();
  json.array("apply_stops", c.apply_stops, [&](const ApplyStop& s) {
    json.begin_object();
    json.member("code", s.code);
    json.member("message", s.message);
    json.member("certain", s.certain);
    json.strings("gone_before", s.gone_before);
    json.end_object();
  });
  json.strings("dependents", c.dependents);
  json.array("repairs", c.repairs, [&](const Repair& r) {
    json.begin_object();
    json.member("pattern", r.pattern);
    json.member("summary", r.summary);
    json.strings("steps", r.steps);
    json.strings("blocks", r.blocks);
    json.strings("commands", r.commands);
    json.end_object();
  });
  write_location(json, c, options);
  json.end_object();
}

void write_move(JsonWriter& json, const Move& m) {
  json.begin_object();
  json.member("from", m.from);
  json.member("to", m.to);
  json.member("from_input", static_cast<std::uint64_t>(m.from_input));
  json.member("to_input", static_cast<std::uint64_t>(m.to_input));
  json.member("confidence", id(m.confidence));
  json.member("score", static_cast<std::uint64_t>(m.score < 0 ? 0 : m.score));
  json.strings("differs", m.differs);
  json.member("why", m.why);
  json.optional("event", m.event);
  json.member("block", m.block);
  json.end_object();
}

void write_finding(JsonWriter& json, const Finding& f) {
  json.begin_object();
  json.member("code", f.code);
  json.member("severity", id(f.severity));
  json.member("message", f.message);
  json.strings("addresses", f.addresses);
  json.array("evidence", f.evidence, [&](const Evidence& v) { write_evidence(json, v); });
  json.end_object();
}

void write_input(JsonWriter& json, const InputInfo& i) {
  json.begin_object();
  json.member("path", i.path);
  json.member("kind", id(i.kind));
  json.member("engine", id(i.engine));
  json.optional("engine_version", i.engine_version);
  json.optional("format_version", i.format_version);
  json.optional("sha256", i.sha256);
  json.member("bytes", i.bytes);
  json.strings("notes", i.notes);
  json.end_object();
}

void write_summary(JsonWriter& json, const Summary& s) {
  json.key("summary");
  json.begin_object();
  json.member("changes", s.changes);
  json.member("unchanged", s.unchanged);
  json.key("by_class");
  json.begin_object();
  for (std::size_t i = kAllClasses.size(); i-- > 0;) json.member(id(kAllClasses[i]), s.by_class[i]);
  json.end_object();
  json.key("by_action");
  json.begin_object();
  for (const auto& [action, count] : s.by_action) json.member(action, count);
  json.end_object();
  json.member("worst", id(s.worst));
  json.key("confidence");
  json.begin_object();
  for (std::size_t i = 0; i < s.by_confidence.size(); ++i)
    json.member(id(static_cast<Confidence>(i)), s.by_confidence[i]);
  json.end_object();
  json.end_object();
}

void write_gate(JsonWriter& json, const Gate& g) {
  const auto failures = [&](std::string_view name, const std::vector<Gate::Failure>& list) {
    json.array(name, list, [&](const Gate::Failure& f) {
      json.begin_object();
      json.member("code", f.code);
      json.member("address", f.address);
      json.optional("deposed", f.deposed);
      json.member("input", static_cast<std::uint64_t>(f.input));
      json.member("class", id(f.cls));
      json.member("message", f.message);
      json.end_object();
    });
  };
  json.key("gate");
  json.begin_object();
  json.member("passed", g.passed);
  json.member("fail_on", g.fail_on);
  failures("failures", g.failures);
  failures("warnings", g.warnings);
  json.array("acknowledged", g.acknowledged, [&](const Gate::Acknowledged& k) {
    json.begin_object();
    json.member("code", k.code);
    json.member("address", k.address);
    json.member("reason", k.reason);
    json.member("approved_by", k.approved_by);
    json.member("expires", k.expires);
    json.optional("deposed", k.deposed);
    json.member("input", static_cast<std::uint64_t>(k.input));
    json.member("place", k.place);
    json.end_object();
  });
  json.end_object();
}

}  // namespace oneway::report
