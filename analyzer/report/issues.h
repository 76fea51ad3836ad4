// An assessment as a flat list of issues, the way SARIF, JUnit and the annotations of CI systems see it.
//
// One issue a change and code (and one a refusal), one a finding, and one for each gate failure that no other
// issue shows, so a failed gate is never without an issue that fails.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/assessment.h"
#include "report/report.h"

namespace oneway::report {

struct Issue {
  std::string code;                        // a finding code, or a class id where the gate named no code
  std::string address;                     // "" for the plan as a whole
  const AssessedChange* change = nullptr;  // null for the plan as a whole
  Severity severity =
      Severity::Note;  // Error exactly when it fails the gate or is a finding of that severity
  bool fails_gate = false;
  bool warned = false;  // it would fail the gate, but the policy only warns
  const Gate::Acknowledged* acknowledged = nullptr;
  std::string message;      // text of the plan, not escaped
  std::string fingerprint;  // the same for the same issue of a later run
};

class Issues {
 public:
  // `a` must outlive this.
  explicit Issues(const Assessment& a);

  std::vector<Issue> of(const AssessedChange& c) const;
  // Findings, then gate failures that nothing else shows.
  std::vector<Issue> of_plan() const;
  void each(const std::function<void(const Issue&)>& visit) const;

 private:
  void judge(Issue& issue) const;
  bool shown(const Gate::Failure& f) const;

  const Assessment& a_;
  std::unordered_multimap<std::string_view, const Gate::Failure*> failures_, warnings_;  // by address
  std::unordered_multimap<std::string_view, const Gate::Acknowledged*> acknowledged_;    // by address
  std::unordered_multimap<std::string_view, const AssessedChange*>
      changes_by_address_;  // those that fail the gate
};

// Where the block of the issue stands, or what is nearest to it (not exact); nullopt if nobody looked.
std::optional<SourceLocation> location_of(const Options& options, const Assessment& a, const Issue& issue);

}  // namespace oneway::report
