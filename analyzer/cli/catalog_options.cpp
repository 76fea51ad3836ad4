#include "cli/catalog_options.h"

#include <CLI/CLI.hpp>
#include <chrono>
#include <ctime>

#include "catalog/overlay.h"

namespace oneway::cli {

void add_rules_option(CLI::App& command, std::vector<std::string>& folders) {
  command
      .add_option("--rules", folders,
                  "A folder (or file) of rules of your own: new types, stricter facts; repeatable")
      ->type_name("PATH")
      ->check(CLI::ExistingPath);
}

std::shared_ptr<const Catalog> open_catalog(const std::vector<std::string>& folders) {
  if (!folders.empty()) return catalog_with_overlays(folders, today());
  return {&Catalog::builtin(), [](const Catalog*) {}};
}

std::string today() {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm utc{};
  gmtime_r(&now, &utc);
  char text[sizeof "2026-11-25"];
  std::strftime(text, sizeof text, "%Y-%m-%d", &utc);
  return text;
}

}  // namespace oneway::cli
