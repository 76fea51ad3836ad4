// Options of the commands that look facts up.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "catalog/catalog.h"
#include "policy/policy.h"

namespace CLI {
class App;
}

namespace oneway::cli {

// Where facts of one's own come from.
struct RuleSources {
  std::vector<std::string> folders;  // --rules
  const Policy* policy = nullptr;    // `rules:` of .oneway.yaml
  const Policy* floor = nullptr;     // `rules:` of the floor: the only ones that may then be milder
};

void add_rules_option(CLI::App& command, std::vector<std::string>& folders);
// The built-in catalogue, with the overlays if there are any. Throws UsageError if an overlay is not sound,
// and warns of each fact that an overlay makes milder.
std::shared_ptr<const Catalog> open_catalog(const RuleSources& sources, Day today);
// The same for a command without a policy of its own: --rules, and `rules:` of a .oneway.yaml that is there.
std::shared_ptr<const Catalog> open_catalog(const std::vector<std::string>& folders,
                                            Day today = current_day());

// The policy of the folder in which the program runs.
inline constexpr char kDefaultPolicy[] = ".oneway.yaml";
// `date` as --today gives it; "" is the current day. Throws UsageError.
Day day_of(const std::string& date);

}  // namespace oneway::cli
