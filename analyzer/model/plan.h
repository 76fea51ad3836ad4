// The other sections of a plan, as read: small values handed over one at a time, never the section as a
// whole.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/action.h"
#include "model/change.h"
#include "model/value.h"

namespace oneway {

enum class Engine : unsigned char { Unknown, Terraform, OpenTofu };
std::string_view id(Engine e);  // "terraform", "opentofu", "unknown"

enum class InputKind : unsigned char { Plan, State, UiLog };
std::string_view id(InputKind k);  // "plan", "state", "ui-log"

// One input as the report names it.
struct InputInfo {
  std::string path;  // as given; "-" for standard input
  InputKind kind = InputKind::Plan;
  Engine engine = Engine::Unknown;
  std::string engine_version;
  std::string format_version;
  std::string sha256;  // of the raw bytes, hex; "" when no output asked for it
  std::uint64_t bytes = 0;
  std::vector<std::string> notes;  // decoded from UTF-16, wrapper text skipped, facts that are missing, ...
};

// Verdict keys and presence of sections; complete only after the last byte.
struct PlanMeta {
  std::string format_version, engine_version, timestamp;
  std::optional<bool> applyable, complete, errored;
  bool has_resource_changes = false, has_planned_values = false, has_prior_state = false;
  bool has_configuration = false, has_output_changes = false, has_drift = false;
  std::uint64_t planned_resources = 0;  // managed resources counted in planned_values
  std::uint64_t prior_resources = 0;    // managed current objects counted in prior_state
  std::vector<std::string>
      contradictions;  // a UI log whose summary and lines do not agree; one sentence each
};

struct OutputChange {
  std::string name;
  Actions actions;
  Value before, after, after_unknown;
  bool sensitive = false;
  Document values;
};

// A resource block of `configuration`; its address is static: module path without keys.
struct ConfigResource {
  std::vector<std::string> module_path;  // call names from the root
  std::string mode, type, name, provider_config_key;
  std::vector<std::string>
      references;  // of all expressions, count, for_each, provisioners, depends_on; as written
  bool has_count = false, has_for_each = false;
  struct Provisioner {
    std::string type;
    std::optional<std::string> constant_command;  // when the text is constant
    std::vector<std::string> references;
  };
  std::vector<Provisioner> provisioners;
  std::vector<std::pair<std::string, std::string>>
      constant_strings;  // top-level arguments with a constant string
  std::vector<std::string> arguments;  // names of all top-level arguments and blocks that are written
  // Top-level arguments and blocks that refer to something -> references.
  std::vector<std::pair<std::string, std::vector<std::string>>> argument_references;
};

struct ConfigModuleCall {
  std::vector<std::string> module_path;  // of the calling module
  std::string name, source, version_constraint;
  bool has_count = false, has_for_each = false;
  std::vector<std::pair<std::string, std::vector<std::string>>> arguments;  // name -> references
  std::vector<std::string> references;                                      // count, for_each, depends_on
};

struct ConfigOutput {
  std::vector<std::string> module_path;
  std::string name;
  std::vector<std::string> references;
  bool sensitive = false;
};

struct ConfigVariable {
  std::vector<std::string> module_path;
  std::string name;
  bool has_default = false, sensitive = false;
  std::uint64_t default_hash = 0;  // of the default's content
};

struct ConfigProvider {
  std::string key, name, full_name, alias, version_constraint, module_address;
  Value expressions;  // valid during the call
};

// An object of prior_state (or of `show -json` of a state).
struct PriorObject {
  std::string address, mode, type, name, provider, deposed;
  bool tainted = false;
  std::vector<std::string> depends_on;
  Value values, sensitive_values;  // Missing unless the visitor asked for them
  Document storage;
};

struct CheckResult {
  std::string address, kind, status;  // pass, fail, error, unknown
  std::vector<std::string> problems;
};

struct ActionInvocation {
  std::string address, type, name, provider;
  std::string trigger_address, trigger_event, on_failure;  // "" when invoked by hand
  bool deferred = false;
  std::string deferred_reason;
};

struct DeferredChange {
  std::string reason;
  Change change;
};

}  // namespace oneway
