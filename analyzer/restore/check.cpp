#include "restore/check.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <set>

#include "restore/push.h"

namespace oneway {
namespace {

bool is_uuid(const std::string& s) {
  if (s.size() != 36) return false;
  for (std::size_t i = 0; i < s.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash ? s[i] != '-' : !std::isxdigit(static_cast<unsigned char>(s[i]))) return false;
  }
  return true;
}

// "registry.terraform.io/hashicorp/aws" and "registry.opentofu.org/hashicorp/aws" in one state are a
// half-done migration.
void check_sources(const StateSide& side, Restoration& out) {
  std::map<std::string, std::set<std::string>> hosts;
  for (const StateRecord& r : side.records)
    if (const std::size_t slash = r.provider_source.find('/'); slash != std::string::npos)
      hosts[r.provider_source.substr(slash + 1)].insert(r.provider_source);
  for (const auto& [name, sources] : hosts)
    if (sources.size() > 1)
      add_finding(out, "OW556", Severity::Warning,
                  "One provider under several source addresses: run `state replace-provider`.",
                  {sources.begin(), sources.end()});
}

void check_dependencies(const StateSide& side, Restoration& out) {
  std::set<std::string> known, dangling;
  for (const StateRecord& r : side.records) {
    known.insert(r.static_address);
    known.insert(r.address);
  }
  for (const auto& [from, to] : side.edges)
    if (!known.contains(to) && !to.starts_with("data.") && to.find(".data.") == std::string::npos)
      dangling.insert(from + " -> " + to);
  if (!dangling.empty())
    add_finding(out, "OW553", Severity::Note, "Dependencies on objects that the state does not hold.",
                {dangling.begin(), dangling.end()});
}

}  // namespace

void check_side(const StateSide& side, Restoration& out) {
  if (!side.duplicates.empty())
    add_finding(out, "OW550", Severity::Error, "Listed more than once: the engine refuses such a state.",
                side.duplicates);
  std::vector<std::string> empty, deposed, tainted;
  for (const StateRecord& r : side.records) {
    if (r.arguments.empty() && r.mode == "managed") empty.push_back(r.key());
    if (!r.deposed.empty()) deposed.push_back(r.key());
    if (r.tainted) tainted.push_back(r.address);
  }
  if (!empty.empty())
    add_finding(
        out, "OW551", Severity::Warning,
        "Objects without attributes: an apply was cut off while it made them. Look whether they exist.",
        empty);
  if (!deposed.empty())
    add_finding(out, "OW552", Severity::Warning, "Deposed objects: the next apply destroys them.", deposed);
  if (!tainted.empty())
    add_finding(out, "OW552", Severity::Warning, "Tainted objects: the next apply replaces them.", tainted);
  check_dependencies(side, out);
  if (side.header.form == StateForm::Raw && !is_uuid(side.header.lineage))
    add_finding(out, "OW554", Severity::Warning,
                side.header.lineage.empty() ? "The state has no lineage: any state can be pushed over it."
                                            : "The lineage is not a UUID: somebody edited it.");
  if (!side.open_secrets.empty())
    add_finding(out, "OW555", Severity::Note,
                "Arguments that look like secrets and that no mask covers: treat this file as a secret.",
                side.open_secrets);
  check_sources(side, out);
}

}  // namespace oneway
