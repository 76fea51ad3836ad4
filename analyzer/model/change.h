// One entry of a plan's `resource_changes` (or `resource_drift`, or a deferred change) as read, before any
// judgement. Source of the fields: the engines' internal/command/jsonplan package; format 0.1 to 1.2.
#pragma once
#include <string>
#include <utility>

#include "model/action.h"
#include "model/address.h"
#include "model/value.h"

namespace oneway {

struct Change {
  Change() = default;
  // The views of a copied or moved change look into its own `values`.
  Change(const Change& other) { *this = other; }
  Change(Change&& other) noexcept { *this = std::move(other); }
  Change& operator=(const Change& other);
  Change& operator=(Change&& other) noexcept;
  ~Change() = default;

  std::string address;           // as printed by the engine
  std::string previous_address;  // "" if it did not move
  std::string mode, type, name;
  std::string provider;  // full source "registry.terraform.io/hashicorp/aws", or a bare name before 0.13
  std::string deposed;   // "" for the current object. Identity of a change = address + deposed
  std::string action_reason;
  Actions actions;
  bool importing = false;
  std::string import_id;
  bool generated_config = false;

  // Views into `values`. before/after, masks and identities are Missing in a no-op (never kept, moved and
  // imported ones included) and in UI logs (never there).
  Value before, after, after_unknown, before_sensitive, after_sensitive;
  Value replace_paths;                    // array of paths; a path is an array of strings and numbers
  Value before_identity, after_identity;  // resource identity (TF/OT 1.12)
  Value import_identity;

  Document values;  // owns what the views look into

  bool is_data() const { return mode == "data"; }
  bool is_ephemeral() const { return mode == "ephemeral"; }
  // Nothing happens at all: not even in the state.
  bool is_plain_noop() const { return actions.is_noop() && previous_address.empty() && !importing; }
  bool has_values() const { return static_cast<bool>(before) || static_cast<bool>(after); }
};

}  // namespace oneway
