// Reads playbooks.yaml: what to do when a change went wrong, and which loops to pause.
#pragma once
#include "catalog/registry.h"
#include "catalog/yaml/fields.h"

namespace oneway::yaml {

// Takes `playbooks` and `loops` of a file and appends; a file without them gives nothing.
void read_playbooks(Fields& top, std::vector<PlaybookInfo>& playbooks, std::vector<LoopInfo>& loops);

// RE2 patterns for whole type names under `key`.
void read_type_patterns(Fields& f, std::string_view key, std::vector<std::string>& into);

}  // namespace oneway::yaml
