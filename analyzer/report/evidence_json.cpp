#include <sstream>

#include "report/evidence_report.h"
#include "report/json_parts.h"
#include "report/outlook.h"

namespace oneway::report {
namespace {

class Record {
 public:
  Record(JsonWriter& json, const Options& options) : json_(json), options_(options) {}

  void write(const EvidenceRecord& r) {
    const Assessment& a = r.assessment;
    begin_document(json_, options_, a.rules_digest);
    json_.member("kind", "oneway-evidence");
    change(r);
    json_.array("plans", a.inputs, [&](const InputInfo& i) { write_input(json_, i); });
    json_.member("class", id(worst_of(a)));
    write_summary(json_, a.summary);
    write_gate(json_, a.gate);
    json_.array("changes", a.changes, [&](const AssessedChange& c) { one_change(c); });
    windows(a);
    json_.array("artifacts", a.artifacts, [&](const Artifact& artifact) {
      json_.begin_object();
      json_.member("address", artifact.address);
      json_.member("reference", artifact.reference);
      json_.member("before", artifact.before);
      json_.member("after", artifact.after);
      json_.end_object();
    });
    post_apply(r.post);
    json_.array("objectives", r.objectives, [&](const Objective& o) { objective(o); });
    json_.end_object();
  }

 private:
  static RollbackClass worst_of(const Assessment& a) {
    RollbackClass cls = a.summary.worst;
    for (const Finding& f : a.findings)
      if (f.cls) cls = worst(cls, *f.cls);
    return cls;
  }

  void change(const EvidenceRecord& r) {
    json_.key("change");
    json_.begin_object();
    json_.optional("id", r.change_id);
    json_.optional("environment", r.environment);
    json_.optional("commit", r.commit);
    json_.optional("declaration_sha256", r.declaration_sha256);
    declared_json(r.assessment, json_);
    json_.end_object();
  }

  // No messages: the plan and the facts tell them again, and a record stays small.
  void one_change(const AssessedChange& c) {
    json_.begin_object();
    json_.member("address", c.address);
    json_.optional("deposed", c.deposed);
    json_.strings("actions", c.actions.words());
    json_.member("class", id(c.cls));
    json_.optional("digest", c.digest);
    json_.array("codes", c.effects, [&](const Effect& e) { json_.string(e.code); });
    json_.end_object();
  }

  void windows(const Assessment& a) {
    json_.array("windows", a.windows, [&](const RulingWindow& w) { ruling_window_json(w, json_); });
  }

  void post_apply(const std::optional<PostApply>& post) {
    json_.key("post_apply");
    if (!post) return json_.null();
    json_.begin_object();
    json_.member("verdict", id(post->verdict));
    json_.key("plan");
    write_input(json_, post->input);
    json_.array("divergences", post->divergences, [&](const PostApply::Divergence& d) {
      json_.begin_object();
      json_.member("address", d.address);
      json_.strings("actions", d.actions);
      json_.member("drift", d.drift);
      json_.end_object();
    });
    json_.strings("missing", post->missing);
    json_.strings("still_there", post->still_there);
    json_.strings("why", post->why);
    json_.end_object();
  }

  void objective(const Objective& o) {
    json_.begin_object();
    json_.member("objective", o.name);
    json_.optional("allowed", o.allowed);
    json_.optional("took", o.took);
    json_.key("met");
    o.met ? json_.boolean(*o.met) : json_.null();
    json_.end_object();
  }

  JsonWriter& json_;
  const Options& options_;
};

}  // namespace

std::string evidence_json(const EvidenceRecord& record, const Options& options) {
  std::ostringstream out;
  {
    Sink sink(out);
    JsonWriter json(sink, JsonWriter::Layout::Indented);
    Record(json, options).write(record);
    sink << '\n';
  }
  return std::move(out).str();
}

}  // namespace oneway::report
