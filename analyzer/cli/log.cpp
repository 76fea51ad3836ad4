#include "cli/log.h"

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

namespace oneway::cli {
namespace {

spdlog::level::level_enum level = spdlog::level::warn;

// Made on first use: most runs have nothing to say.
spdlog::logger& logger() {
  static const auto log = [] {
    auto made = spdlog::stderr_color_mt("oneway");
    made->set_pattern("oneway: %^%l%$: %v");
    made->set_level(level);
    return made;
  }();
  return *log;
}

}  // namespace

void set_up_log(bool quiet, bool verbose) {
  level = quiet ? spdlog::level::err : verbose ? spdlog::level::info : spdlog::level::warn;
}

void log_info(const std::string& message) {
  if (level <= spdlog::level::info) logger().info(message);
}

void log_warning(const std::string& message) {
  if (level <= spdlog::level::warn) logger().warn(message);
}

}  // namespace oneway::cli
