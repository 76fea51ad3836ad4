// The result of looking at a plan: what every report prints and nothing else knows. Plain values, no
// judgement.
//
// Text in here is for people and may hold any character the plan held: reports escape it for their medium.
// Values in `Evidence` are already redacted.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/plan.h"
#include "model/rollback_class.h"
#include "model/window.h"

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
  std::string path;           // argument path, or the section it comes from ("action_reason")
  std::string before, after;  // compact JSON text, redacted; "" = not there
  bool unknown = false;       // the after value is known only after apply
  bool hidden = false;        // the value is sensitive: before/after hold a fingerprint, not the value
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
  std::string
      pattern;  // id in rules/repairs.yaml: revert-configuration, moved, import, restore-from-backup, ...
  std::string summary;
  std::vector<std::string> steps, blocks,
      commands;  // blocks are HCL, commands POSIX shell; both quoted already
};

struct Revert {
  std::string actions;  // what going back to the old configuration does: "create", "update", "replace",
                        // "destroy", ...
  std::vector<std::string> needs, blocked_by;
};

struct AssessedChange {
  std::size_t input = 0;  // index into Assessment::inputs
  std::string address, previous_address, deposed, mode, type, provider;
  Actions actions;
  std::string action_reason;
  std::string digest;        // of exactly this change; "" when nobody asked for it
  std::string why_replaced;  // one sentence, "" if it is not replaced
  RollbackClass cls = RollbackClass::FullyReversible;
  Confidence confidence = Confidence::Unknown;
  std::string surface;
  Window window;                // the shortest way back of `windows`, if there is any
  std::vector<Window> windows;  // shortest first
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
  std::optional<RollbackClass>
      cls;  // of what the finding speaks of, where it has one (an action that is invoked)
};

// A destroy and a create that are one object.
struct Move {
  std::string from, to;
  Confidence confidence = Confidence::Unknown;
  int score = 0;  // 0..1000
  std::vector<std::string> differs;
  std::string why;
  std::string block;  // the moved block (or commands) that covers it; several moves may share one
  std::string event;  // the refactoring it is part of ("module.a became module.b")
  std::size_t from_input = 0, to_input = 0;  // differ when an object goes from stack to stack
};
// Objects that belong together but cannot be told apart.
struct MoveGroup {
  std::vector<std::string> from, to;
  std::string why;
  bool any_pairing = false;  // any pairing leaves no difference
  std::size_t input = 0;     // where the created ones are
};
// A pair that was looked at and is no move; `oneway repair --why ADDRESS` shows it.
struct NearMiss {
  std::size_t from_input = 0, to_input = 0;
  std::string from, to;
  int score = 0;
  std::vector<std::string> differs;
  std::string why;
  bool refused = false;  // it is the same object, but the engine (or a provisioner) forbids the move
};
struct ImportSuggestion {
  std::string address, id, why, block;
  bool complete = true;  // false: the id has a placeholder to fill in
  std::size_t input = 0;
};
// One repair of the state in the engine's own terms, before it is written as a block or as commands.
struct StateRepair {
  enum class Kind : unsigned char { Moved, Import, Removed, Commands };
  Kind kind = Kind::Moved;
  std::size_t input = 0;    // the stack whose state it changes
  std::string from, to;     // moved: both; import: to; removed: from. Resource, instance or module addresses
  std::string id;           // import: the id, "" if `identity` stands for it
  std::string identity;     // import: the identity as JSON object text, "" if the plan carries none
  bool complete = true;     // false: the id holds a placeholder
  bool cross_type = false;  // moved: the types differ, which needs a newer engine
  bool for_the_way_back = false;  // import: only once what forgets the object is taken back
  bool external_package = false;  // moved: into or out of a module from elsewhere, which needs a newer engine
  std::string why;
  std::vector<std::pair<std::string, std::string>>
      steps;  // commands: state mv, in this order; moved across types: new address, import id
  std::vector<std::pair<std::string, std::string>> covers;  // moved: the instances, from and to
};

std::string_view id(StateRepair::Kind k);  // "moved", "import", ...

struct Question {
  std::string id, text, answer;  // yes | no | unknown
  std::vector<std::string> because;
};

// The window that rules a part of the plan: the shortest way back among its changes.
struct RulingWindow {
  std::string part;  // "" = the whole plan; else a part of a declaration: databaseSchema, appImage, ...
  std::string address;
  std::size_t input = 0;
  Window window;
};

// What to do if the changes of a class went wrong, and why not something else.
struct Recommendation {
  struct Way {
    std::string pattern, title, why;     // of a repair
    std::uint64_t changes = 0;           // that it is for
    std::vector<std::string> addresses;  // of the first of them
  };
  RollbackClass cls = RollbackClass::FullyReversible;
  std::vector<Way> ways;
  std::vector<std::pair<std::string, std::string>> why_not;  // other patterns, each with its reason
};

// An artifact that the plan names by its content: "registry.example.com/app@sha256:...".
struct Artifact {
  std::string address, reference;
  bool before = false, after = false;  // on which side of the change it is seen
};

// The declaration that the plan was held against.
struct Declared {
  std::string file, id, environment;
  RollbackClass cls = RollbackClass::FullyReversible;
  bool holds = false;                                        // no claim of it is contradicted
  std::vector<std::pair<std::string, std::string>> answers;  // field and what it says
};

struct PlaybookStep {
  std::string text;
  std::vector<std::string> commands;  // POSIX shell; what was filled in is quoted
};
// What to do when this plan's change of one kind went wrong, with the plan's own addresses filled in.
struct Playbook {
  std::string id, title, when, trigger;
  std::vector<std::string> addresses;  // what of the plan it is for, worst first
  std::vector<std::string> windows;    // one sentence each, the shortest first
  std::string choose;                  // back or forward, and why
  std::vector<PlaybookStep> pause, revert, forward, verify, resume;
  std::vector<std::string> evidence, never;
};

struct Gate {
  struct Failure {
    std::string code, address;
    RollbackClass cls = RollbackClass::FullyReversible;
    std::string message;
    std::string deposed;  // with `address` and `input`: the change; or the plan as a whole
    std::size_t input = 0;
  };
  struct Acknowledged {
    std::string code, address, reason, approved_by, expires;
    std::string deposed;
    std::size_t input = 0;
    std::string place;  // where the acknowledgement stands: "file:line"
  };
  bool passed = true;
  std::string fail_on;
  std::vector<Failure> failures;
  std::vector<Failure> warnings;  // what the policy wants seen, but lets pass
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
  std::vector<NearMiss> near_misses;
  std::vector<ImportSuggestion> imports;
  std::vector<StateRepair> state_repairs;  // what `moves` and `imports` need, in the order to write it
  std::vector<Question> questions;
  std::vector<RulingWindow> windows;            // the plan's first, then by part
  std::vector<Recommendation> recommendations;  // worst class first
  std::vector<Artifact> artifacts;              // by address and reference; only if they were asked for
  std::optional<Declared> declared;
  // Root variables that name an environment, as the plan shows them: environment = "staging".
  std::vector<std::pair<std::string, std::string>> shown_environments;
  std::vector<Playbook> playbooks;  // only when asked for
};

// Worst severity first, then by code and addresses.
void sort_findings(std::vector<Finding>& findings);

}  // namespace oneway
