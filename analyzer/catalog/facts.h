// What is known of one resource type: plain data, compiled from rules/ at build time. No judgement lives
// here.
//
// Everything a fact says is conditional on *arguments of the right side*: a destroy obeys the prior values
// (before), a create the new ones. Conditions are structured, never prose; what a plan cannot show is marked
// `outside`. Paths are dotted ("settings.disk_size") and step into single nested blocks.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/rollback_class.h"
#include "model/window.h"

namespace oneway {

// One comparison on one argument. An absent or null argument is compared as `fallback` if there is one.
struct Clause {
  enum class Op : unsigned char { Is, IsNot, Set, Unset, Above, Below, AtLeast, AtMost, OneOf, Matches };
  std::string path;  // "provider.features.key_vault.x" looks into the provider's configuration instead
  Op op = Op::Is;
  std::vector<std::string> operands;    // scalar texts: "true", "7", "Retain"; for Matches one RE2 pattern
  std::optional<std::string> fallback;  // what the provider assumes when the argument is absent
};
struct Condition {
  std::vector<Clause> all;  // empty = always
};

// A length of time, constant or read from an argument.
struct Period {
  std::int64_t min_seconds = 0, max_seconds = 0;  // 0/0 and no argument = not stated
  std::string argument;                           // then seconds = value * unit_seconds
  std::int64_t unit_seconds = 0;
  std::optional<std::int64_t> fallback;  // in units, when the argument is absent
  bool stated() const { return max_seconds > 0 || !argument.empty(); }
};

// A way to get contents back after a destroy.
struct Recovery {
  std::string means;  // final-snapshot, soft-delete, versions, backup, undelete, ... (rules/schema/README.md)
  Condition when;
  bool outside = false;  // exists only if somebody made it outside this plan: a hint, never a promise
  Period period;         // how long it can be used
  bool forfeited_by_same_name = false;
  bool dies_with_object = false;  // listed to say that it does NOT survive
  std::string how;                // the step that brings it back
};

// The provider or the cloud refuses the destroy while the condition holds (prior values).
struct Guard {
  Condition when;
  bool lifted_by_provider = false;  // looks like a guard but the provider switches it off itself
  std::string why;
};

// What a destroy does, first matching rule wins; none = Deletes.
struct DestroyRule {
  enum class Does : unsigned char {
    Deletes,      // the object goes
    Forgets,      // no API call: the object stays, only the state forgets it
    EffectStays,  // a one-shot: what it did stays done
    ValueLost,    // the value lived only in the state
    Schedules,    // deletion is scheduled and can be cancelled for `period`
    Disables      // switched off or archived, can be switched on again
  };
  Condition when;
  Does does = Does::Deletes;
  Period period;
  std::string why;
};

// A destroy that does more than it says, or that the cloud refuses for lack of a flag.
struct DestroyFlag {
  enum class Does : unsigned char {
    TakesContents,     // deletes contents that are not managed here
    SkipsLastCopy,     // no final snapshot or backup is taken
    DropsBackups,      // existing backups go too
    NeedsEmpty,        // refused while it has contents
    NeedsName,         // refused: a last copy is asked for but has no name
    TakesSiblings,     // deletes other objects of the cloud
    EndsSubscription,  // ends something paid for
    Purges             // skips the soft delete
  };
  Condition when;
  Does does = Does::TakesContents;
  std::string why;
};

struct NameRule {
  enum class Reuse : unsigned char { Unknown, Immediate, Eventually, Held, Never, Resurrects, Idempotent };
  std::vector<std::string> arguments;  // the name, with its parents
  std::string scope;  // global, account, account-region, project, project-region, resource-group,
                      // namespace, parent, none
  Reuse reuse = Reuse::Unknown;
  Condition held_when;  // Held/Resurrects only while this holds (prior values)
  Period period;
  std::string why, escape;
  std::vector<std::string> generated_by;  // arguments that make the name generated ("name_prefix")
};

struct OneWay {
  enum class Direction : unsigned char {
    Any,           // every change of it is one-way
    IncreaseOnly,  // growing is the one-way step
    DecreaseOnly,
    UpgradeOnly,  // versions
    EnableOnly,   // false -> true
    DisableOnly,  // true -> false
    SetOnce,      // unset -> set
    UnsetOnly,    // set -> unset
    AddOnly,      // elements are added
    RemoveOnly    // elements are removed
  };
  enum class Revert : unsigned char { Refused, Replaces, Ignored, Lossy, NewObject };
  std::string argument;
  Direction direction = Direction::Any;
  Revert revert = Revert::Refused;
  Condition when;  // on the after side
  std::string why;
};

// An argument whose change lowers what could be recovered, or deletes data in place.
struct Erosion {
  enum class On : unsigned char { Decrease, Increase, Disable, Enable, Unset, Set, Remove, Any };
  enum class Loses : unsigned char { Recovery, Data, Guard, FromThenOn };
  std::string argument;
  On on = On::Decrease;
  Loses loses = Loses::Recovery;
  std::optional<std::string> to;       // only when the new value is this
  std::optional<std::string> endless;  // the value that means "without end" (a retention of 0)
  std::string why;
};

struct SecretRule {
  enum class Does : unsigned char { Rotates, Exposes };
  std::string argument;
  Does does = Does::Rotates;
  Period old_valid_for;  // how long the old value still works
  std::string why;
};

struct WorldEffect {
  enum class Does : unsigned char { Invokes, Sends, Buys, Reserves, Runs, Writes, Gates, Issues };
  bool on_create = false, on_update = false, on_destroy = false;
  std::string argument;  // only when this argument changes; "" = always
  Condition when;
  Does does = Does::Invokes;
  std::string why, undo;
};

// A window that no recovery or destroy rule states already.
struct WindowRule {
  std::string what;
  Window::Kind kind = Window::Kind::WayBack;
  bool on_create = false, on_update = false, on_destroy = false;
  std::string argument;  // only when this argument changes; "" = always
  Condition when;        // on the prior values, of a create on the new ones
  Period period;         // or `closes`, if an event ends it
  std::string closes, closes_early;
};

struct TypeFacts {
  enum class Holds : unsigned char { None, Derived, Secret, Customer };

  std::string type;
  std::string provider;  // "hashicorp/aws"
  std::string surface;   // database, object-storage, secret, key, iam, network, dns, ...
  Holds holds = Holds::None;
  bool contents_unmanaged =
      false;  // takes contents with it that no plan shows (bucket objects, a namespace's objects)
  std::vector<Recovery> recovery;
  std::vector<Guard> guards;
  std::vector<DestroyRule> destroy;
  std::vector<DestroyFlag> destroy_flags;
  std::vector<NameRule> names;
  std::vector<std::string> identity;          // attributes that are new after a re-creation
  std::vector<std::string> identity_by_name;  // new only if the re-creation has another name
  std::vector<OneWay> one_way;
  std::vector<Erosion> erodes;
  std::vector<SecretRule> secrets;
  std::vector<std::string> force_new;  // an argument path; "block.#" = adding or removing the block
  std::vector<WorldEffect> effects;
  std::vector<WindowRule> windows;
  std::vector<std::string> authoritative;  // arguments whose set replaces what others added (iam_policy, ...)
  std::vector<std::string> moved_from;     // older type names of the same object
  bool move_supported = true;  // the provider moves state from `moved_from` types with a moved block
  std::string import_id;       // "{vpc_id}_{name}"
  std::string repair_pattern, repair;
  // How the type hands its judgement to what it carries: "", "kubernetes-object", "arm-type",
  // "cloudformation", "helm-release". Paths in the delegated facts are relative to `delegate_object`.
  std::string delegate, delegate_kind, delegate_version, delegate_object;
  std::string arm_type, cloudformation;          // the names under which a delegating type finds this one
  std::string class_on_delete, class_on_update;  // only for delegated kinds that state a floor
  std::string notes;
  Confidence confidence = Confidence::Unknown;
  std::vector<std::string> sources;
  std::string rule;  // "aws/rds.yaml:12", for the evidence
};

}  // namespace oneway
