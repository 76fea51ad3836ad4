#include "evidence/objectives.h"

#include <algorithm>
#include <map>

#include "catalog/duration.h"
#include "catalog/yaml/diagnostics.h"
#include "model/error.h"

namespace oneway {

std::vector<Objective> compare_objectives(const std::optional<Declaration>& declaration,
                                          const std::vector<std::string>& took) {
  std::map<std::string, std::string, std::less<>> given;
  for (const std::string& word : took) {
    const std::size_t equals = word.find('=');
    const std::string name = word.substr(0, equals);
    const std::vector<std::string_view> known(std::begin(kObjectives), std::end(kObjectives));
    if (std::find(known.begin(), known.end(), name) == known.end())
      throw UsageError("--took does not know `" + name + "`" + did_you_mean(name, known));
    if (equals == std::string::npos || !duration_seconds(word.substr(equals + 1)))
      throw UsageError("--took takes an objective and a length such as detect=4m, got: " + word);
    if (!given.emplace(name, word.substr(equals + 1)).second)
      throw UsageError("--took says " + name + " twice");
  }
  std::vector<Objective> all;
  for (std::string_view name : kObjectives) {
    Objective o{std::string(name), {}, {}, {}};
    std::int64_t allowed = 0;
    if (declaration)
      for (const auto& [key, length] : declaration->slo)
        if (key == name) o.allowed = length.text, allowed = length.seconds;
    if (const auto at = given.find(name); at != given.end()) o.took = at->second;
    if (o.allowed.empty() && o.took.empty()) continue;
    if (!o.allowed.empty() && !o.took.empty()) o.met = *duration_seconds(o.took) <= allowed;
    all.push_back(std::move(o));
  }
  return all;
}

}  // namespace oneway
