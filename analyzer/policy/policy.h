// The gate, and a team's rules for it (.oneway.yaml): what fails, what only warns, what is protected, what
// was acknowledged.
//
// Reading is strict: an unknown key, a wrong word or a missing `expires` is a UsageError with
// file:line:column. A floor is a policy that another one may only tighten: what the floor fails cannot be
// warned away, and not be acknowledged anywhere but in the floor unless the floor says so.
// `rules:` names folders of facts (catalog/overlay.h); where there is a floor, only its own may be milder.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/assessment.h"

namespace oneway {

// Days since 1970-01-01.
using Day = std::int64_t;
std::optional<Day> parse_day(std::string_view iso_date);  // "2027-01-31"
std::string day_text(Day day);
Day current_day();  // in UTC

struct Acknowledgement {
  std::string code;                  // a finding or effect code, or ""
  std::optional<RollbackClass> cls;  // or a class, which holds for milder ones as well
  std::string address;               // a glob: * within a step, ** across steps
  std::string reason, approved_by;
  Day expires = 0;
  std::string change_digest;  // "" or the digest of exactly this change
  std::string place;          // "file:line"
  // Of a comment in the configuration, instead of the glob: input and static address of each resource that it
  // stands beside; and why it cannot count, "" if it can.
  std::vector<std::pair<std::size_t, std::string>> resources;
  std::string fault;
};

struct Policy {
  std::string file;
  std::optional<RollbackClass> fail_on, warn_on;
  std::map<std::string, RollbackClass> fail_on_surface, fail_on_environment;
  std::vector<std::string> fail_codes, warn_codes;
  std::vector<std::string> protected_addresses, protected_types;  // globs
  std::optional<std::uint64_t> most_destroys;
  std::optional<int> most_percent_destroyed;
  int longest_acknowledgement_days = 90;
  // May what this policy fails be acknowledged in another policy, or in comments of the configuration? As a
  // floor: no, unless it says so; otherwise: yes, unless it says no.
  std::optional<bool> acknowledge_in_policy, acknowledge_in_source;
  std::vector<Acknowledgement> acknowledgements;
  std::vector<std::string> rules;  // folders of facts; relative ones were written relative to `file`
};

// `text` is the file's content. Throws UsageError listing every fault.
Policy read_policy(const std::string& text, const std::string& file, Day today);
Policy load_policy(const std::string& path, Day today);

// "oneway:ack CODE-OR-CLASS until YYYY-MM-DD reason", anywhere in a comment. What is wrong with it becomes
// its `fault`.
Acknowledgement read_comment(std::string_view comment, const std::string& place);

struct PolicyQuestion {
  std::string environment = {};
  RollbackClass fail_on = RollbackClass::NonRecoverable;  // what no policy says otherwise
  Day today = 0;
  const Policy* policy = nullptr;
  const Policy* floor = nullptr;
  const std::vector<Acknowledgement>* comments = nullptr;  // read_comment() of each, with its resources
};

// Decides the gate: fills Assessment::gate and adds findings for acknowledgements that expired, fit nothing
// or cannot count. Without a policy it fails on every change of class `fail_on` or worse, on every apply that
// is certain to stop half-way, and on findings that say the plan was not understood or is not whole.
void apply_policy(Assessment& assessment, const PolicyQuestion& question);

// "module.db.*" matches "module.db.aws_db_instance"; "**" crosses dots; brackets are literal.
bool glob_matches(std::string_view glob, std::string_view text);

}  // namespace oneway
