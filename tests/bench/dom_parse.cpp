// dom_parse FILE: reads a whole document into a nlohmann DOM and counts the changes by action: what a small
// tool does that does not stream. The yardstick of scripts/bench.
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  std::ifstream in(argv[1], std::ios::binary);
  const nlohmann::json plan = nlohmann::json::parse(in);
  std::map<std::string, int> counts;
  for (const auto& change : plan.at("resource_changes")) ++counts[change.at("change").at("actions").dump()];
  for (const auto& [actions, n] : counts) std::cout << actions << ' ' << n << '\n';
}
