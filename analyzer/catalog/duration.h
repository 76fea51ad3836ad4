// Lengths of time that carry their own units: "604800s", "168h0m0s", "7d" and ISO 8601 "P7DT12H".
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

namespace oneway {

std::optional<std::int64_t> duration_seconds(std::string_view text);

}  // namespace oneway
