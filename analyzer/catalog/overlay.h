// Rules of one's own on top of the built-in ones: new types, and stricter facts for known ones.
//
// An overlay adds: lists of a known type grow, `holds` may only rise, ways to recover may only be taken away.
// Whoever wants facts milder writes `override: {reason, approved_by, expires}` into the entry; then the keys
// given replace the built-in ones, and the report shows it. An override that has expired is an error.
//
// A new name can be milder too: that of a kind whose group is described, or of a type that is judged by
// another type's facts. It is held against those facts.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalog.h"
#include "catalog/yaml/diagnostics.h"

namespace oneway {

struct Overlays {
  std::vector<std::string> folders;  // each a folder, or a single file; later ones on top
  // On top of those. No override counts here, and a new type is at least as strict as one that nobody knows.
  std::vector<std::string> never_milder = {};
};

// The built-in catalogue with these overlays. `today` is "2026-11-25". Throws UsageError with the first fault
// as file:line:column and the number of the others.
std::unique_ptr<const Catalog> catalog_with_overlays(const Overlays& overlays, std::string_view today);

// The same without using them: what is wrong with an overlay.
Diagnostics check_overlay(const std::string& folder, std::string_view today);

}  // namespace oneway
