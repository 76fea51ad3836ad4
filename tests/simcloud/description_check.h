// Refuses descriptions that contradict themselves: names of no argument, circular templates, unknown kinds.
#pragma once
#include "description.h"

namespace simcloud {

void check_description(const ProviderDescription& d);
// The names between braces, without "hex:8" and "num:8".
std::vector<std::string> template_names(const std::string& text);

}  // namespace simcloud
