// How much of some plans the catalogue knows, by number of changes.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "catalog/catalog.h"

namespace oneway {

class Coverage {
 public:
  explicit Coverage(const Catalog& catalog) : catalog_(catalog) {}

  // Counts a managed change that does something; reads and plain no-ops are not counted.
  void add(const Change& c);

  struct Row {
    std::string type;
    std::uint64_t changes = 0, destroys = 0;      // destroys: deletes and replacements among the changes
    Confidence confidence = Confidence::Unknown;  // the least of its changes
    std::string judged_as;                        // the facts of its last change, "" if inferred
    bool known() const { return confidence >= Confidence::WidelyKnown; }
  };
  struct Total {
    std::uint64_t types = 0, changes = 0, destroys = 0;
  };
  std::vector<Row> rows() const;  // unknown types first, then by number of changes and name
  Total all() const;
  Total known() const;

 private:
  const Catalog& catalog_;
  std::map<std::string, Row> rows_;
};

}  // namespace oneway
