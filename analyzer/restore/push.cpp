#include "restore/push.h"

#include <algorithm>

#include "assess/change/direction.h"

namespace oneway {
namespace {

// A candidate that knows less than this share of the objects that the current state has, where that has at
// least so many.
constexpr std::size_t kManyObjects = 5;
constexpr std::size_t kCollapsed = 2;  // less than one half

bool same_content(const StateSide& a, const StateSide& b) {
  if (a.records.size() != b.records.size() || a.outputs != b.outputs) return false;
  for (const StateRecord& r : a.records) {
    const StateRecord* other = b.find(r.key());
    if (!other || other->arguments != r.arguments || other->tainted != r.tainted ||
        other->dependencies != r.dependencies)
      return false;
  }
  return true;
}

bool judge_lineage(const StateSide& candidate, const StateSide& current, Restoration& out) {
  const std::string &old = candidate.header.lineage, &now = current.header.lineage;
  out.lineage = old.empty() || now.empty() ? "missing" : old == now ? "equal" : "different";
  if (out.lineage == "different") {
    add_finding(
        out, "OW520", Severity::Error,
        "The lineages differ: the candidate is the state of another stack or another workspace. The push is "
        "refused, and -force would make this configuration manage (and destroy) somebody else's objects.");
    return false;
  }
  if (out.lineage == "missing")
    add_finding(out, "OW521", Severity::Warning,
                "A lineage is missing (a very old state, or `show -json`, which leaves it out), so nothing "
                "proves that both states belong to one stack. Use the raw state: `state pull`.");
  return true;
}

void judge_serial(const StateSide& candidate, const StateSide& current, Restoration& out) {
  const std::string &old = candidate.header.serial, &now = current.header.serial;
  if (old.empty() || now.empty()) return;
  const int order = compare_versions(old, now);
  if (order > 0 || (order == 0 && same_content(candidate, current))) return;
  out.serial_to_set = plus_one(now);
  add_finding(out, order == 0 ? "OW523" : "OW522", Severity::Warning,
              "The candidate's serial is " + old + ", the current one is " + now +
                  (order == 0 ? " with other content" : "") +
                  ": the push is refused. Set the candidate's serial to " + out.serial_to_set +
                  "; `state push -force` would skip this check, and the one of the lineage with it.");
}

void judge_versions(const StateSide& candidate, const StateSide& current, Restoration& out) {
  if (compare_versions(candidate.header.terraform_version, current.header.terraform_version) > 0)
    add_finding(out, "OW524", Severity::Warning,
                "The candidate was written by a newer engine (" + candidate.header.terraform_version +
                    ") than the current state (" + current.header.terraform_version +
                    "): the older one may refuse it.");
  std::vector<std::string> newer, sources;
  for (const StateRecord& r : candidate.records) {
    const StateRecord* other = current.find(r.key());
    if (!other) continue;
    if (!r.schema_version.empty() && !other->schema_version.empty() &&
        compare_versions(r.schema_version, other->schema_version) > 0)
      newer.push_back(r.address);
    if (r.provider_source != other->provider_source) sources.push_back(r.address);
  }
  if (!newer.empty())
    add_finding(out, "OW525", Severity::Warning,
                "Written by a newer provider version (schema_version is higher): the provider that wrote the "
                "current state cannot read them.",
                newer);
  if (!sources.empty())
    add_finding(out, "OW526", Severity::Warning,
                "The provider's source address changed; run `state replace-provider` after the push.",
                sources);
}

bool judge_shape(const StateSide& candidate, const StateSide& current, Restoration& out) {
  bool sound = true;
  std::vector<std::string> dropped;
  for (const StateRecord& r : candidate.records)
    if (r.provider_on_instance) dropped.push_back(r.address);
  if (!dropped.empty()) {
    add_finding(out, "OW527", Severity::Error,
                "OpenTofu wrote a provider for each instance here (for_each on a provider). Terraform drops "
                "such objects without a word; push and plan with OpenTofu only.",
                dropped);
    sound = false;
  }
  if (current.records.size() >= kManyObjects &&
      candidate.records.size() * kCollapsed < current.records.size()) {
    add_finding(out, "OW528", Severity::Error,
                "The candidate holds " + std::to_string(candidate.records.size()) +
                    " objects, the current state " + std::to_string(current.records.size()) +
                    ": most of what exists would be unmanaged. Look for a later backup.");
    sound = false;
  }
  if (!candidate.duplicates.empty()) {
    add_finding(out, "OW550", Severity::Error,
                candidate.header.form == StateForm::Shown
                    ? "Objects cannot be told apart: this old `show -json` leaves modules out of the "
                      "addresses. Use the raw state (`state pull`)."
                    : "The candidate lists an object twice: the engine refuses it.",
                candidate.duplicates);
    sound = false;
  }
  return sound;
}

}  // namespace

void add_finding(Restoration& out, std::string code, Severity severity, std::string message,
                 std::vector<std::string> addresses) {
  Finding f;
  f.code = std::move(code);
  f.severity = severity;
  f.message = std::move(message);
  f.addresses = std::move(addresses);
  out.findings.push_back(std::move(f));
}

std::string plus_one(std::string digits) {
  for (auto at = digits.rbegin(); at != digits.rend(); ++at) {
    if (*at != '9') {
      ++*at;
      return digits;
    }
    *at = '0';
  }
  return "1" + digits;
}

bool judge_push(const StateSide& candidate, const StateSide& current, Restoration& out) {
  const bool lineage = judge_lineage(candidate, current, out);
  judge_serial(candidate, current, out);
  judge_versions(candidate, current, out);
  const bool shape = judge_shape(candidate, current, out);
  return lineage && shape;
}

}  // namespace oneway
