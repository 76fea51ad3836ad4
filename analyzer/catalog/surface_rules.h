// What is known of surfaces as a whole, beyond single types: how permissions are written, what a network
// hangs on, what a schema is made of, which habits make going back hard. Plain data of rules/surfaces/,
// compiled in.
//
// `types` are RE2 patterns for a whole type name, or for "kind:GROUP/Kind" of what a manifest carries. Paths
// are dotted, step into every element of a list on the way, and into JSON text with a step "@json".
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "catalog/facts.h"

namespace oneway {

// One side of a permission: the actions, the resources, those who get it, the ports. Its values are a set.
struct GrantDimension {
  enum class As : unsigned char {
    Word,     // equal or not
    Glob,     // "*" and "?" stand for any characters
    Action,   // the same, in any case
    Network,  // address ranges; what is none is a word
    Ports     // numbers and ranges
  };
  std::string name;                     // for messages: "actions"
  std::vector<std::string> arguments;   // paths in the grant; "^..." from the object as a whole
  std::string except;                   // path of what is left out: everything but that
  std::string upper;                    // Ports: where the end of the range stands
  std::vector<std::string> everything;  // values that stand for all
  std::string absent;                   // the value where none is given; "" = nothing is granted
  As as = As::Word;
  bool who = false;  // names those who get it
};

// Objects of these types hold grants, each the product of its dimensions.
struct AccessFamily {
  std::vector<std::string> types;
  std::string what;               // "permissions", "network access"
  std::string wider, narrower;    // codes of the findings
  std::string document;           // path of the document that holds the grants; "" = the object
  std::string grants;             // path of their list in it; "" = the document is one grant
  std::string effect;             // path in a grant
  std::vector<std::string> deny;  // its values that refuse
  std::string condition;          // path in a grant
  std::vector<std::string>
      owner;  // arguments that name what the grants belong to; grants of one owner are one set
  std::vector<GrantDimension> dimensions;
  std::string propagation;  // how long a change takes to count
};

// Where a plan shows as whom it runs: an argument of a provider's configuration, or of a data source.
struct IdentitySource {
  std::string provider, data;  // RE2 of the provider's full name, or a data source's type
  std::vector<std::string> arguments;
};

struct TypedArguments {
  std::vector<std::string> types, arguments;
};

// What something else may need to be reached, or to reach out.
struct Lifeline {
  std::vector<std::string> types;
  std::vector<std::string> arguments;  // an update counts only if something goes from one of these
  std::string what;
};

// A table with its columns in one resource.
struct SchemaTable {
  std::vector<std::string> types;
  std::string columns;                       // path of the list of columns
  std::string name, type, optional, nested;  // paths in a column
  std::vector<std::string> optional_words;   // values of `optional` that mean: may be empty
  bool optional_by_default = true;
  std::vector<std::string> indexes, constraints;  // paths of lists
  std::vector<std::string> parent;                // what it belongs to
};

// A part of a schema that is a resource of its own.
struct SchemaObject {
  enum class Is : unsigned char { Table, View, Column, Constraint, Index, Code };
  std::vector<std::string> types;
  Is is = Is::Table;
  std::vector<std::string> parent;
};

struct SqlPhrase {
  enum class Does : unsigned char { Expands, Drops, ChangesType, Renames, Constrains, Indexes };
  std::string pattern;
  Does does = Does::Drops;
};

// An argument that should say exactly which version, and does not always.
struct Pin {
  std::string code;
  std::vector<std::string> types;
  std::string argument;  // path
  bool image = false;    // a reference of an image: pinned by digest only
  std::string open;      // RE2 of values that may mean another thing tomorrow
  bool absent_is_open = false;
  std::string what;
};

// Something with a version that runs as a controller, or installs definitions.
struct VersionRule {
  std::vector<std::string> types;
  std::string version, name;             // paths
  bool image = false;                    // both are parts of an image reference
  std::string controllers, definitions;  // RE2 on the name
};

// A definition that has several versions at once.
struct DefinitionRule {
  std::vector<std::string> types;
  std::string versions, name, served, storage, stored;
};

// A habit that makes going back hard, seen in one change.
struct PatternRule {
  std::string code;
  std::vector<std::string> types, surfaces;
  std::vector<std::string> on;  // create, update, replace, destroy
  Condition before, after;
  std::vector<std::string> changes;    // one of these differs
  std::vector<std::string> decreases;  // the smallest number here falls, or is new
  std::int64_t few = 0;                // a new one counts only up to this
  std::string message;                 // with {address}
};

struct ModuleSources {
  std::string local, versioned, reference, floating, open_version;  // RE2
};

struct SurfaceRules {
  std::vector<AccessFamily> access;
  std::vector<IdentitySource> identity_sources;
  std::vector<TypedArguments> principals;  // arguments that name the principal whose rights an object changes
  std::vector<std::string> bare_names;     // RE2 with one group: the name inside an identifier
  std::vector<Lifeline> lifelines;
  std::vector<TypedArguments> state_homes;  // what can hold a state, and the arguments that name it
  std::vector<TypedArguments>
      state_sources;       // data sources that read a state, and the arguments that name its home
  std::string state_name;  // RE2 of names that homes of states have
  std::vector<SchemaTable> tables;
  std::vector<SchemaObject> schema_objects;
  std::vector<TypedArguments> statements;  // arguments that hold SQL
  std::vector<SqlPhrase> phrases;
  std::vector<Pin> pins;
  std::vector<VersionRule> versions;
  std::vector<DefinitionRule> definitions;
  std::vector<PatternRule> patterns;
  ModuleSources modules;
  std::int64_t giant_state = 0;  // objects in one state
};

const SurfaceRules& surface_rules();

}  // namespace oneway
