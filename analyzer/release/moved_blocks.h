// The moved blocks that a module must ship, written for its own folder.
#pragma once
#include <set>
#include <string>

#include "model/assessment.h"

namespace oneway {

// `module` is "module.x" when the stack only calls the module, "" when the stack is the module. Moves that
// lead out of the module are no business of its own folder.
void collect_blocks(const Assessment& a, const std::string& module, std::set<std::string>& into);

}  // namespace oneway
