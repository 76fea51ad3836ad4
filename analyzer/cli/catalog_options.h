// Options of the commands that look facts up.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "catalog/catalog.h"

namespace CLI {
class App;
}

namespace oneway::cli {

void add_rules_option(CLI::App& command, std::vector<std::string>& folders);
// The built-in catalogue, with the overlays if there are any. Throws UsageError if an overlay is not sound.
std::shared_ptr<const Catalog> open_catalog(const std::vector<std::string>& folders);
// "2026-11-25", in UTC.
std::string today();

}  // namespace oneway::cli
