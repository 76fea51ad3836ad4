// Completions for a shell, generated from the description of the command line.
#pragma once
#include <string>

#include "cli/description.h"

namespace oneway::cli {

std::string bash_completion(const CommandDescription& program);
std::string zsh_completion(const CommandDescription& program);
std::string fish_completion(const CommandDescription& program);

}  // namespace oneway::cli
