#include "assess/surfaces/versions.h"

#include <algorithm>

#include "assess/change/direction.h"
#include "assess/surfaces/paths.h"
#include "assess/surfaces/pins.h"

namespace oneway {
namespace {

std::string first(Paths& paths, Value side, const std::string& path) {
  const auto texts = paths.texts(side, path);
  return texts.empty() ? "" : texts[0];
}

struct Version {
  bool served = true, storage = false;
};

std::map<std::string, Version> versions_of(const DefinitionRule& rule, Value side, Paths& paths) {
  std::map<std::string, Version> out;
  for (const Value v : paths.at(side, rule.versions))
    if (const std::string name = first(paths, v, rule.name); !name.empty())
      out[name] = {!v.dotted(rule.served) || v.dotted(rule.served).is_true(),
                   v.dotted(rule.storage).is_true()};
  return out;
}

std::string storage_of(const std::map<std::string, Version>& versions) {
  for (const auto& [name, v] : versions)
    if (v.storage) return name;
  return "";
}

}  // namespace

VersionJudge::VersionJudge()
    : versions_(surface_rules().versions), definitions_(surface_rules().definitions) {}

void VersionJudge::change(const Sight& sight) {
  if (!sight.updates() && !sight.replaces()) return;
  for (const View& view : sight.views()) {
    for (const std::size_t i : versions_.of(view.name)) versioned(sight, view, surface_rules().versions[i]);
    for (const std::size_t i : definitions_.of(view.name))
      definition(sight, view, surface_rules().definitions[i]);
  }
}

void VersionJudge::versioned(const Sight& sight, const View& view, const VersionRule& rule) {
  Paths paths;
  const auto old = paths.texts(view.before, rule.version), now = paths.texts(view.after, rule.version);
  if (old.size() != now.size()) return;
  const bool hidden =
      marked(view.before_sensitive, rule.version) || marked(view.after_sensitive, rule.version);
  for (std::size_t i = 0; i < old.size(); ++i) {
    std::string before = old[i], after = now[i], name;
    if (rule.image) {
      const ImageReference b = parse_image(before), n = parse_image(after);
      if (b.repository != n.repository) continue;
      before = b.tag, after = n.tag, name = n.repository;
    } else {
      name = first(paths, view.after, rule.name);
    }
    const auto digit = [](unsigned char c) { return std::isdigit(c); };
    if (before == after || !std::any_of(before.begin(), before.end(), digit) ||
        !std::any_of(after.begin(), after.end(), digit) || compare_versions(before, after) <= 0)
      continue;
    if (matches_part(rule.definitions, name))
      definition_charts_.push_back({sight.change.address, name, rule.version, before, after, hidden});
    else if (matches_part(rule.controllers, name))
      controllers_.push_back({sight.change.address, name, rule.version, before, after, hidden});
  }
}

void VersionJudge::definition(const Sight& sight, const View& view, const DefinitionRule& rule) {
  if (marked(view.unknown, rule.versions)) return;
  Paths paths;
  const auto before = versions_of(rule, view.before, paths), after = versions_of(rule, view.after, paths);
  const auto stored = paths.texts(view.before, rule.stored);
  const std::string& address = sight.change.address;
  const std::string path = rule.versions;
  const bool hidden = marked(view.before_sensitive, path) || marked(view.after_sensitive, path);
  const auto said = [&](const std::string& name) { return hidden ? std::string("(sensitive)") : name; };
  const auto add = [&](std::string message, const std::string& was, const std::string& is) {
    std::vector<Evidence> evidence{text_evidence(path, was, false, hidden)};
    if (!is.empty()) evidence[0].after = text_evidence(path, is, true, hidden).after;
    lost_.push_back({address, std::move(message), std::move(evidence)});
  };
  for (const auto& [name, v] : before) {
    const auto at = after.find(name);
    const bool is_stored = v.storage || std::find(stored.begin(), stored.end(), name) != stored.end();
    if (at == after.end())
      add("The version " + said(name) + " leaves the definition " + address +
              ": clients of it are refused, and " +
              (is_stored ? "it is or was the stored one, so the API refuses the change until every object is "
                           "rewritten "
                           "and it is out of status.storedVersions."
                         : "objects that were stored in it must have been rewritten before."),
          name, "");
    else if (v.served && !at->second.served)
      add("The version " + said(name) + " of the definition " + address +
              " is no longer served: clients and controllers that use it fail at once. Serve it again until "
              "nobody does.",
          name + " served", name + " not served");
  }
  const std::string old_storage = storage_of(before), new_storage = storage_of(after);
  if (!old_storage.empty() && !new_storage.empty() && old_storage != new_storage)
    add("The definition " + address + " stores its objects as " + said(new_storage) + " instead of " +
            said(old_storage) +
            ": what is written from now on is read by an old controller only if the old version stays served "
            "and a "
            "conversion exists.",
        old_storage, new_storage);
}

void VersionJudge::answer(Assessment& a, const std::vector<const Stack*>&) {
  for (Lost& l : lost_) add_finding(a, "OW730", l.message, {l.address}).evidence = std::move(l.evidence);
  std::vector<std::string> together;
  for (const auto* list : {&controllers_, &definition_charts_})
    for (const Downgrade& d : *list) {
      Finding& f = add_finding(a, "OW732",
                               d.address + " goes to an older version of " +
                                   (d.hidden ? "something sensitive" : d.name) +
                                   ": it must be able to read what the newer one stored. Check the stored "
                                   "versions of its definitions "
                                   "first.",
                               {d.address});
      f.evidence.push_back(text_evidence(d.path, d.before, false, d.hidden));
      f.evidence.back().after = text_evidence(d.path, d.after, true, d.hidden).after;
      together.push_back(d.address);
    }
  if (controllers_.empty() || (lost_.empty() && definition_charts_.empty())) return;
  for (const Lost& l : lost_) together.push_back(l.address);
  std::sort(together.begin(), together.end());
  together.erase(std::unique(together.begin(), together.end()), together.end());
  add_finding(
      a, "OW729",
      "A controller and the definitions it works on go back together: objects stored in the newer version "
      "cannot be read by either. Leave the definitions as they are and set only the controller back.",
      together);
}

}  // namespace oneway
