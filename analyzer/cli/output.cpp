#include "cli/output.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>

#include "catalog/registry.h"
#include "model/error.h"

namespace oneway::cli {
namespace {

constexpr int kNarrowest = 60, kWidest = 200, kDefaultColumns = 80;

report::Format format_of(const std::string& word) {
  if (const auto f = report::format_from_id(word)) return *f;
  throw UsageError("unknown format: " + word);
}

int columns() {
  winsize size{};
  if (isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    return std::clamp<int>(size.ws_col, kNarrowest, kWidest);
  if (const char* set = std::getenv("COLUMNS"))
    if (const int n = std::atoi(set); n > 0) return std::clamp(n, kNarrowest, kWidest);
  return kDefaultColumns;
}

}  // namespace

void add_output_options(CLI::App& command, OutputOptions& options) {
  std::vector<std::string> formats;
  for (report::Format f : report::all_formats()) formats.emplace_back(report::id(f));
  command.add_option("-f,--format", options.format, "What standard output gets")
      ->type_name("FORMAT")
      ->check(CLI::IsMember(formats))
      ->default_str("text");
  command.add_option("-o,--output", options.outputs, "Write this format to a file as well; repeatable")
      ->type_name("FORMAT=FILE")
      ->allow_extra_args(false)
      ->take_all();
  command.add_option("--max-bytes", options.max_bytes, "Byte budget of Markdown")
      ->type_name("N")
      ->default_str("65536");
}

report::Options terminal_options(const Common& common) {
  report::Options o;
  o.width = columns();
  const char* no_color = std::getenv("NO_COLOR");
  o.color = common.color == "always" ||
            (common.color == "auto" && isatty(STDOUT_FILENO) && !(no_color && *no_color));
  o.detail = common.quiet     ? report::Detail::Quiet
             : common.verbose ? report::Detail::Verbose
                              : report::Detail::Normal;
  o.tool_version = ONEWAY_VERSION;
  o.text_of_code = [](std::string_view word) {
    const CodeInfo* info = code(word);
    return info ? report::CodeText{info->title, info->why, info->what_to_do} : report::CodeText{};
  };
  return o;
}

void write_everywhere(const Assessment& a, const OutputOptions& options, const report::Options& report) {
  report::Options o = report;
  o.max_bytes = options.max_bytes;
  const report::Format on_stdout = format_of(options.format);
  for (const std::string& output : options.outputs) {
    const std::size_t equals = output.find('=');
    if (equals == std::string::npos) throw UsageError("--output takes FORMAT=PATH, got: " + output);
    const report::Format format = format_of(output.substr(0, equals));
    const std::string path = output.substr(equals + 1);
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    report::Options plain = o;
    plain.color = false;
    if (file) report::write(format, a, plain, file);
    if (!file.flush()) throw UsageError("cannot write " + path);
  }
  report::write(on_stdout, a, o, std::cout);
}

bool shows_digest(const OutputOptions& options) {
  const auto shows = [](const std::string& word) {
    return word.starts_with("json") || word.starts_with("ndjson");
  };
  return shows(options.format) || std::any_of(options.outputs.begin(), options.outputs.end(), shows);
}

}  // namespace oneway::cli
