#include "cli/log.h"

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include "model/secret.h"
#include "report/printable.h"

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

std::string fit_for_stderr(std::string_view text) {
  return report::printable(without_secrets(text));
}

void set_up_log(bool quiet, bool verbose) {
  level = quiet ? spdlog::level::err : verbose ? spdlog::level::info : spdlog::level::warn;
}

void log_info(const std::string& message) {
  if (level <= spdlog::level::info) logger().info(fit_for_stderr(message));
}

void log_warning(const std::string& message) {
  if (level <= spdlog::level::warn) logger().warn(fit_for_stderr(message));
}

}  // namespace oneway::cli
