// Where results go: standard output in one format, and any number of files in others.
#pragma once
#include <string>
#include <vector>

#include "cli/command.h"
#include "report/report.h"

namespace oneway::cli {

struct OutputOptions {
  std::string format = "text";
  std::vector<std::string> outputs;  // FORMAT=PATH
  std::size_t max_bytes = 65'536;
};

void add_output_options(CLI::App& command, OutputOptions& options);
// Columns and colour of standard output, from the terminal, --color and NO_COLOR.
report::Options terminal_options(const Common& common);
// Writes the assessment to standard output and to every --output file. Throws UsageError for unknown formats
// and files that cannot be written.
void write_everywhere(const Assessment& a, const OutputOptions& options, const report::Options& report);
// Does any chosen format show the digest of the inputs?
bool shows_digest(const OutputOptions& options);

}  // namespace oneway::cli
