#include "e2e/cloud/world.h"

namespace oneway::test {

std::vector<std::string> gone_or_doubled(const simcloud::json& before, const simcloud::json& after,
                                         std::size_t destroys, std::size_t creates) {
  std::vector<std::string> gone, fresh, all;
  for (const auto& [key, object] : before.items())
    if (!after.contains(key))
      gone.push_back("the cloud has no " + key + " any more");
    else if (after[key]["contents"] != object["contents"])
      all.push_back("the contents of " + key + " are others: " + after[key]["contents"].dump());
  for (const auto& [key, object] : after.items())
    if (!before.contains(key)) fresh.push_back("the cloud has a new " + key);
  if (gone.size() != destroys) all.insert(all.end(), gone.begin(), gone.end());
  if (fresh.size() != creates) all.insert(all.end(), fresh.begin(), fresh.end());
  return all;
}

}  // namespace oneway::test
