#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>

#include "assess/plan/plan_assessor.h"
#include "cli/catalog_options.h"
#include "cli/command.h"
#include "cli/exit_codes.h"
#include "cli/log.h"
#include "cli/repair_text.h"
#include "ingest/input.h"
#include "report/printable.h"

namespace oneway::cli {
namespace {

namespace fs = std::filesystem;

constexpr char kHeader[] = "# Written by oneway repair.\n";

struct RepairOptions {
  std::vector<std::string> files, only, rules;
  std::string format = "hcl", out, engine, why;
  InputOptions input;
};

RepairChoice choice_of(const RepairOptions& o) {
  RepairChoice choice;
  if (!o.only.empty()) {
    const auto has = [&](const char* word) {
      return std::find(o.only.begin(), o.only.end(), word) != o.only.end();
    };
    choice.moves = has("moves");
    choice.imports = has("imports");
    choice.removed = has("removed");
  }
  if (!o.engine.empty()) {
    choice.engine = engine_version_from(o.engine);
    if (!choice.engine)
      throw UsageError("--engine takes terraform or opentofu with a version, such as terraform@1.4, not: " +
                       o.engine);
  }
  return choice;
}

Assessment assess(RepairOptions& options) {
  if (options.files.empty()) options.files.push_back("-");
  const auto catalog = open_catalog(options.rules);
  PlanAssessor assessor(*catalog);
  std::vector<InputInfo> inputs;
  for (const std::string& file : options.files) {
    log_info("reading " + file);
    for (InputInfo& info :
         read_plans(file, options.input, [&](std::size_t) -> PlanVisitor& { return assessor.begin(); }))
      inputs.push_back(std::move(info));
  }
  return assessor.finish(std::move(inputs));
}

std::string text_of(const Assessment& a, const RepairChoice& choice, const std::string& format,
                    std::size_t input) {
  return format == "commands" ? repair_commands(a, choice, input) : repair_hcl(a, choice, input);
}

// Only a file of our own is written over.
void write_file(const fs::path& path, const std::string& text) {
  if (std::ifstream old(path); old) {
    std::string first;
    std::getline(old, first);
    if (first + "\n" != kHeader)
      throw UsageError("not written over: " + path.string() + " is not from oneway repair");
  }
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << kHeader << text;
  if (!file.flush()) throw UsageError("cannot write " + path.string());
  log_info("wrote " + path.string());
}

void write_into(const std::string& dir, const Assessment& a, const RepairChoice& choice,
                const std::string& format) {
  std::error_code error;
  fs::create_directories(dir, error);
  if (error) throw UsageError("cannot make the folder " + dir + ": " + error.message());
  if (format == "json") {
    // JSON has no comments: no header, so a file that is there is left alone.
    const fs::path path = fs::path(dir) / "oneway_repair.json";
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file << repair_json(a, choice);
    if (!file.flush()) throw UsageError("cannot write " + path.string());
    return;
  }
  for (std::size_t i = 0; i < a.inputs.size(); ++i) {
    const std::string text = text_of(a, choice, format, i);
    if (text.empty()) continue;
    const std::string number = a.inputs.size() == 1 ? "" : "_" + std::to_string(i + 1);
    write_file(fs::path(dir) / ("oneway_repair" + number + (format == "commands" ? ".sh" : ".tf")), text);
  }
}

void print(const Assessment& a, const RepairChoice& choice, const std::string& format) {
  if (format == "json") {
    std::cout << repair_json(a, choice);
    return;
  }
  bool any = false;
  for (std::size_t i = 0; i < a.inputs.size(); ++i) {
    const std::string text = text_of(a, choice, format, i);
    if (text.empty()) continue;
    if (any) std::cout << "\n";
    if (a.inputs.size() > 1) std::cout << hcl_comment("Stack: " + a.inputs[i].path);
    std::cout << text;
    any = true;
  }
  if (!any) std::cout << "# Nothing to repair: no destroy of this plan is a move or an import in disguise.\n";
}

int run_repair(RepairOptions& options) {
  const RepairChoice choice = choice_of(options);
  const Assessment a = assess(options);
  if (!options.why.empty()) {
    std::cout << why_text(a, options.why);
    return kPassed;
  }
  if (options.out.empty())
    print(a, choice, options.format);
  else
    write_into(options.out, a, choice, options.format);
  return kPassed;
}

}  // namespace

void add_repair_command(CLI::App& app, const Common&, Run& run) {
  CLI::App* command = app.add_subcommand(
      "repair", "Write moved, import and removed blocks for what the plan need not destroy");
  auto options = std::make_shared<RepairOptions>();
  command->add_option("FILE", options->files, "Plan JSON (`show -json`); - or nothing reads standard input")
      ->type_name("FILE");
  command->add_option("--format", options->format, "Blocks, commands for a POSIX shell, or data")
      ->type_name("FORMAT")
      ->check(CLI::IsMember({"hcl", "commands", "json"}))
      ->default_str("hcl");
  command->add_option("--only", options->only, "Only these repairs; repeatable")
      ->type_name("WHAT")
      ->check(CLI::IsMember({"moves", "imports", "removed"}));
  command->add_option("--out", options->out, "Write files into this folder instead of standard output")
      ->type_name("DIR");
  command
      ->add_option("--engine", options->engine,
                   "The engine that will read the blocks, such as terraform@1.4 or opentofu@1.10; "
                   "as in the plan if not given")
      ->type_name("ENGINE");
  command->add_option("--why", options->why, "Explain why the object at this address is, or is not, a move")
      ->type_name("ADDRESS");
  add_rules_option(*command, options->rules);
  command->callback([options, &run] { run = [options] { return run_repair(*options); }; });
}

}  // namespace oneway::cli
