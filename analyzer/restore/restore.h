// Compares a candidate state with the current one and answers whether the candidate may take its place.
//
// States are read one object at a time and kept as records; memory grows with the number of objects, not with
// their size.
#pragma once
#include <optional>
#include <string>

#include "catalog/catalog.h"
#include "ingest/input.h"
#include "model/restoration.h"

namespace oneway {

struct RestoreQuestion {
  std::string candidate, current;          // paths; one of them may be "-"
  std::optional<std::string> plan;         // of the current state: refresh-only or normal
  std::optional<std::string> config_plan;  // of the configuration that will be applied next
  std::string engine = "terraform";        // the word in commands: terraform or tofu
};

// Throws InputError for what is no state or no plan.
Restoration compare_states(const RestoreQuestion& question, const InputOptions& options,
                           const Catalog& catalog);

// The smaller question: is this one state sound in itself?
Restoration check_state(const std::string& path, const InputOptions& options, const Catalog& catalog);

}  // namespace oneway
