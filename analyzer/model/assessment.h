// The result of looking at a plan: what every report prints and nothing else knows. Plain values, no judgement.
//
// Text in here is for people and may hold any character the plan held: reports escape it for their medium.
// Values in `Evidence` are already redacted.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/plan.h"
#include "model/rollback_class.h"

namespace oneway {

enum class Transition : unsigned char { Forward, Revert };
std::string_view id(Transition t);

enum class Severity : unsigned char { Note, Warning, Error };
std::string_view id(Severity s);

// What an effect is about; the id is the enum's words with dashes ("data-lost").
enum class EffectKind : unsigned char {
  StateOnly,
  DataLost,
  RecoveryEroded,
  IdentityChanged,
  NameHeld,
  OneWayArgument,
  ForcedReplacement,
  WorldWrite,
  SecretChanged,
  AccessChanged,
  Unknown,
  Recreated,
  UpdatedInPlace
};
std::string_view id(EffectKind k);

struct Evidence {
  std::string path;            // argument path, or the section it comes from ("action_reason")
  std::string before, after;   // compact JSON text, redacted; "" = not there
  bool unknown = false;        // the after value is known only after apply
  bool hidden = false;         // the value is sensitive: before/after hold a fingerprint, not the value
};

struct Effect {
  std::string code;  // "OW201"
  EffectKind kind = EffectKind::Unknown;
  Transition transition = Transition::Forward;
  RollbackClass cls = RollbackClass::FullyReversible;
  Confidence confidence = Confidence::Unknown;
  std::string message;
  std::vector<Evidence> evidence;
  std::string rule;  // which fact or rule says so ("aws/rds.yaml:12", "engine:replace")
};

struct ApplyStop {
  std::string code, message;
  bool certain = true;                   // false: possible, depends on what the plan cannot show
  std::vector<std::string> gone_before;  // addresses already destroyed when the refusal comes
};

struct Repair {
  std::string pattern;  // id in rules/repairs.yaml: revert-configuration, moved, import, restore-from-backup, ...
  std::string summary;
  std::vector<std::string> steps, blocks, commands;  // blocks are HCL, commands POSIX shell; both quoted already
};

struct Window {
  std::string length;  // "7 days"; "" = none
  std::string why;
  std::optional<std::int64_t> seconds;
  std::string closes_early;  // what ends it before its time
};

struct Revert {
  std::string actions;  // what going back to the old configuration does: "create", "update", "replace", "destroy", ...
  std::vector<std::string> needs, blocked_by;
};

struct AssessedChange {
  std::size_t input = 0;  // index into Assessment::inputs
  std::string address, previous_address, deposed, mode, type, provider;
  Actions actions;
  std::string action_reason;
  std::string why_replaced;  // one sentence, "" if it is not replaced
  RollbackClass cls = RollbackClass::FullyReversible;
  Confidence confidence = Confidence::Unknown;
  std::string surface;
  Window window;
  std::vector<Effect> effects;  // worst first
  Revert revert;
  std::vector<ApplyStop> apply_stops;
  std::vector<std::string> dependents;
  std::vector<Repair> repairs;
};

struct Finding {
  std::string code;
  Severity severity = Severity::Note;
  std::string message;
  std::vector<std::string> addresses;
  std::vector<Evidence> evidence;
};

struct Move {
  std::string from, to;
  Confidence confidence = Confidence::Unknown;
  int score = 0;  // 0..1000
  std::vector<std::string> differs;
  std::string why;
  std::string block;  // the moved block that covers it; several moves may share one
};
struct MoveGroup {
  std::vector<std::string> from, to;
  std::string why;
};
struct ImportSuggestion {
  std::string address, id, why, block;
  bool complete = true;  // false: the id has a placeholder to fill in
};

struct Question {
  std::string id, text, answer;  // yes | no | unknown
  std::vector<std::string> because;
};

struct Gate {
  struct Failure {
    std::string code, address;
    RollbackClass cls = RollbackClass::FullyReversible;
    std::string message;
  };
  struct Acknowledged {
    std::string code, address, reason, approved_by, expires;
  };
  bool passed = true;
  std::string fail_on;
  std::vector<Failure> failures;
  std::vector<Acknowledged> acknowledged;
};

struct Summary {
  std::uint64_t changes = 0;    // every entry of resource_changes, plain no-ops included
  std::uint64_t unchanged = 0;  // plain no-ops: counted and classed fully reversible, not listed
  std::map<std::string, std::uint64_t> by_action;
  std::array<std::uint64_t, 6> by_class{};  // sums to `changes`
  std::array<std::uint64_t, 4> by_confidence{};
  RollbackClass worst = RollbackClass::FullyReversible;
};

struct Assessment {
  std::string rules_digest;
  std::vector<InputInfo> inputs;
  Summary summary;
  Gate gate;
  std::vector<AssessedChange> changes;  // worst class first, then by address, deposed
  std::vector<Finding> findings;        // worst severity first, then by code
  std::vector<Move> moves;
  std::vector<MoveGroup> move_groups;
  std::vector<ImportSuggestion> imports;
  std::vector<Question> questions;
};

}  // namespace oneway
