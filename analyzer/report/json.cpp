// The JSON report, format_version 1.0; assessment.schema.json describes it. New members may be added
// under 1.x.
#include "report/json_parts.h"
#include "report/json_writer.h"
#include "report/report.h"

namespace oneway::report {
namespace {

constexpr std::string_view kFormatVersion = "1.0";

class Document {
 public:
  Document(JsonWriter& json, const Options& options) : json_(json), options_(options) {}

  void write(const Assessment& a) {
    json_.begin_object();
    json_.member("format_version", kFormatVersion);
    tool(a);
    json_.array("inputs", a.inputs, [&](const InputInfo& i) { input(i); });
    summary(a.summary);
    gate(a.gate);
    json_.array("changes", a.changes, [&](const AssessedChange& c) { change(c); });
    json_.array("findings", a.findings, [&](const Finding& f) { finding(f); });
    json_.array("moves", a.moves, [&](const Move& m) { move(m); });
    json_.array("move_groups", a.move_groups, [&](const MoveGroup& g) {
      json_.begin_object();
      json_.strings("from", g.from);
      json_.strings("to", g.to);
      json_.member("why", g.why);
      json_.member("any_pairing", g.any_pairing);
      json_.end_object();
    });
    json_.array("near_misses", a.near_misses, [&](const NearMiss& m) { near_miss(m); });
    json_.array("imports", a.imports, [&](const ImportSuggestion& i) {
      json_.begin_object();
      json_.member("address", i.address);
      json_.member("input", static_cast<std::uint64_t>(i.input));
      json_.member("id", i.id);
      json_.member("complete", i.complete);
      json_.member("why", i.why);
      json_.member("block", i.block);
      json_.end_object();
    });
    json_.array("questions", a.questions, [&](const Question& q) {
      json_.begin_object();
      json_.member("id", q.id);
      json_.member("text", q.text);
      json_.member("answer", q.answer);
      json_.strings("because", q.because);
      json_.end_object();
    });
    json_.end_object();
  }

  void change(const AssessedChange& c) {
    json_.begin_object();
    json_.member("address", c.address);
    json_.member("input", static_cast<std::uint64_t>(c.input));
    json_.optional("deposed", c.deposed);
    json_.optional("previous_address", c.previous_address);
    json_.member("mode", c.mode);
    json_.member("type", c.type);
    json_.member("provider", c.provider);
    json_.strings("actions", c.actions.words());
    json_.optional("action_reason", c.action_reason);
    json_.optional("why_replaced", c.why_replaced);
    json_.member("class", id(c.cls));
    json_.member("confidence", id(c.confidence));
    json_.optional("surface", c.surface);
    window(c.window);
    json_.array("effects", c.effects, [&](const Effect& e) { effect(e); });
    json_.key("revert");
    json_.begin_object();
    json_.optional("actions", c.revert.actions);
    json_.strings("needs", c.revert.needs);
    json_.strings("blocked_by", c.revert.blocked_by);
    json_.end_object();
    json_.array("apply_stops", c.apply_stops, [&](const ApplyStop& s) {
      json_.begin_object();
      json_.member("code", s.code);
      json_.member("message", s.message);
      json_.member("certain", s.certain);
      json_.strings("gone_before", s.gone_before);
      json_.end_object();
    });
    json_.strings("dependents", c.dependents);
    json_.array("repairs", c.repairs, [&](const Repair& r) {
      json_.begin_object();
      json_.member("pattern", r.pattern);
      json_.member("summary", r.summary);
      json_.strings("steps", r.steps);
      json_.strings("blocks", r.blocks);
      json_.strings("commands", r.commands);
      json_.end_object();
    });
    location(c.address);
    json_.end_object();
  }

  void move(const Move& m) {
    json_.begin_object();
    json_.member("from", m.from);
    json_.member("to", m.to);
    json_.member("from_input", static_cast<std::uint64_t>(m.from_input));
    json_.member("to_input", static_cast<std::uint64_t>(m.to_input));
    json_.member("confidence", id(m.confidence));
    json_.member("score", static_cast<std::uint64_t>(m.score < 0 ? 0 : m.score));
    json_.strings("differs", m.differs);
    json_.member("why", m.why);
    json_.optional("event", m.event);
    json_.member("block", m.block);
    json_.end_object();
  }

 private:
  void tool(const Assessment& a) {
    json_.key("tool");
    json_.begin_object();
    json_.member("name", "oneway");
    json_.member("version", options_.tool_version);
    json_.member("rules_digest", a.rules_digest);
    json_.end_object();
  }

  void input(const InputInfo& i) {
    json_.begin_object();
    json_.member("path", i.path);
    json_.member("kind", id(i.kind));
    json_.member("engine", id(i.engine));
    json_.optional("engine_version", i.engine_version);
    json_.optional("format_version", i.format_version);
    json_.optional("sha256", i.sha256);
    json_.member("bytes", i.bytes);
    json_.strings("notes", i.notes);
    json_.end_object();
  }

  void summary(const Summary& s) {
    json_.key("summary");
    json_.begin_object();
    json_.member("changes", s.changes);
    json_.member("unchanged", s.unchanged);
    json_.key("by_class");
    json_.begin_object();
    for (std::size_t i = kAllClasses.size(); i-- > 0;) json_.member(id(kAllClasses[i]), s.by_class[i]);
    json_.end_object();
    json_.key("by_action");
    json_.begin_object();
    for (const auto& [action, count] : s.by_action) json_.member(action, count);
    json_.end_object();
    json_.member("worst", id(s.worst));
    json_.key("confidence");
    json_.begin_object();
    for (std::size_t i = 0; i < s.by_confidence.size(); ++i)
      json_.member(id(static_cast<Confidence>(i)), s.by_confidence[i]);
    json_.end_object();
    json_.end_object();
  }

  void gate(const Gate& g) {
    json_.key("gate");
    json_.begin_object();
    json_.member("passed", g.passed);
    json_.member("fail_on", g.fail_on);
    json_.array("failures", g.failures, [&](const Gate::Failure& f) {
      json_.begin_object();
      json_.member("code", f.code);
      json_.member("address", f.address);
      json_.member("class", id(f.cls));
      json_.member("message", f.message);
      json_.end_object();
    });
    json_.array("acknowledged", g.acknowledged, [&](const Gate::Acknowledged& k) {
      json_.begin_object();
      json_.member("code", k.code);
      json_.member("address", k.address);
      json_.member("reason", k.reason);
      json_.member("approved_by", k.approved_by);
      json_.member("expires", k.expires);
      json_.end_object();
    });
    json_.end_object();
  }

  void window(const Window& w) {
    json_.key("window");
    if (w.length.empty() && w.why.empty() && !w.seconds) return json_.null();
    json_.begin_object();
    json_.member("for", w.length);
    json_.member("why", w.why);
    json_.key("seconds");
    w.seconds&&* w.seconds >= 0 ? json_.number(static_cast<std::uint64_t>(*w.seconds)) : json_.null();
    json_.optional("closes_early", w.closes_early);
    json_.end_object();
  }

  void effect(const Effect& e) {
    json_.begin_object();
    json_.member("code", e.code);
    json_.member("kind", id(e.kind));
    json_.member("transition", id(e.transition));
    json_.member("class", id(e.cls));
    json_.member("confidence", id(e.confidence));
    json_.member("message", e.message);
    json_.array("evidence", e.evidence, [&](const Evidence& v) { evidence(v); });
    json_.member("rule", e.rule);
    json_.end_object();
  }

  void evidence(const Evidence& e) {
    json_.begin_object();
    json_.member("path", e.path);
    if (!e.before.empty()) json_.key("before"), json_.json(e.before);
    if (!e.after.empty()) json_.key("after"), json_.json(e.after);
    json_.member("unknown", e.unknown);
    json_.member("hidden", e.hidden);
    json_.end_object();
  }

  void finding(const Finding& f) {
    json_.begin_object();
    json_.member("code", f.code);
    json_.member("severity", id(f.severity));
    json_.member("message", f.message);
    json_.strings("addresses", f.addresses);
    json_.array("evidence", f.evidence, [&](const Evidence& v) { evidence(v); });
    json_.end_object();
  }

  void near_miss(const NearMiss& m) {
    json_.begin_object();
    json_.member("from", m.from);
    json_.member("to", m.to);
    json_.member("from_input", static_cast<std::uint64_t>(m.from_input));
    json_.member("to_input", static_cast<std::uint64_t>(m.to_input));
    json_.member("score", static_cast<std::uint64_t>(m.score < 0 ? 0 : m.score));
    json_.strings("differs", m.differs);
    json_.member("why", m.why);
    json_.member("refused", m.refused);
    json_.end_object();
  }

  void location(const std::string& address) {
    auto it = options_.locations.find(address);
    if (it == options_.locations.end()) return;
    json_.key("location");
    json_.begin_object();
    json_.member("file", it->second.file);
    json_.member("first_line", static_cast<std::uint64_t>(it->second.first_line));
    json_.member("last_line", static_cast<std::uint64_t>(it->second.last_line));
    json_.end_object();
  }

  JsonWriter& json_;
  const Options& options_;
};

void write_document(const Assessment& a, const Options& options, std::ostream& out,
                    JsonWriter::Layout layout) {
  Sink sink(out);
  JsonWriter json(sink, layout);
  Document(json, options).write(a);
  sink << '\n';
}

}  // namespace

void write_change(JsonWriter& json, const AssessedChange& change, const Options& options) {
  Document(json, options).change(change);
}

void write_move(JsonWriter& json, const Move& move, const Options& options) {
  Document(json, options).move(move);
}

void write_json(const Assessment& a, const Options& options, std::ostream& out) {
  write_document(a, options, out, JsonWriter::Layout::Indented);
}

void write_ndjson(const Assessment& a, const Options& options, std::ostream& out) {
  write_document(a, options, out, JsonWriter::Layout::OneLine);
}

}  // namespace oneway::report
