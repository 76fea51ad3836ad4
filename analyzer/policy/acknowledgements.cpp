#include "policy/acknowledgements.h"

#include <algorithm>

#include "model/address.h"

namespace oneway {
namespace {

constexpr std::string_view kExpired = "OW820", kUnused = "OW821", kCannotCount = "OW825";
constexpr int kDefaultDays = 90;

std::string static_address(const std::string& address) {
  const auto parsed = parse_address(address);
  return parsed ? parsed->static_string() : address;
}

bool matches(const Acknowledgement& ack, const Objection& o) {
  const Gate::Failure& f = o.failure;
  if (!ack.code.empty() && ack.code != f.code) return false;
  if (ack.cls && f.cls > *ack.cls) return false;
  if (!ack.change_digest.empty() && ack.change_digest != o.digest) return false;
  if (ack.resources.empty()) return glob_matches(ack.address, f.address);
  const std::string address = static_address(f.address);
  return std::any_of(ack.resources.begin(), ack.resources.end(),
                     [&](const auto& r) { return r.first == f.input && r.second == address; });
}

}  // namespace

Acknowledgements::Acknowledgements(const PolicyQuestion& q) : question_(q) {
  if (q.floor) add(q.floor->acknowledgements, Origin::Floor, true);
  if (q.policy)
    add(q.policy->acknowledgements, Origin::Policy,
        q.floor && q.floor->acknowledge_in_policy.value_or(false));
  if (q.comments)
    add(*q.comments, Origin::Comment, q.floor && q.floor->acknowledge_in_source.value_or(false));
}

void Acknowledgements::add(const std::vector<Acknowledgement>& list, Origin origin, bool below_floor) {
  int most_days = 36'600;  // of a policy: checked when it was read
  if (origin == Origin::Comment)
    most_days = question_.policy ? question_.policy->longest_acknowledgement_days : kDefaultDays;
  if (question_.floor) most_days = std::min(most_days, question_.floor->longest_acknowledgement_days);
  for (const Acknowledgement& ack : list) {
    Entry entry{&ack, origin, below_floor, ack.fault};
    const auto forbids = [&](const Policy* p) {
      return p && !(origin == Origin::Comment ? p->acknowledge_in_source : p->acknowledge_in_policy)
                       .value_or(true);
    };
    if (entry.fault.empty() && origin == Origin::Comment &&
        (forbids(question_.policy) || forbids(question_.floor)))
      entry.fault = "the policy takes no acknowledgements from comments";
    if (entry.fault.empty() && origin == Origin::Policy && forbids(question_.floor))
      entry.fault = "the floor takes no acknowledgements from other policies";
    if (entry.fault.empty() && ack.expires - question_.today > most_days)
      entry.fault = "it expires more than " + std::to_string(most_days) + " days from now";
    entries_.push_back(std::move(entry));
  }
}

const Acknowledgement* Acknowledgements::fitting(const Objection& o) {
  const Acknowledgement* found = nullptr;
  for (Entry& e : entries_) {
    if (!e.fault.empty() || !matches(*e.acknowledgement, o)) continue;
    e.fits = true;
    if (o.by_floor && !e.may_count_below_floor)
      e.refused = true;
    else if (e.acknowledgement->expires >= question_.today && !found)
      found = e.acknowledgement;
  }
  return found;
}

// Also what passes anyway: another gate may fail it.
bool Acknowledgements::fits_anything(const Acknowledgement& ack, const Assessment& a) {
  const auto fits = [&](const AssessedChange& c, const std::string& code, RollbackClass cls) {
    return matches(ack, {{code, c.address, cls, "", c.deposed, c.input}, c.digest});
  };
  return std::any_of(a.changes.begin(), a.changes.end(),
                     [&](const AssessedChange& c) {
                       return std::any_of(c.effects.begin(), c.effects.end(),
                                          [&](const Effect& e) { return fits(c, e.code, e.cls); }) ||
                              std::any_of(c.apply_stops.begin(), c.apply_stops.end(),
                                          [&](const ApplyStop& s) { return fits(c, s.code, c.cls); });
                     }) ||
         std::any_of(a.findings.begin(), a.findings.end(), [&](const Finding& f) {
           return matches(ack, {{f.code, f.addresses.empty() ? "" : f.addresses.front()}});
         });
}

void Acknowledgements::report(Assessment& a) {
  std::vector<Finding> found;
  for (const Entry& e : entries_) {
    const Acknowledgement& ack = *e.acknowledgement;
    const bool expired = ack.expires < question_.today;
    const std::string subject = "The acknowledgement at " + ack.place;
    Finding f;
    if (!e.fault.empty()) {
      f = {std::string(kCannotCount), Severity::Warning, subject + " does not count: " + e.fault + "."};
    } else if (expired) {
      f = {std::string(kExpired), e.fits ? Severity::Warning : Severity::Note,
           subject + " expired on " + day_text(ack.expires) + "; take it out."};
    } else if (e.refused) {
      f = {std::string(kCannotCount), Severity::Warning,
           subject + " does not count for what the policy floor fails."};
    } else if (!e.fits && !fits_anything(ack, a)) {
      f = {std::string(kUnused), Severity::Note, subject + " fits nothing in this plan; take it out."};
    } else {
      continue;
    }
    found.push_back(std::move(f));
  }
  a.findings.insert(a.findings.end(), found.begin(), found.end());
  sort_findings(a.findings);
}

}  // namespace oneway
