// Rules of one's own on top of the built-in ones: new types, and stricter facts for known ones.
//
// An overlay adds: lists of a known type grow, `holds` may only rise, ways to recover may only be taken away.
// Whoever wants facts milder writes `override: {reason, approved_by, expires}` into the entry; then the keys
// given replace the built-in ones, and the report shows it. An override that has expired is an error.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalog.h"
#include "catalog/yaml/diagnostics.h"

namespace oneway {

// The built-in catalogue with the overlays of `folders` (each a folder, or a single file), later ones on top.
// `today` is "2026-11-25". Throws UsageError with every fault as file:line:column.
std::unique_ptr<const Catalog> catalog_with_overlays(const std::vector<std::string>& folders,
                                                     std::string_view today);

// The same without using them: what is wrong with an overlay.
Diagnostics check_overlay(const std::string& folder, std::string_view today);

}  // namespace oneway
