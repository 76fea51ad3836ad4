// Diagnostics for the person at the terminal, on stderr through spdlog; results never go here.
#pragma once
#include <string>

namespace oneway::cli {

void set_up_log(bool quiet, bool verbose);
void log_info(const std::string& message);  // shown with --verbose
void log_warning(const std::string& message);

}  // namespace oneway::cli
