#include "cli/catalog_options.h"

#include <CLI/CLI.hpp>
#include <filesystem>

#include "catalog/overlay.h"
#include "catalog/phrases.h"
#include "cli/log.h"
#include "model/error.h"
#include "report/printable.h"

namespace oneway::cli {
namespace {

void append(std::vector<std::string>& to, const std::vector<std::string>& more) {
  to.insert(to.end(), more.begin(), more.end());
}

}  // namespace

void add_rules_option(CLI::App& command, std::vector<std::string>& folders) {
  command
      .add_option("--rules", folders,
                  "A folder (or file) of rules of your own: new types, stricter facts; repeatable")
      ->type_name("PATH")
      ->check(CLI::ExistingPath)
      ->allow_extra_args(false)
      ->take_all();
}

std::shared_ptr<const Catalog> open_catalog(const RuleSources& sources, Day today) {
  Overlays overlays;
  if (sources.floor) append(overlays.folders, sources.floor->rules);
  std::vector<std::string>& own = sources.floor ? overlays.never_milder : overlays.folders;
  if (sources.policy) append(own, sources.policy->rules);
  append(own, sources.folders);
  if (overlays.folders.empty() && overlays.never_milder.empty())
    return {&Catalog::builtin(), [](const Catalog*) {}};
  std::shared_ptr<const Catalog> catalog = catalog_with_overlays(overlays, day_text(today));
  for (const Override& o : catalog->overrides()) log_warning(report::printable(in_words(o)));
  return catalog;
}

std::shared_ptr<const Catalog> open_catalog(const std::vector<std::string>& folders, Day today) {
  std::optional<Policy> policy;
  if (std::filesystem::exists(kDefaultPolicy)) policy = load_policy(kDefaultPolicy, today);
  return open_catalog({folders, policy ? &*policy : nullptr}, today);
}

Day day_of(const std::string& date) {
  if (date.empty()) return current_day();
  if (const auto day = parse_day(date)) return *day;
  throw UsageError("--today takes a date such as 2026-11-25, not: " + date);
}

}  // namespace oneway::cli
