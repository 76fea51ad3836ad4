// Reads the files of rules/surfaces/, strictly: every key, word and pattern is checked where it stands.
#pragma once
#include "catalog/surface_rules.h"
#include "catalog/yaml/fields.h"

namespace oneway::yaml {

// Takes the sections of a file that speak of surfaces and appends; a file without them gives nothing.
void read_surfaces(Fields& top, SurfaceRules& into);

}  // namespace oneway::yaml
