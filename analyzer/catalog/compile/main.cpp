// The build's rule compiler: oneway_rulec RULES_FOLDER OUTPUT
#include <fstream>
#include <iostream>

#include "catalog/compile/compile.h"

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: oneway_rulec RULES_FOLDER OUTPUT\n";
    return 2;
  }
  const std::string folder = argv[1];
  oneway::Diagnostics diagnostics;
  const oneway::RuleSet rules = oneway::read_rules(folder, diagnostics);
  std::cerr << diagnostics.to_string();
  if (diagnostics.has_errors()) {
    std::cerr << "the rules below " << folder << " do not compile\n";
    return 1;
  }
  std::ofstream out(argv[2], std::ios::binary);
  out << oneway::compile_rules(rules);
  if (!out.flush()) {
    std::cerr << "cannot write " << argv[2] << "\n";
    return 1;
  }
  return 0;
}
