// The time of day, asked for in one place.
#pragma once
#include <chrono>
#include <cstdint>

namespace oneway::cli {

// Seconds since 1970.
inline std::int64_t seconds_now() {
  return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch())
      .count();
}

}  // namespace oneway::cli
