// Two moments of the simulated cloud.
#pragma once
#include <string>
#include <vector>

#include "simcloud/driver.h"

namespace oneway::test {

// What a repair must not do to the objects of the cloud, beyond what was really meant.
std::vector<std::string> gone_or_doubled(const simcloud::json& before, const simcloud::json& after,
                                         std::size_t destroys = 0, std::size_t creates = 0);

}  // namespace oneway::test
