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

// Is it this issue that the gate decided on? `decided` is a failure or an acknowledgement.
template <class Decided>
bool names(const Decided& decided, const Issue& issue) {
  if (issue.change && (decided.input != issue.change->input || decided.deposed != issue.change->deposed))
    return false;
  return decided.code == issue.code ||
         (issue.change && (decided.code.empty() || decided.code == id(issue.change->cls)));
}

template <class Map>
auto find(const Map& decisions, const Issue& issue) -> decltype(decisions.begin()->second) {
  auto [at, last] = decisions.equal_range(issue.address);
  for (; at != last; ++at)
    if (names(*at->second, issue)) return at->second;
  return nullptr;
}

Severity severity_of(RollbackClass c) {
  return c >= RollbackClass::ForwardOnly ? Severity::Warning : Severity::Note;
}

}  // namespace

Issues::Issues(const Assessment& a) : a_(a) {
  for (const Gate::Failure& f : a.gate.failures) failures_.emplace(f.address, &f);
  for (const Gate::Failure& f : a.gate.warnings) warnings_.emplace(f.address, &f);
  for (const Gate::Acknowledged& k : a.gate.acknowledged) acknowledged_.emplace(k.address, &k);
  for (const AssessedChange& c : a.changes)
    if (failures_.contains(c.address) || warnings_.contains(c.address))
      changes_by_address_.emplace(c.address, &c);
}

void Issues::judge(Issue& issue) const {
  issue.fails_gate = find(failures_, issue) != nullptr;
  issue.warned = !issue.fails_gate && find(warnings_, issue) != nullptr;
  if (issue.fails_gate) issue.severity = Severity::Error;
  if (issue.warned) issue.severity = Severity::Warning;
  if (!issue.fails_gate) issue.acknowledged = find(acknowledged_, issue);
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
      if (names(f, issue)) return true;
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
  for (const auto* decided : {&a_.gate.failures, &a_.gate.warnings})
    for (const Gate::Failure& f : *decided) {
      if (codes.contains({f.code, f.address}) || shown(f)) continue;
      Issue issue;
      issue.code = f.code.empty() ? std::string(id(f.cls)) : f.code;
      issue.address = f.address;
      issue.fails_gate = decided == &a_.gate.failures;
      issue.warned = !issue.fails_gate;
      issue.severity = issue.fails_gate ? Severity::Error : Severity::Warning;
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

std::optional<SourceLocation> location_of(const Options& options, const Assessment& a, const Issue& issue) {
  if (!options.locate) return std::nullopt;
  if (issue.change) return options.locate(issue.change->input, issue.address);
  std::optional<SourceLocation> nearest;
  for (std::size_t input = 0; input < a.inputs.size(); ++input) {
    const auto found = options.locate(input, issue.address);
    if (found && found->exact) return found;
    if (!nearest) nearest = found;
  }
  return nearest;
}

}  // namespace oneway::report
