// Reads one entry of `resource_changes`, `resource_drift` or `deferred_changes`.
#pragma once
#include <string>

#include "ingest/json/reader.h"
#include "model/change.h"

namespace oneway {

// Fills `into`, whatever was in it before. The values of a no-op are never kept: they are skipped, or dropped
// when the document names them before the actions.
class ChangeReader {
 public:
  void read(json::Reader& reader, Change& into);

 private:
  void read_transition(json::Reader& reader, Change& into);
  void read_importing(json::Reader& reader, Change& into);
  void keep(json::Reader& reader, Change& into, std::string_view name);

  void read_index(json::Reader& reader);
  std::string composed_address(const Change& c) const;

  std::string text_, module_;
  InstanceKey index_;
};

// Re-written plans and logs may leave out the mode, type and name, which the address says anyway.
void complete_from_address(Change& c);

// The `actions` array.
void read_actions(json::Reader& reader, Actions& into);

}  // namespace oneway
