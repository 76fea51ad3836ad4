// A team's rules for the gate (.oneway.yaml): what fails, what only warns, what is protected, what was
// acknowledged.
//
// Reading is strict: an unknown key, a wrong word or a missing `expires` is a UsageError with
// file:line:column. A floor is a policy that another one may only tighten: what the floor fails cannot be
// warned away or acknowledged below it by a file that a pull request can change.
// `rules:` names folders of facts (catalog/overlay.h); where there is a floor, only its own may be milder.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
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
  std::optional<RollbackClass> cls;  // or a class
  std::string address;               // a glob: * within a step, ** across steps
  std::string reason, approved_by;
  Day expires = 0;
  std::string change_digest;  // "" or the digest of exactly this change
  std::string place;          // "file:line"
};

struct Policy {
  std::string file;
  std::optional<RollbackClass> fail_on;
  std::map<std::string, RollbackClass> fail_on_surface, fail_on_environment;
  std::vector<std::string> fail_codes, warn_codes;
  std::vector<std::string> protected_addresses, protected_types;  // globs
  std::optional<std::uint64_t> most_destroys;
  std::optional<int> most_percent_destroyed;
  int longest_acknowledgement_days = 90;
  std::vector<Acknowledgement> acknowledgements;
  std::vector<std::string> rules;  // folders of facts; relative ones were written relative to `file`
};

// `text` is the file's content. Throws UsageError listing every fault.
Policy read_policy(const std::string& text, const std::string& file, Day today);
Policy load_policy(const std::string& path, Day today);

struct PolicyQuestion {
  std::string environment;
  RollbackClass fail_on = RollbackClass::NonRecoverable;  // what no policy says otherwise
  Day today = 0;
  const Policy* policy = nullptr;
  const Policy* floor = nullptr;
};

// Decides the gate anew: fills Assessment::gate and adds findings for expired and unused acknowledgements.
void apply_policy(Assessment& assessment, const PolicyQuestion& question);

// "module.db.*" matches "module.db.aws_db_instance"; "**" crosses dots; brackets are literal.
bool glob_matches(std::string_view glob, std::string_view text);

}  // namespace oneway
