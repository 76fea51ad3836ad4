// The longest rollback window that the facts of a plan allow.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/assessment.h"

namespace oneway {

struct Allowance {
  struct Limit {
    const AssessedChange* change = nullptr;
    const Window* window = nullptr;  // nullptr: there is no way back at all
  };
  std::optional<Limit> shortest;  // the shortest way back that has a length
  std::vector<Limit> events;      // ways back that an event closes
  std::vector<Limit> blocked;  // no way back: it is one-way, or its name is held (the window says how long)
};

// Of the changes that `part` speaks for; "" speaks for all.
Allowance allowance(const Assessment& assessment, std::string_view part);

// As a declaration would say it: "7d until the first write", "none"; "" if no fact limits it.
std::string promise(const Allowance& allowance);

}  // namespace oneway
