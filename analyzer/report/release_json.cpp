#include "report/json_parts.h"
#include "report/release_report.h"

namespace oneway::report {
namespace {

void write_names(JsonWriter& w, std::string_view key, const StackList& stacks, const Release& r) {
  w.key(key);
  w.begin_array();
  for (const std::uint32_t stack : stacks) w.string(r.stacks[stack].name);
  w.end_array();
}

}  // namespace

void write_release_json(const Release& r, const PackedStacks& stacks, const Options& options,
                        std::ostream& out) {
  Sink sink(out);
  JsonWriter w(sink, JsonWriter::Layout::Indented);
  begin_document(w, options);
  w.member("verdict", id(r.verdict));
  w.optional("declared", r.declared ? id(*r.declared) : std::string_view());
  w.optional("baseline_version", r.baseline_version);
  w.optional("declared_version", r.declared_version);
  w.key("stacks");
  w.begin_array();
  for (std::size_t i = 0; i < r.stacks.size(); ++i)
    if (r.stacks[i].judged) w.prepared(stacks.unpacked(i));
  w.end_array();
  w.array("lints", r.lints, [&](const ReleaseLint& l) {
    w.begin_object();
    w.member("code", l.code);
    w.member("bump", id(l.bump));
    w.member("address", l.address);
    w.member("message", l.message);
    write_names(w, "stacks", l.stacks, r);
    write_names(w, "accepted_in", l.accepted, r);
    w.end_object();
  });
  w.array("regressions", r.regressions, [&](const ReleaseRegression& x) {
    w.begin_object();
    w.member("code", x.code);
    w.member("address", x.address);
    w.member("message", x.message);
    write_names(w, "stacks", x.stacks, r);
    w.end_object();
  });
  w.strings("blocks", r.blocks);
  w.end_object();
  sink << '\n';
}

}  // namespace oneway::report
