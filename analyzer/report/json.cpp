// The JSON report, format_version 1.0; assessment.schema.json describes it. New members may be added
// under 1.x.
#include "report/json_parts.h"
#include "report/json_writer.h"
#include "report/outlook.h"
#include "report/playbook.h"
#include "report/report.h"

namespace oneway::report {
namespace {

class Document {
 public:
  Document(JsonWriter& json, const Options& options) : json_(json), options_(options) {}

  void write(const Assessment& a) {
    begin_document(json_, options_, a.rules_digest);
    json_.array("inputs", a.inputs, [&](const InputInfo& i) { write_input(json_, i); });
    write_summary(json_, a.summary);
    write_gate(json_, a.gate);
    json_.array("changes", a.changes, [&](const AssessedChange& c) { write_change(json_, c, options_); });
    json_.array("findings", a.findings, [&](const Finding& f) { write_finding(json_, f); });
    json_.array("moves", a.moves, [&](const Move& m) { write_move(json_, m); });
    json_.array("move_groups", a.move_groups, [&](const MoveGroup& g) {
      json_.begin_object();
      json_.strings("from", g.from);
      json_.strings("to", g.to);
      json_.member("why", g.why);
      json_.member("any_pairing", g.any_pairing);
      json_.member("input", static_cast<std::uint64_t>(g.input));
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
    json_.array("state_repairs", a.state_repairs, [&](const StateRepair& r) { state_repair(r); });
    outlook_json(a, json_);
    if (!a.playbooks.empty())
      json_.array("playbooks", a.playbooks, [&](const Playbook& p) { write_playbook(json_, p); });
    json_.end_object();
  }

 private:
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

  void state_repair(const StateRepair& r) {
    const auto pairs = [&](std::string_view name, const auto& list) {
      json_.array(name, list, [&](const auto& pair) {
        json_.begin_object();
        json_.member("from", pair.first);
        json_.member("to", pair.second);
        json_.end_object();
      });
    };
    json_.begin_object();
    json_.member("kind", oneway::id(r.kind));
    json_.member("input", static_cast<std::uint64_t>(r.input));
    json_.optional("from", r.from);
    json_.optional("to", r.to);
    json_.optional("id", r.id);
    json_.key("identity");
    r.identity.empty() ? json_.null() : json_.json(r.identity);
    json_.member("complete", r.complete);
    json_.member("cross_type", r.cross_type);
    json_.member("for_the_way_back", r.for_the_way_back);
    json_.member("external_package", r.external_package);
    json_.member("why", r.why);
    pairs("steps", r.steps);
    pairs("covers", r.covers);
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
