// The tree of modules in planned_values, prior_state and `show -json` of a state: `resources` and
// `child_modules`.
#pragma once
#include <string>

#include "ingest/json/keys.h"

namespace oneway {

inline constexpr int kMaxModuleDepth = 100;  // modules inside modules; what bounds the stack of the walkers

// Calls on_resource(reader) for each element of `resources`, in document order; it must read or skip exactly
// one value.
template <class OnResource>
void walk_module_tree(json::Reader& reader, OnResource& on_resource, int depth = 0) {
  static constexpr std::string_view kKeys[] = {"resources", "child_modules"};
  enum { kResources, kChildModules };
  if (depth == kMaxModuleDepth) reader.fail("modules nested more than 100 deep");
  if (!json::enter_object(reader)) return;
  json::SeenKeys seen;
  std::string_view key;
  while (reader.next_key(key)) {
    switch (seen.find(reader, kKeys, key)) {
      case kResources:
        if (json::enter_array(reader))
          while (reader.next_element()) on_resource(reader);
        break;
      case kChildModules:
        if (json::enter_array(reader))
          while (reader.next_element()) walk_module_tree(reader, on_resource, depth + 1);
        break;
      default:
        reader.skip();
    }
  }
}

// The same for an object that holds the tree as `root_module` beside its outputs.
template <class OnResource, class OnOther>
void walk_state_values(json::Reader& reader, OnResource&& on_resource, OnOther&& on_other) {
  static constexpr std::string_view kKeys[] = {"root_module"};
  if (!json::enter_object(reader)) return;
  json::SeenKeys seen;
  std::string key;
  while (reader.next_key(key)) {
    if (seen.find(reader, kKeys, key) == 0)
      walk_module_tree(reader, on_resource);
    else
      on_other(reader, key);
  }
}

}  // namespace oneway
