// Reads the sections of rule files that do not describe types: codes, repairs, classes and inference.
#pragma once
#include "catalog/inference_rules.h"
#include "catalog/registry.h"
#include "catalog/yaml/fields.h"

namespace oneway::yaml {

// Each takes its own top-level keys of a file and appends; a file without them gives nothing.
void read_codes(Fields& top, std::vector<CodeInfo>& into);
void read_repairs(Fields& top, std::vector<RepairInfo>& into);
void read_classes(Fields& top, std::vector<ClassInfo>& into);
void read_inference(Fields& top, InferenceRules& into);

}  // namespace oneway::yaml
