// What a resource type is and how it behaves in the simulated cloud: read from types/*.yaml, checked strictly
// at load.
//
// Written from the providers' own documentation, never from rules/: the oracle is worth something only
// because the two were made apart. tests/simcloud/README.md lists every word of the format.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "value.h"

namespace simcloud {

enum class Nesting : int {
  None = 0,
  Single = 1,
  List = 2,
  Set = 3,
  Map = 4,
  Group = 5
};  // the protocol's numbers

// A value that must name an object of `kind` by its attribute `by`.
struct Reference {
  std::string kind, by;
  bool inside =
      false;  // need not exist, and goes when that object goes; otherwise it keeps that object from going
};

struct Argument {
  json type;  // the protocol's notation; null when there are nested attributes
  Nesting nesting = Nesting::None;
  std::map<std::string, Argument> nested;
  bool required = false, optional = false, computed = false, sensitive = false, write_only = false;
  bool forces_new = false;         // a change of it replaces the object
  bool unread = false;             // the cloud never gives it back (passwords)
  std::optional<json> made;        // the value made at apply; text is a template
  std::optional<json> fallback;    // the provider's default, known in the plan
  std::vector<std::string> after;  // computed anew when one of these changes; "any" is any change
  std::optional<Reference> refers;
  bool known_outside =
      false;  // people and systems outside the configuration hold on to it (an address, a principal)
};

struct Block;
struct NestedBlock {
  Nesting nesting = Nesting::List;
  int min = 0, max = 0;
  bool forces_new = false;
  std::shared_ptr<Block> block;
};
struct Block {
  std::map<std::string, Argument> arguments;
  std::map<std::string, NestedBlock> blocks;
};

// All clauses must hold. "provider." paths look into the provider's configuration.
struct Clause {
  std::string path;
  enum class Op { Is, IsNot, Set, Unset } op = Op::Is;
  json operand, fallback;
};
using Condition = std::vector<Clause>;

struct Period {
  std::optional<std::int64_t> seconds;  // neither seconds nor argument: for ever
  std::string argument;
  std::int64_t unit = 1;
};

struct NameRule {
  std::string space;               // what the name must be unique among
  std::vector<std::string> scope;  // arguments and "provider." settings
  std::vector<std::string> of;     // the name's arguments
  std::optional<Period> held;      // how long it stays taken after a delete
  bool idempotent = false;         // a create under a taken name hands back the object that is there
  bool waits = false;              // the provider waits until a held name is free
  std::string taken, refused;      // the cloud's words: in use, held
};

struct Guard {
  Condition when;
  std::string error;
};

// The direction of a change of one argument.
enum class Step { Change, Increase, Decrease, Enable, Disable, Set, Unset, Add, Remove };

struct OneWay {
  std::string argument;
  Step on = Step::Change;
  enum class Meets { Refused, Ignored, Replaced } meets = Meets::Refused;
  std::string error;
};

// Contents that an update in place destroys: "data" or "backups".
struct Loss {
  std::string argument, what;
  Step on = Step::Change;
  json endless;  // the value that stands for "without end" (a retention of 0)
};

struct DestroyRule {
  enum class Does { Deletes, Forgets, Buries } does = Does::Deletes;
  Condition when;
  Period period;                        // Buries: how long it can be brought back
  bool back_by_create = false;          // a create under its name brings it back
  bool forfeited_by_same_name = false;  // a new object under its name ends that
  bool frees_names = false;             // its names can be used at once by a new object
  std::optional<Condition> back_when;   // and only while the provider is told to
};

struct Contents {
  bool rebuilt = false;                      // what it holds can be made again from elsewhere (a cache)
  bool data = false, backups = false;        // what the object can hold
  bool issued = false;                       // those are issued by the cloud and revoked with the object
  std::vector<std::string> in_arguments;     // contents that are computed attributes (key material)
  std::optional<Condition> emptied_when;     // a delete of a full object is refused unless this holds
  std::string not_empty;                     // the cloud's words for it
  std::optional<Condition> backups_survive;  // backups outlive the object while this holds
  struct LastCopy {
    Condition unless;
    std::string kind, named, error;
  };
  std::optional<LastCopy> last_copy;
  struct From {
    std::string argument, kind, by;
  };
  std::vector<From> from;
};

// Something that happens outside and that no later apply takes back.
struct Event {
  std::string on, what, argument;
};

struct Moved {
  std::string provider, type;
  std::map<std::string, std::string> map;  // this type's name -> the other's
};

struct Type {
  std::string name, kind;  // types that are one thing in the cloud share a kind
  bool in_state = false;   // its values live in the state alone: no read tells that it is gone
  int version = 0;
  std::map<int, std::map<std::string, std::string>> upgrades;  // from version: old name -> new name
  Block block;
  std::string key = "id", import_id = "{id}";
  std::vector<NameRule> names;
  std::vector<Guard> guards;
  std::vector<OneWay> one_way;
  std::vector<Loss> loses;
  std::vector<DestroyRule> destroy;
  Contents contents;
  std::vector<Event> events;
  std::vector<Moved> moved_from;
  std::vector<std::string> sources;
  std::string data_of;                            // data sources: the kind they look up
  std::map<std::string, std::string> data_match;  // their argument -> the object's

  // What tells this object from a later one of the same configuration: computed attributes that no update
  // changes.
  std::vector<std::string> identity() const;
};

struct ProviderDescription {
  std::string address, file;
  bool legacy = true;  // SDKv2's looser rules, as most providers have them
  json constants = json::object();
  std::vector<std::string> placed_by;
  Type configuration;
  std::map<std::string, Type> types, data;
};

// Throws std::runtime_error with "file:line:column: what is wrong".
ProviderDescription load_description(const std::string& file);
ProviderDescription parse_description(const std::string& yaml, const std::string& file_name);

// Did the argument take this step?
bool took_step(Step step, const json& from, const json& to);

}  // namespace simcloud
