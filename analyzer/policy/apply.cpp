#include <algorithm>
#include <set>

#include "policy/acknowledgements.h"

namespace oneway {
namespace {

constexpr std::string_view kProtected = "OW822", kLimit = "OW823";

bool has(const std::vector<std::string>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool any_glob(const std::vector<std::string>& globs, std::string_view text) {
  return std::any_of(globs.begin(), globs.end(), [&](const std::string& g) { return glob_matches(g, text); });
}

bool reaches(RollbackClass cls, std::optional<RollbackClass> threshold) {
  return threshold && cls >= *threshold && cls != RollbackClass::FullyReversible;
}

class Decision {
 public:
  Decision(Assessment& a, const PolicyQuestion& q) : a_(a), q_(q), acknowledgements_(q) {
    for (const Policy* p : {q.policy, q.floor})
      if (p) policies_.push_back(p);
  }

  void decide() {
    a_.gate = {};
    a_.gate.fail_on = id(threshold(""));
    for (const AssessedChange& c : a_.changes) decide_change(c);
    decide_limits();
    for (const Finding& f : a_.findings) decide_finding(f);
    acknowledgements_.report(a_);
    a_.gate.passed = a_.gate.failures.empty();
  }

 private:
  // The mildest class that fails: where one policy (or the floor) says so, and for all of them together.
  std::optional<RollbackClass> threshold_of(const Policy* p, const std::string& surface) const {
    if (!p) return std::nullopt;
    std::optional<RollbackClass> at = p->fail_on;
    if (auto e = p->fail_on_environment.find(q_.environment); e != p->fail_on_environment.end())
      at = e->second;
    if (auto s = p->fail_on_surface.find(surface); s != p->fail_on_surface.end())
      at = at ? std::min(*at, s->second) : std::min(q_.fail_on, s->second);
    return at;
  }
  RollbackClass threshold(const std::string& surface) const {
    const RollbackClass own = threshold_of(q_.policy, surface).value_or(q_.fail_on);
    const auto floor = threshold_of(q_.floor, surface);
    return floor ? std::min(own, *floor) : own;
  }

  bool fails_code(std::string_view code) const {
    return std::any_of(policies_.begin(), policies_.end(),
                       [&](const Policy* p) { return has(p->fail_codes, code); });
  }

  // True if nothing lets it pass; then the caller reports it, or something worse.
  bool stands(Objection& o) {
    o.by_floor = o.by_floor || (q_.floor && has(q_.floor->fail_codes, o.failure.code));
    const bool warned = (q_.floor && has(q_.floor->warn_codes, o.failure.code)) ||
                        (q_.policy && has(q_.policy->warn_codes, o.failure.code) && !o.by_floor);
    if (warned) {
      a_.gate.warnings.push_back(o.failure);
      return false;
    }
    const Acknowledgement* ack = acknowledgements_.fitting(o);
    if (!ack) return true;
    const Gate::Failure& f = o.failure;
    a_.gate.acknowledged.push_back({f.code, f.address, ack->reason, ack->approved_by, day_text(ack->expires),
                                    f.deposed, f.input, ack->place});
    return false;
  }

  void object(Objection o) {
    if (stands(o)) a_.gate.failures.push_back(std::move(o.failure));
  }

  static Objection about(const AssessedChange& c, std::string_view code, RollbackClass cls,
                         const std::string& message) {
    return {{std::string(code), c.address, cls, message, c.deposed, c.input}, c.digest};
  }

  static bool guards(const Policy* p, const AssessedChange& c) {
    return p && c.actions.deletes() &&
           (any_glob(p->protected_addresses, c.address) || any_glob(p->protected_types, c.type));
  }

  void decide_change(const AssessedChange& c) {
    const bool by_floor = guards(q_.floor, c);
    if (by_floor || guards(q_.policy, c)) {
      Objection o = about(c, kProtected, c.cls, "The policy protects it from being destroyed or replaced.");
      o.by_floor = by_floor;
      object(std::move(o));
    }
    std::set<std::string> told;
    decide_class(c, told);
    for (const ApplyStop& stop : c.apply_stops)
      if (stop.certain) object(about(c, stop.code, c.cls, stop.message));
    for (const Effect& e : c.effects)
      if (fails_code(e.code) && told.insert(e.code).second) object(about(c, e.code, e.cls, e.message));
    if (q_.policy && told.empty() && reaches(c.cls, q_.policy->warn_on))
      a_.gate.warnings.push_back(about(c, c.effects.front().code, c.cls, c.effects.front().message).failure);
  }

  // One failure a change, for its worst effect that nothing lets pass: to acknowledge a change is to
  // acknowledge each effect that would fail it.
  void decide_class(const AssessedChange& c, std::set<std::string>& told) {
    const RollbackClass limit = threshold(c.surface);
    if (!reaches(c.cls, limit)) return;
    const auto floor = threshold_of(q_.floor, c.surface);
    for (const Effect& e : c.effects) {
      if (!reaches(e.cls, limit) || !told.insert(e.code).second) continue;
      Objection o = about(c, e.code, e.cls, e.message);
      o.by_floor = reaches(e.cls, floor);
      if (!stands(o)) continue;
      a_.gate.failures.push_back(std::move(o.failure));
      return;
    }
  }

  void decide_limits() {
    std::uint64_t destroys = 0, managed = 0;
    for (const AssessedChange& c : a_.changes)
      if (c.mode == "managed" && c.deposed.empty()) {
        destroys += c.actions.deletes();
        managed += !c.actions.is_only(Action::Create);
      }
    managed += a_.summary.unchanged;
    const auto over = [&](const Policy* p, const std::string& message) {
      Objection o{{std::string(kLimit), "", RollbackClass::FullyReversible, message}, ""};
      o.by_floor = p == q_.floor;
      object(std::move(o));
    };
    for (const Policy* p : policies_) {
      if (p->most_destroys && destroys > *p->most_destroys)
        over(p, "The plan destroys or replaces " + std::to_string(destroys) + " objects; the policy allows " +
                    std::to_string(*p->most_destroys) + ".");
      if (p->most_percent_destroyed && managed &&
          destroys * 100 > static_cast<std::uint64_t>(*p->most_percent_destroyed) * managed)
        over(p, "The plan destroys or replaces " + std::to_string(destroys * 100 / managed) +
                    " % of the stack; the policy allows " + std::to_string(*p->most_percent_destroyed) +
                    " %.");
    }
  }

  void decide_finding(const Finding& f) {
    const bool by_class = f.cls && reaches(*f.cls, threshold(""));
    if (f.severity != Severity::Error && !by_class && !fails_code(f.code)) return;
    Objection o{{f.code, f.addresses.empty() ? "" : f.addresses.front(),
                 f.cls.value_or(RollbackClass::FullyReversible), f.message},
                ""};
    o.by_floor = f.cls && reaches(*f.cls, threshold_of(q_.floor, ""));
    object(std::move(o));
  }

  Assessment& a_;
  const PolicyQuestion& q_;
  Acknowledgements acknowledgements_;
  std::vector<const Policy*> policies_;
};

}  // namespace

void apply_policy(Assessment& assessment, const PolicyQuestion& question) {
  Decision(assessment, question).decide();
}

}  // namespace oneway
