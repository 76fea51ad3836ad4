#include "report/json_parts.h"
#include "report/restore_report.h"

namespace oneway::report {
namespace {

void write_state(JsonWriter& w, std::string_view name, const StateSummary& s) {
  w.key(name);
  w.begin_object();
  w.member("path", s.path);
  w.member("form", s.form);
  w.optional("engine_version", s.engine_version);
  w.optional("lineage", s.lineage);
  w.optional("serial", s.serial);
  w.member("objects", s.instances);
  w.member("outputs", s.outputs);
  w.end_object();
}

}  // namespace

void write_restoration_json(const Restoration& r, const Options& options, std::ostream& out) {
  Sink sink(out);
  JsonWriter w(sink, JsonWriter::Layout::Indented);
  begin_document(w, options);
  w.member("verdict", id(r.verdict));
  write_state(w, "candidate", r.candidate);
  if (!r.current.path.empty()) write_state(w, "current", r.current);
  w.key("push");
  w.begin_object();
  w.member("lineage", r.lineage);
  w.optional("candidate_serial", r.candidate.serial);
  w.optional("current_serial", r.current.serial);
  w.optional("serial_to_set", r.serial_to_set);
  w.end_object();
  w.member("same", r.same);
  w.array("objects", r.objects, [&](const RestoreObject& o) {
    w.begin_object();
    w.member("address", o.address);
    w.optional("deposed", o.deposed);
    w.member("status", id(o.status));
    w.optional("other_address", o.other_address);
    w.optional("identity", o.identity);
    w.optional("current_identity", o.current_identity);
    w.member("class", id(o.cls));
    w.member("code", o.code);
    w.member("message", o.message);
    w.strings("differs", o.differs);
    w.end_object();
  });
  w.array("next_apply", r.next_apply, [&](const NextAction& a) {
    w.begin_object();
    w.member("address", a.address);
    w.strings("actions", a.actions);
    w.member("certain", a.certain);
    w.member("class", id(a.cls));
    w.member("message", a.message);
    w.end_object();
  });
  w.array("findings", r.findings, [&](const Finding& f) { write_finding(w, f); });
  w.array("procedure", r.procedure, [&](const ProcedureStep& s) {
    w.begin_object();
    w.member("step", s.step);
    w.strings("commands", s.commands);
    w.strings("blocks", s.blocks);
    w.end_object();
  });
  w.end_object();
  sink << '\n';
}

}  // namespace oneway::report
