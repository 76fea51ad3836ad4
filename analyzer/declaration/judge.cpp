#include <algorithm>
#include <cctype>

#include "catalog/registry.h"
#include "declaration/declaration.h"

namespace oneway {
namespace {

constexpr RollbackClass kHighRisk = RollbackClass::ManualRepair;  // from here on every question is asked
constexpr std::string_view kRevert = "revert-configuration";

// Which changes a part of the window speaks for; "" and infrastructureModule speak for all.
bool speaks_for(std::string_view part, std::string_view surface) {
  const auto any = [&](std::initializer_list<std::string_view> list) {
    return std::find(list.begin(), list.end(), surface) != list.end();
  };
  if (part == "appImage") return any({"container", "registry-artifact", "kubernetes", "serverless"});
  if (part == "databaseSchema") return any({"database", "schema"});
  if (part == "secretRotation") return any({"secret", "key", "certificate", "identity"});
  if (part == "policyRule") return any({"policy", "iam"});
  return true;
}

// Lower case, and one dash for each run of anything else, with one at both ends: "-revert-the-commit-".
std::string dashed(std::string_view text) {
  std::string out = "-";
  for (unsigned char c : text) {
    if (std::isalnum(c))
      out += static_cast<char>(std::tolower(c));
    else if (out.back() != '-')
      out += '-';
  }
  if (out.back() != '-') out += '-';
  return out;
}

bool says(const std::string& dashed_text, std::string_view words) {
  return dashed_text.find("-" + std::string(words) + "-") != std::string::npos;
}

// "ADDRESS: CODE and why"; the address stands in full, the code anywhere behind it.
bool lists(const std::string& entry, const std::string& address, const std::string& code) {
  return entry.starts_with(address + ":") &&
         says(dashed(entry.substr(address.size())), dashed(code).substr(1, code.size()));
}

class Judge {
 public:
  Judge(Assessment& a, const Declaration& d) : a_(a), d_(d), computed_(computed_class(a)) {}

  void judge(const std::string& environment) {
    judge_class();
    judge_windows();
    judge_irreversible();
    judge_questions();
    judge_method();
    if (d_.environment != environment)
      report("OW806", "environment is " + d_.environment + ", the plan is for " + environment + ".", {});
    a_.findings.insert(a_.findings.end(), found_.begin(), found_.end());
    std::stable_sort(a_.findings.begin(), a_.findings.end(), [](const Finding& l, const Finding& r) {
      return l.severity != r.severity ? l.severity > r.severity : l.code < r.code;
    });
  }

 private:
  void report(const char* code, std::string message, std::vector<std::string> addresses) {
    Finding f;
    f.code = code;
    f.severity = Severity::Error;
    f.message = d_.file + ": " + std::move(message);
    f.addresses = std::move(addresses);
    found_.push_back(std::move(f));
  }

  void judge_class() {
    if (d_.cls >= computed_) return;
    const AssessedChange* reason = nullptr;
    for (const AssessedChange& c : a_.changes)
      if (!c.effects.empty() && (!reason || c.cls > reason->cls)) reason = &c;
    const std::string fact = reason && reason->cls == computed_
                                 ? " because of " + reason->address + ": " + reason->effects.front().message
                                 : ".";
    report(
        "OW801",
        "rollbackClass is " + std::string(id(d_.cls)) + ", the plan is " + std::string(id(computed_)) + fact,
        reason ? std::vector{reason->address} : std::vector<std::string>{});
  }

  void judge_windows() {
    for (const auto& [part, declared] : d_.windows) {
      const AssessedChange* shortest = nullptr;
      for (const AssessedChange& c : a_.changes)
        if (c.window.seconds && speaks_for(part, c.surface) &&
            (!shortest || *c.window.seconds < *shortest->window.seconds))
          shortest = &c;
      if (!shortest || declared.seconds <= *shortest->window.seconds) continue;
      report("OW802",
             "rollbackWindow" + (part.empty() ? "" : "." + part) + " is " + declared.text + ", " +
                 shortest->address + " allows " + shortest->window.length + ": " + shortest->window.why,
             {shortest->address});
    }
    if (d_.windows.empty()) return;
    for (const AssessedChange& c : a_.changes)
      if (c.window.seconds && std::none_of(d_.windows.begin(), d_.windows.end(),
                                           [&](const auto& w) { return speaks_for(w.first, c.surface); }))
        report("OW802",
               "rollbackWindow has no part that speaks for " + c.address + ", which allows " +
                   c.window.length + ": " + c.window.why,
               {c.address});
  }

  void judge_irreversible() {
    for (const AssessedChange& c : a_.changes)
      for (const Effect& e : c.effects)
        if (e.cls >= kOneWay &&
            std::none_of(d_.irreversible_effects.begin(), d_.irreversible_effects.end(),
                         [&](const std::string& entry) { return lists(entry, c.address, e.code); }))
          report("OW803",
                 "irreversibleEffects does not list " + c.address + ": " + e.code + ", which is " +
                     std::string(id(e.cls)) + ": " + e.message,
                 {c.address});
  }

  void judge_questions() {
    if (computed_ < kHighRisk) return;
    const std::pair<std::string_view, bool> open[] = {
        {"rollbackMethod", d_.method.empty()},
        {"rollbackWindow", d_.windows.empty()},
        {"rollbackUnsafeWhen", d_.unsafe_when.empty()},
        {"rollbackTrigger", d_.trigger.empty()},
        {"approvers", d_.approvers.empty()},
        {"expectedDuration", !d_.expected_duration},
        {"verification", d_.verification.empty()},
        {"evidence", d_.evidence.empty()},
    };
    for (const auto& [field, is_open] : open)
      if (is_open)
        report("OW804",
               std::string(field) + " is not answered, and the plan is " + std::string(id(computed_)) + ".",
               {});
  }

  void judge_method() {
    if (d_.method.empty()) return;
    const std::string method = dashed(d_.method);
    const bool restores_state = says(method, "state-restore") || says(method, "restore-state") ||
                                says(method, "restore-the-state") || says(method, "state-push");
    if (restores_state && d_.state_restore_approved_by.empty())
      report("OW805",
             "rollbackMethod restores the state, which brings no object back; stateRestoreApprovedBy names "
             "no owner who accepts that.",
             {});
    if (computed_ < kOneWay) return;
    const auto& patterns = all_repairs();
    if (std::none_of(patterns.begin(), patterns.end(),
                     [&](const RepairInfo& r) { return r.pattern != kRevert && says(method, r.pattern); }))
      report("OW805",
             "rollbackMethod is " + d_.method + ", the plan is " + std::string(id(computed_)) +
                 ": going back to the old configuration is not enough; name a repair pattern such as "
                 "roll-forward, restore-from-backup or compensate.",
             {});
  }

  Assessment& a_;
  const Declaration& d_;
  RollbackClass computed_;
  std::vector<Finding> found_;
};

}  // namespace

RollbackClass computed_class(const Assessment& assessment) {
  RollbackClass cls = assessment.summary.worst;
  for (const Finding& f : assessment.findings)
    if (f.cls) cls = worst(cls, *f.cls);
  return cls;
}

void judge_declaration(Assessment& assessment, const Declaration& declaration,
                       const std::string& environment) {
  Judge(assessment, declaration).judge(environment);
}

}  // namespace oneway
