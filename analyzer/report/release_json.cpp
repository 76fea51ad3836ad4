#include "report/json_parts.h"
#include "report/release_report.h"

namespace oneway::report {
namespace {

void write_stack(JsonWriter& w, const ReleaseStack& s, const Options& options) {
  const Assessment& a = s.assessment;
  w.begin_object();
  w.member("name", s.name);
  w.member("predicted", !s.real);
  w.member("worst", id(a.summary.worst));
  w.member("unchanged", a.summary.unchanged);
  w.array("changes", a.changes, [&](const AssessedChange& c) { write_change(w, c, options); });
  w.array("moves", a.moves, [&](const Move& m) { write_move(w, m, options); });
  w.array("findings", a.findings, [&](const Finding& f) {
    w.begin_object();
    w.member("code", f.code);
    w.member("severity", id(f.severity));
    w.member("message", f.message);
    w.strings("addresses", f.addresses);
    w.end_object();
  });
  w.end_object();
}

}  // namespace

void write_release_json(const Release& r, const Options& options, std::ostream& out) {
  Sink sink(out);
  JsonWriter w(sink, JsonWriter::Layout::Indented);
  w.begin_object();
  w.member("format_version", "1.0");
  w.key("tool");
  w.begin_object();
  w.member("name", "oneway");
  w.member("version", options.tool_version);
  w.end_object();
  w.member("verdict", id(r.verdict));
  w.optional("declared", r.declared ? id(*r.declared) : std::string_view());
  w.optional("baseline_version", r.baseline_version);
  w.optional("declared_version", r.declared_version);
  w.array("stacks", r.stacks, [&](const ReleaseStack& s) { write_stack(w, s, options); });
  w.array("lints", r.lints, [&](const ReleaseLint& l) {
    w.begin_object();
    w.member("code", l.code);
    w.member("bump", id(l.bump));
    w.member("stack", l.stack);
    w.member("address", l.address);
    w.member("message", l.message);
    w.member("accepted", l.accepted);
    w.end_object();
  });
  w.array("regressions", r.regressions, [&](const ReleaseRegression& x) {
    w.begin_object();
    w.member("stack", x.stack);
    w.member("code", x.code);
    w.member("address", x.address);
    w.member("message", x.message);
    w.end_object();
  });
  w.strings("blocks", r.blocks);
  w.end_object();
  sink << '\n';
}

}  // namespace oneway::report
