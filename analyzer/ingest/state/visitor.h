// What a state says, one object at a time: a raw state file (any version) or `show -json` of a state.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "ingest/input.h"
#include "model/address.h"
#include "model/value.h"

namespace oneway {

// Which of the forms a state comes in; they differ in what they can tell.
enum class StateForm : unsigned char {
  Raw,     // version 4: everything
  Legacy,  // version 1 to 3: flat attributes, no sensitive paths, no create_before_destroy
  Shown    // `show -json`: no lineage, serial, create_before_destroy, private data
};

struct StateHeader {
  StateForm form = StateForm::Raw;
  std::string version;         // of a raw state: "4"
  std::string format_version;  // of `show -json`
  std::string terraform_version, lineage;
  std::string serial;  // exact digits; "" if there is none
  std::uint64_t instances = 0, outputs = 0, check_results = 0;
};

// One object: the current one of an instance, or a deposed one. Views look into `values` and are valid during
// the call.
struct StateInstance {
  Address address;           // module path, mode, type, name, key
  std::string address_text;  // as the engines print it
  std::string deposed;       // "" for the current object
  bool tainted = false;
  std::string provider;  // `provider["host/ns/type"].alias` as the state writes it; a source in Shown
  bool provider_on_instance =
      false;                   // OpenTofu's provider for_each: Terraform drops such objects without a word
  std::string schema_version;  // exact digits
  Value attributes;            // Missing for Legacy. Dynamic ones stay wrapped as {"value", "type"} in Raw
  Value flat_attributes;       // object of strings, for objects untouched since 0.11
  Value sensitive_attributes;  // Raw: array of paths of {"type", "value"} steps
  Value sensitive_values;      // Shown: mask
  Value identity;
  std::vector<std::string> sensitive_paths;  // top-level attribute, then .name or [index], from either form
  std::vector<std::string> dependencies;     // addresses without keys, as written
  bool create_before_destroy = false, skip_destroy = false, has_private = false;
};

struct StateOutput {
  std::string name;
  bool sensitive = false;
  Value value, type;
};

class StateVisitor {
 public:
  virtual ~StateVisitor() = default;
  virtual void instance(const StateInstance& instance) = 0;
  virtual void output(const StateOutput&) {}
  // Comes last, once, after the whole document was read and found sound: the header's keys may stand
  // anywhere.
  virtual void end(const StateHeader& header) = 0;
};

// The source ("host/namespace/type") of a provider as a state writes it.
std::string provider_source(const std::string& provider);

using StateVisitorFactory = std::function<StateVisitor&(std::size_t document_index)>;

// Reads every state in `path` ("-" = standard input): plain, compressed, UTF-16, among other text. Throws
// InputError for anything that is no state, naming what it is and what to do.
std::vector<InputInfo> read_states(const std::string& path, const InputOptions& options,
                                   const StateVisitorFactory& visitor_for);

}  // namespace oneway
