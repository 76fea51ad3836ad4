// Turns checked rules into the bytes that are built into the program.
#pragma once
#include <string>

#include "catalog/yaml/rule_set.h"

namespace oneway {

std::string compile_rules(const RuleSet& rules);

}  // namespace oneway
