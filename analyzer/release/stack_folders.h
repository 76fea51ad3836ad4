// Which stacks lie in a folder, and which files of two folders belong together.
#pragma once
#include <map>
#include <string>
#include <vector>

namespace oneway {

enum class StackFiles : unsigned char { Plans, States };

// The files in `folder` and below, by stack: "eu/prod/plan.json", "eu/prod/terraform.tfstate" and
// "eu/prod.json" are the stack "eu/prod". Throws UsageError if there is none, or two for one stack.
std::map<std::string, std::string> find_stacks(const std::string& folder, StackFiles kind);

struct StackPair {
  std::string name, before, after;  // a path that is "" is missing
};
// Every stack of either side, by name.
std::vector<StackPair> pair_stacks(const std::map<std::string, std::string>& before,
                                   const std::map<std::string, std::string>& after);

}  // namespace oneway
