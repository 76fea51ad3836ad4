// Where a block stands in the configuration.
#pragma once
#include <cstddef>
#include <string>

namespace oneway {

struct SourceLocation {
  std::string file;  // relative to the root of the repository, with "/"
  std::size_t first_line = 1, first_column = 1;
  std::size_t last_line = 1, last_column = 1;  // the column behind the last character; in code points
  bool exact = true;  // false: no block was found, this is the module call or only the file nearest to it
};

}  // namespace oneway
