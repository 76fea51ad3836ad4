// Diagnostics for the person at the terminal, on stderr through spdlog; results never go here.
#pragma once
#include <string>
#include <string_view>

namespace oneway::cli {

// What a message quotes of an input (a key, a word, the name of a file), with nothing secret in it and nothing
// that a terminal obeys.
std::string fit_for_stderr(std::string_view text);

void set_up_log(bool quiet, bool verbose);
void log_info(const std::string& message);  // shown with --verbose
void log_warning(const std::string& message);

}  // namespace oneway::cli
