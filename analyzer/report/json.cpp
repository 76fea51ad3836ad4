// The JSON report, format_version 1.0; assessment.schema.json describes it. New members may be added
// under 1.x.
#include "report/json_parts.h"
#include "report/json_writer.h"
#include "report/report.h"

namespace oneway::report {
namespace {

class Document {
 public:
  Document(JsonWriter& json, const Options& options) : json_(json), options_(options) {}

  void write(const Assessment& a) {
    begin_document(json_, options_, a.rules_digest);
    json_.array("inputs", a.inputs, [&](const InputInfo& i) { input(i); });
    summary(a.summary);
    gate(a.gate);
    json_.array("changes", a.changes, [&](const AssessedChange& c) { write_change(json_, c, options_); });
    json_.array("findings", a.findings, [&](const Finding& f) { write_finding(json_, f); });
    json_.array("moves", a.moves, [&](const Move& m) { write_move(json_, m); });
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

 private:
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

void write_json(const Assessment& a, const Options& options, std::ostream& out) {
  write_document(a, options, out, JsonWriter::Layout::Indented);
}

void write_ndjson(const Assessment& a, const Options& options, std::ostream& out) {
  write_document(a, options, out, JsonWriter::Layout::OneLine);
}

}  // namespace oneway::report
