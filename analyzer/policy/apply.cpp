#include <algorithm>
#include <set>

#include "policy/policy.h"

namespace oneway {
namespace {

constexpr std::string_view kExpired = "OW820", kUnused = "OW821", kProtected = "OW822", kLimit = "OW823";

bool has(const std::vector<std::string>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool any_glob(const std::vector<std::string>& globs, std::string_view text) {
  return std::any_of(globs.begin(), globs.end(), [&](const std::string& g) { return glob_matches(g, text); });
}

// The mildest class that fails for a change, the stricter of policy and floor.
RollbackClass threshold(const PolicyQuestion& q, const std::string& surface) {
  RollbackClass limit = q.fail_on;
  const auto narrow = [&](const Policy& p, RollbackClass start) {
    RollbackClass at = p.fail_on.value_or(start);
    if (auto e = p.fail_on_environment.find(q.environment); e != p.fail_on_environment.end()) at = e->second;
    if (auto s = p.fail_on_surface.find(surface); s != p.fail_on_surface.end()) at = std::min(at, s->second);
    return at;
  };
  if (q.policy) limit = narrow(*q.policy, limit);
  if (q.floor) limit = std::min(limit, narrow(*q.floor, RollbackClass::NonRecoverable));
  return limit;
}

class Decision {
 public:
  Decision(Assessment& a, const PolicyQuestion& q) : a_(a), q_(q) {
    if (q.policy) used_.resize(q.policy->acknowledgements.size());
    for (const Policy* p : {q.policy, q.floor})
      if (p) policies_.push_back(p);
  }

  void decide() {
    a_.gate = {};
    a_.gate.fail_on = id(threshold(q_, ""));
    for (const AssessedChange& c : a_.changes) decide_change(c);
    decide_limits();
    for (const Finding& f : a_.findings) decide_finding(f);
    judge_acknowledgements();
    a_.gate.passed = a_.gate.failures.empty();
  }

 private:
  void fail(std::string_view code, const std::string& address, RollbackClass cls, const std::string& message,
            const std::string& digest) {
    const bool warned = q_.policy && has(q_.policy->warn_codes, code);
    const bool fixed = q_.floor && has(q_.floor->fail_codes, code);
    if (warned && !fixed) return;
    if (const Acknowledgement* ack = fixed ? nullptr : acknowledged(code, address, cls, digest)) {
      a_.gate.acknowledged.push_back(
          {std::string(code), address, ack->reason, ack->approved_by, day_text(ack->expires)});
      return;
    }
    a_.gate.failures.push_back({std::string(code), address, cls, message});
  }

  const Acknowledgement* acknowledged(std::string_view code, const std::string& address, RollbackClass cls,
                                      const std::string& digest) {
    if (!q_.policy) return nullptr;
    const Acknowledgement* found = nullptr;
    for (std::size_t i = 0; i < q_.policy->acknowledgements.size(); ++i) {
      const Acknowledgement& ack = q_.policy->acknowledgements[i];
      const bool fits = (ack.code.empty() || ack.code == code) && (!ack.cls || *ack.cls == cls) &&
                        glob_matches(ack.address, address) &&
                        (ack.change_digest.empty() || ack.change_digest == digest);
      if (!fits) continue;
      used_[i] = true;
      if (ack.expires >= q_.today && !found) found = &ack;
    }
    return found;
  }

  void decide_change(const AssessedChange& c) {
    const bool destroys = c.actions.deletes();
    const bool guarded =
        destroys && std::any_of(policies_.begin(), policies_.end(), [&](const Policy* p) {
          return any_glob(p->protected_addresses, c.address) || any_glob(p->protected_types, c.type);
        });
    if (guarded)
      fail(kProtected, c.address, c.cls, "The policy protects it from being destroyed or replaced.",
           c.digest);
    if (c.cls >= threshold(q_, c.surface) && c.cls != RollbackClass::FullyReversible)
      fail(c.effects.front().code, c.address, c.cls, c.effects.front().message, c.digest);
    for (const ApplyStop& stop : c.apply_stops)
      if (stop.certain) fail(stop.code, c.address, c.cls, stop.message, c.digest);
    std::set<std::string> told{c.effects.front().code};
    for (const Effect& e : c.effects)
      if (is_failing_code(e.code) && (told.insert(e.code).second || c.cls < threshold(q_, c.surface)))
        fail(e.code, c.address, e.cls, e.message, c.digest);
  }

  void decide_limits() {
    std::uint64_t destroys = 0, managed = 0;
    for (const AssessedChange& c : a_.changes)
      if (c.mode == "managed" && c.deposed.empty()) {
        destroys += c.actions.deletes();
        managed += !c.actions.is_only(Action::Create);
      }
    managed += a_.summary.unchanged;
    for (const Policy* p : policies_) {
      if (p->most_destroys && destroys > *p->most_destroys)
        fail(kLimit, "", RollbackClass::FullyReversible,
             "The plan destroys or replaces " + std::to_string(destroys) +
                 (destroys == 1 ? " object; the policy allows " : " objects; the policy allows ") +
                 std::to_string(*p->most_destroys) + ".",
             "");
      if (p->most_percent_destroyed && managed &&
          destroys * 100 > static_cast<std::uint64_t>(*p->most_percent_destroyed) * managed)
        fail(kLimit, "", RollbackClass::FullyReversible,
             "The plan destroys or replaces " + std::to_string(destroys * 100 / managed) +
                 " % of the stack; the policy allows " + std::to_string(*p->most_percent_destroyed) + " %.",
             "");
    }
  }

  void decide_finding(const Finding& f) {
    const bool by_class = f.cls && *f.cls >= threshold(q_, "") && *f.cls != RollbackClass::FullyReversible;
    if (f.severity != Severity::Error && !by_class && !is_failing_code(f.code)) return;
    fail(f.code, f.addresses.empty() ? "" : f.addresses.front(),
         f.cls.value_or(RollbackClass::FullyReversible), f.message, "");
  }

  void judge_acknowledgements() {
    for (std::size_t i = 0; i < used_.size(); ++i) {
      const Acknowledgement& ack = q_.policy->acknowledgements[i];
      const bool expired = ack.expires < q_.today;
      if (used_[i] && !expired) continue;
      Finding f;
      f.code = expired ? kExpired : kUnused;
      f.severity = expired && used_[i] ? Severity::Warning : Severity::Note;
      f.message = "The acknowledgement at " + ack.place +
                  (expired ? " expired on " + day_text(ack.expires) : " fits nothing in this plan") +
                  "; take it out of the policy.";
      a_.findings.push_back(std::move(f));
    }
  }

  bool is_failing_code(std::string_view code) const {
    return std::any_of(policies_.begin(), policies_.end(),
                       [&](const Policy* p) { return has(p->fail_codes, code); });
  }

  Assessment& a_;
  const PolicyQuestion& q_;
  std::vector<const Policy*> policies_;
  std::vector<bool> used_;
};

}  // namespace

void apply_policy(Assessment& assessment, const PolicyQuestion& question) {
  Decision(assessment, question).decide();
}

}  // namespace oneway
