#include "report/issues.h"

#include <cstdint>
#include <cstdio>
#include <set>

namespace oneway::report {
namespace {

// FNV-1a over the parts, each ended by a zero byte.
std::string fingerprint(std::initializer_list<std::string_view> parts) {
  std::uint64_t hash = 14695981039346656037u;
  auto add = [&](unsigned char byte) { hash = (hash ^ byte) * 1099511628211u; };
  for (std::string_view part : parts) {
    for (char c : part) add(static_cast<unsigned char>(c));
    add(0);
  }
  char hex[17];
  std::snprintf(hex, sizeof hex, "%016llx", static_cast<unsigned long long>(hash));
  return hex;
}

bool names(const std::string& code, const Issue& issue) {
  return code == issue.code || (issue.change && (code.empty() || code == id(issue.change->cls)));
}

Severity severity_of(RollbackClass c) {
  return c >= RollbackClass::ForwardOnly ? Severity::Warning : Severity::Note;
}

}  // namespace

Issues::Issues(const Assessment& a) : a_(a) {
  for (const Gate::Failure& f : a.gate.failures) failures_.emplace(f.address, &f);
  for (const Gate::Acknowledged& k : a.gate.acknowledged) acknowledged_.emplace(k.address, &k);
  for (const AssessedChange& c : a.changes)
    if (failures_.contains(c.address)) changes_by_address_.emplace(c.address, &c);
}

void Issues::judge(Issue& issue) const {
  auto [failure, last_failure] = failures_.equal_range(issue.address);
  for (; failure != last_failure; ++failure)
    issue.fails_gate = issue.fails_gate || names(failure->second->code, issue);
  if (issue.fails_gate) issue.severity = Severity::Error;
  auto [known, last_known] = acknowledged_.equal_range(issue.address);
  for (; known != last_known; ++known)
    if (!issue.fails_gate && names(known->second->code, issue)) issue.acknowledged = known->second;
}

std::vector<Issue> Issues::of(const AssessedChange& c) const {
  std::vector<Issue> issues;
  if (c.cls == RollbackClass::FullyReversible && c.apply_stops.empty()) return issues;
  std::set<std::string_view> seen;
  auto add = [&](const std::string& code, RollbackClass cls, const std::string& message) {
    if (!seen.insert(code).second) return;
    Issue issue;
    issue.code = code;
    issue.address = c.address;
    issue.change = &c;
    issue.severity = severity_of(cls);
    issue.message = message;
    issue.fingerprint = fingerprint({code, c.address, c.deposed, std::to_string(c.input)});
    judge(issue);
    issues.push_back(std::move(issue));
  };
  for (const Effect& e : c.effects)
    if (e.cls != RollbackClass::FullyReversible) add(e.code, e.cls, e.message);
  for (const ApplyStop& s : c.apply_stops) add(s.code, RollbackClass::ForwardOnly, s.message);
  return issues;
}

bool Issues::shown(const Gate::Failure& f) const {
  auto [change, last] = changes_by_address_.equal_range(f.address);
  for (; change != last; ++change)
    for (const Issue& issue : of(*change->second))
      if (names(f.code, issue)) return true;
  return false;
}

std::vector<Issue> Issues::of_plan() const {
  std::vector<Issue> issues;
  std::set<std::pair<std::string_view, std::string_view>>
      codes;  // of findings, with the address they stand for
  for (const Finding& f : a_.findings) {
    Issue issue;
    issue.code = f.code;
    issue.address = f.addresses.empty() ? "" : f.addresses.front();
    issue.severity = f.severity;
    issue.message = f.message;
    issue.fingerprint = fingerprint({f.code, issue.address, f.message});
    judge(issue);
    codes.emplace(f.code, issue.address);
    issues.push_back(std::move(issue));
  }
  for (const Gate::Failure& f : a_.gate.failures) {
    if (codes.contains({f.code, f.address}) || shown(f)) continue;
    Issue issue;
    issue.code = f.code.empty() ? std::string(id(f.cls)) : f.code;
    issue.address = f.address;
    issue.severity = Severity::Error;
    issue.fails_gate = true;
    issue.message = f.message.empty() ? std::string(title(f.cls)) : f.message;
    issue.fingerprint = fingerprint({issue.code, f.address, "gate"});
    issues.push_back(std::move(issue));
  }
  return issues;
}

void Issues::each(const std::function<void(const Issue&)>& visit) const {
  for (const AssessedChange& c : a_.changes)
    for (const Issue& issue : of(c)) visit(issue);
  for (const Issue& issue : of_plan()) visit(issue);
}

const SourceLocation* location_of(const Options& options, const std::string& address) {
  auto it = options.locations.find(address);
  return it == options.locations.end() ? nullptr : &it->second;
}

}  // namespace oneway::report
