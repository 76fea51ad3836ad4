#include "restore/restore.h"

#include <algorithm>
#include <tuple>

#include "catalog/phrases.h"
#include "restore/check.h"
#include "restore/objects.h"
#include "restore/procedure.h"
#include "restore/push.h"
#include "restore/state_side.h"

namespace oneway {
namespace {

StateSummary summary_of(const StateSide& side) {
  StateSummary s;
  s.path = side.info.path;
  s.form = side.header.form == StateForm::Raw      ? "raw"
           : side.header.form == StateForm::Legacy ? "legacy"
                                                   : "show -json";
  s.engine_version = side.header.terraform_version;
  s.lineage = side.header.lineage;
  s.serial = side.header.serial;
  s.instances = side.records.size();
  s.outputs = side.outputs.size();
  return s;
}

// A plan of the current state must know the same objects, else it was made from another one.
void judge_staleness(const PlanEvidence& now, const StateSide& current, Restoration& out) {
  if (!now.given || now.live.empty()) return;
  std::vector<std::string> unknown;
  for (const StateRecord& r : current.records)
    if (r.mode == "managed" && r.deposed.empty() && !now.live.contains(r.address) &&
        !now.gone.contains(r.address))
      unknown.push_back(r.address);
  for (const std::string& address : now.live)
    if (!current.find(address)) unknown.push_back(address);
  if (unknown.empty()) return;
  std::sort(unknown.begin(), unknown.end());
  add_finding(out, "OW545", Severity::Warning,
              "The plan was made from another state than the current one (it is stale): these objects are in "
              "one and not in the other.",
              unknown);
}

void judge_proof(const PlanEvidence& now, Restoration& out) {
  std::vector<std::string> gone(now.gone.begin(), now.gone.end());
  std::sort(gone.begin(), gone.end());
  if (!gone.empty())
    add_finding(out, "OW543", Severity::Warning,
                "The plan proves that these objects are gone from the world.", gone);
}

void finish_findings(const Catalog& catalog, Restoration& out) {
  for (const Override& o : catalog.overrides())
    add_finding(out, kMilderFacts, Severity::Note, in_words(o), {});
  std::stable_sort(out.findings.begin(), out.findings.end(), [](const Finding& a, const Finding& b) {
    return std::tie(b.severity, a.code) < std::tie(a.severity, b.code);
  });
}

}  // namespace

Restoration compare_states(const RestoreQuestion& q, const InputOptions& options, const Catalog& catalog) {
  NameTable names;
  const StateSide candidate = read_side(q.candidate, options, catalog, names);
  const StateSide current = read_side(q.current, options, catalog, names);
  const PlanEvidence now = q.plan ? read_evidence(*q.plan, options) : PlanEvidence{};
  const PlanEvidence next = q.config_plan ? read_evidence(*q.config_plan, options) : PlanEvidence{};

  Restoration out;
  out.inputs = {candidate.info, current.info};
  out.candidate = summary_of(candidate);
  out.current = summary_of(current);
  const bool acceptable = judge_push(candidate, current, out);
  const ObjectsAnswer objects = compare_objects(candidate, current, now, next, names, out);
  judge_staleness(now, current, out);
  judge_proof(now, out);
  if (!acceptable)
    out.verdict = Restoration::Verdict::Unsafe;
  else if (objects.needs_repair || !out.serial_to_set.empty())
    out.verdict = Restoration::Verdict::SafeAfterRepair;
  write_procedure(candidate, current, q.engine, out);
  finish_findings(catalog, out);
  return out;
}

Restoration check_state(const std::string& path, const InputOptions& options, const Catalog& catalog) {
  NameTable names;
  const StateSide side = read_side(path, options, catalog, names, true);
  Restoration out;
  out.inputs = {side.info};
  out.candidate = summary_of(side);
  out.lineage = side.header.lineage.empty() ? "missing" : "equal";
  check_side(side, out);
  finish_findings(catalog, out);
  for (const Finding& f : out.findings) {
    if (f.severity == Severity::Error)
      out.verdict = Restoration::Verdict::Unsafe;
    else if (f.severity == Severity::Warning && out.verdict == Restoration::Verdict::Safe)
      out.verdict = Restoration::Verdict::SafeAfterRepair;
  }
  return out;
}

}  // namespace oneway
