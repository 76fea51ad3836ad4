#include "report/json_parts.h"

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

void write_window(JsonWriter& json, const Window& w) {
  json.key("window");
  if (w.length.empty() && w.why.empty() && !w.seconds) return json.null();
  json.begin_object();
  json.member("for", w.length);
  json.member("why", w.why);
  json.key("seconds");
  w.seconds&&* w.seconds >= 0 ? json.number(static_cast<std::uint64_t>(*w.seconds)) : json.null();
  json.optional("closes_early", w.closes_early);
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

void write_location(JsonWriter& json, const std::string& address, const Options& options) {
  auto it = options.locations.find(address);
  if (it == options.locations.end()) return;
  json.key("location");
  json.begin_object();
  json.member("file", it->second.file);
  json.member("first_line", static_cast<std::uint64_t>(it->second.first_line));
  json.member("last_line", static_cast<std::uint64_t>(it->second.last_line));
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
  write_window(json, c.window);
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
  write_location(json, c.address, options);
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

}  // namespace oneway::report
