// Which arguments differ between the two sides of a change.
#pragma once
#include <string>
#include <vector>

#include "model/change.h"

namespace oneway {

struct Difference {
  std::string path;  // dotted, into single nested blocks
  Value before, after;
  bool unknown = false;  // the after value is known only after apply
};

// Leaves that differ, in path order, at most `limit`. A list of several blocks is one leaf. An attribute that is unknown
// after apply counts as different. Equal values with other sensitivity marks do not.
std::vector<Difference> differences(const Change& c, std::size_t limit = 200);

// "settings.disk_size" for the path ["settings", 0, "disk_size"] of replace_paths.
std::string dotted_path(Value path);

}  // namespace oneway
