#include <algorithm>
#include <cctype>
#include <span>

#include "catalog/registry.h"
#include "declaration/allowance.h"
#include "declaration/declaration.h"
#include "declaration/secrets.h"
#include "declaration/summary.h"

namespace oneway {
namespace {

// Patterns that go back to the old configuration or the old state, or only make time.
constexpr std::string_view kGoBack[] = {"revert-configuration", "pin-module-version", "restore-state"};
constexpr std::string_view kNoRecovery[] = {"pause-narrowly", "guard-first", "lift-guard"};
// Patterns that leave the old secret where it is.
constexpr std::string_view kForward[] = {"rotate-forward", "roll-forward", "compensate", "blue-green",
                                         "expand-contract"};

bool among(std::span<const std::string_view> list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
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

std::string field_of(const std::string& part) {
  return "rollbackWindow" + (part.empty() ? "" : "." + part);
}

class Judge {
 public:
  Judge(Assessment& a, const Declaration& d) : a_(a), d_(d), computed_(computed_class(a)) {}

  void judge(const std::string& environment) {
    judge_class();
    for (const auto& [part, promise] : d_.windows) judge_window(part, promise);
    judge_parts();
    judge_irreversible();
    judge_questions();
    judge_method();
    for (Objection& o : judge_secrets(a_, d_, !names_any(kForward)))
      report(o.code, std::move(o.message), std::move(o.addresses));
    judge_objectives();
    judge_environment(environment);
    a_.declared = summary_of(d_, found_.empty());
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

  bool names_any(std::span<const std::string_view> patterns) const {
    const std::string method = dashed(d_.method);
    return std::any_of(patterns.begin(), patterns.end(),
                       [&](std::string_view pattern) { return says(method, pattern); });
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

  void judge_window(const std::string& part, const Declaration::Promise& promise) {
    const Allowance allowed = allowance(a_, part);
    const std::string is = field_of(part) + " is " + promise.text + ", ";
    if (promise.seconds == 0) return;
    if (allowed.shortest) {
      const AssessedChange& c = *allowed.shortest->change;
      const Window& w = *allowed.shortest->window;
      const std::string allows = c.address + " allows " + w.length + ": " + w.what + " (" + w.why + ")";
      if (!promise.seconds)
        report("OW802", is + "which says no length, and " + allows, {c.address});
      else if (*promise.seconds > *w.seconds)
        report("OW802", is + allows, {c.address});
    }
    if (!promise.condition.empty()) return;
    if (!allowed.events.empty()) {
      const AssessedChange& c = *allowed.events.front().change;
      const Window& w = *allowed.events.front().window;
      report("OW802",
             is + c.address + " allows it only " + w.length + ": " + w.what + " (" + w.why + "). Say `" +
                 promise.text + " " + w.length + "`.",
             {c.address});
    }
    for (const Allowance::Limit& blocked : allowed.blocked) judge_blocked(is, promise, blocked);
  }

  // A window in which there is no way back at any time.
  void judge_blocked(const std::string& is, const Declaration::Promise& promise,
                     const Allowance::Limit& blocked) {
    const AssessedChange& c = *blocked.change;
    if (!blocked.window)
      report("OW802",
             is + c.address + " allows none: " + c.effects.front().message +
                 " Say `none`, or behind the length what it depends on (`" + promise.text +
                 " while the manual snapshot is kept`).",
             {c.address});
    else if (!blocked.window->seconds || promise.seconds.value_or(0) <= *blocked.window->seconds)
      report("OW802",
             is + "and of " + c.address + " " + blocked.window->what + " " +
                 (blocked.window->seconds ? "for " : "") + blocked.window->length +
                 ": until then there is no way back under it.",
             {c.address});
  }

  void judge_parts() {
    if (d_.windows.empty() || d_.windows.front().first.empty()) return;
    for (const AssessedChange& c : a_.changes) {
      const std::string_view part = window_part(c.surface);
      if (!c.window.closes.empty() && c.cls != RollbackClass::FullyReversible &&
          std::none_of(d_.windows.begin(), d_.windows.end(), [&](const auto& w) { return w.first == part; }))
        report("OW802",
               "rollbackWindow." + std::string(part) + " is not there, and " + c.address + " allows " +
                   c.window.length + ": " + c.window.what + " (" + c.window.why + ")",
               {c.address});
    }
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
                                says(method, "restore-the-state") || says(method, "restore-old-state") ||
                                says(method, "state-push");
    if (restores_state && d_.state_restore_approved_by.empty())
      report("OW805",
             "rollbackMethod is " + d_.method +
                 ", which brings no object back: it changes only what the engine believes. "
                 "stateRestoreApprovedBy names no owner who accepts that; try `oneway restore` first.",
             {});
    if (computed_ < kOneWay) return;
    const auto& patterns = all_repairs();
    if (std::none_of(patterns.begin(), patterns.end(), [&](const RepairInfo& r) {
          return !among(kGoBack, r.pattern) && !among(kNoRecovery, r.pattern) && says(method, r.pattern);
        }))
      report("OW805",
             "rollbackMethod is " + d_.method + ", the plan is " + std::string(id(computed_)) +
                 ": going back to the old configuration is not enough; name a repair pattern such as " +
                 advice() + ".",
             {});
  }

  std::string advice() const {
    for (const Recommendation& r : a_.recommendations)
      if (r.cls == computed_ && !r.ways.empty()) return r.ways.front().pattern;
    return "roll-forward, restore-from-backup or compensate";
  }

  // The way back must be gone through before it closes.
  void judge_objectives() {
    const Allowance allowed = allowance(a_, "");
    if (!allowed.shortest) return;
    std::int64_t needed = 0;
    std::string fields;
    for (const auto& [objective, length] : d_.slo)
      if (objective == "detect" || objective == "decide" || objective == "execute") {
        needed += length.seconds;
        fields += (fields.empty() ? "rollbackSLO." : " + ") + objective + " " + length.text;
      }
    if (needed == 0 && d_.expected_duration) {
      needed = d_.expected_duration->seconds;
      fields = "expectedDuration " + d_.expected_duration->text;
    }
    const Window& w = *allowed.shortest->window;
    const AssessedChange& c = *allowed.shortest->change;
    if (needed > *w.seconds)
      report("OW808",
             fields + " is longer than the way back of " + c.address + " is open, which is " + w.length +
                 ": " + w.what + " (" + w.why + ")",
             {c.address});
  }

  void judge_environment(const std::string& environment) {
    if (d_.environment != environment)
      report("OW806", "environment is " + d_.environment + ", the plan is for " + environment + ".", {});
    for (const auto& [variable, value] : a_.shown_environments)
      if (!same_environment(value, d_.environment))
        report("OW806",
               "environment is " + d_.environment + ", the variable " + variable + " of the plan is " +
                   value + ".",
               {});
  }

  // "prod" and "production" are one.
  static bool same_environment(const std::string& a, const std::string& b) {
    const std::string x = dashed(a), y = dashed(b);
    const std::string_view p = std::string_view(x).substr(0, x.size() - 1),
                           q = std::string_view(y).substr(0, y.size() - 1);
    return p.starts_with(q) || q.starts_with(p);
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
