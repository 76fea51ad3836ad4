#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <memory>

#include "catalog/coverage.h"
#include "catalog/overlay.h"
#include "catalog/words.h"
#include "catalog/yaml/rule_set.h"
#include "cli/catalog_options.h"
#include "cli/command.h"
#include "cli/exit_codes.h"
#include "ingest/input.h"
#include "report/json_writer.h"
#include "report/printable.h"

namespace oneway::cli {
namespace {

struct RulesOptions {
  std::vector<std::string> folders, rules, plans;
  std::string format = "text", matching;
};

// A whole set of rules (this project's own) or an overlay.
Diagnostics check(const std::string& folder) {
  if (!std::filesystem::is_directory(std::filesystem::path(folder) / "providers"))
    return check_overlay(folder, day_text(current_day()));
  Diagnostics out;
  read_rules(folder, out);
  return out;
}

int run_check(const RulesOptions& options) {
  bool sound = true;
  for (const std::string& folder : options.folders) {
    const Diagnostics found = check(folder);
    for (const Diagnostic& d : found.list()) std::cout << report::printable(d.to_string()) << '\n';
    if (!found.has_errors()) std::cout << report::printable(folder) << ": sound\n";
    sound = sound && !found.has_errors();
  }
  return sound ? kPassed : kUsage;
}

std::string percent(std::uint64_t part, std::uint64_t whole) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f %%",
                whole ? 100.0 * static_cast<double>(part) / static_cast<double>(whole) : 100.0);
  return text;
}

// Gives every change of a plan to the count.
class Counter : public PlanVisitor {
 public:
  explicit Counter(Coverage& coverage) : coverage_(coverage) {}
  void change(Change& c) override { coverage_.add(c); }
  void end(const PlanMeta&) override {}

 private:
  Coverage& coverage_;
};

void write_json(const Coverage& coverage) {
  report::Sink sink(std::cout);
  report::JsonWriter json(sink, report::JsonWriter::Layout::Indented);
  const auto total = [&](const char* name, const Coverage::Total& t) {
    json.key(name);
    json.begin_object();
    json.member("types", t.types);
    json.member("changes", t.changes);
    json.member("destroys", t.destroys);
    json.end_object();
  };
  json.begin_object();
  json.member("format_version", "1.0");
  total("all", coverage.all());
  total("known", coverage.known());
  json.array("types", coverage.rows(), [&](const Coverage::Row& row) {
    json.begin_object();
    json.member("type", row.type);
    json.member("changes", row.changes);
    json.member("destroys", row.destroys);
    json.member("confidence", word(row.confidence));
    json.optional("judged_as", row.judged_as);
    json.end_object();
  });
  json.end_object();
  sink << '\n';
}

void write_text(const Coverage& coverage) {
  for (const Coverage::Row& row : coverage.rows()) {
    char counts[64];
    std::snprintf(counts, sizeof counts, "%8llu changes %6llu destroys  %-12s ",
                  static_cast<unsigned long long>(row.changes), static_cast<unsigned long long>(row.destroys),
                  std::string(word(row.confidence)).c_str());
    std::cout << counts << report::printable(row.type);
    if (!row.judged_as.empty() && row.judged_as != row.type)
      std::cout << " (as " << report::printable(row.judged_as) << ")";
    std::cout << '\n';
  }
  const Coverage::Total all = coverage.all(), known = coverage.known();
  const auto line = [](const char* what, std::uint64_t part, std::uint64_t whole) {
    std::cout << "known: " << part << " of " << whole << " " << what << " (" << percent(part, whole) << ")\n";
  };
  line("types", known.types, all.types);
  line("changes", known.changes, all.changes);
  line("deletes and replacements", known.destroys, all.destroys);
}

int list_coverage(const RulesOptions& options, const Catalog& catalog) {
  Coverage coverage(catalog);
  Counter counter(coverage);
  for (const std::string& plan : options.plans)
    read_plans(plan, {}, [&](std::size_t) -> PlanVisitor& { return counter; });
  options.format == "json" ? write_json(coverage) : write_text(coverage);
  return kPassed;
}

int run_list(const RulesOptions& options) {
  const auto catalog = open_catalog(options.rules);
  if (!options.plans.empty()) return list_coverage(options, *catalog);
  const bool as_json = options.format == "json";
  report::Sink sink(std::cout);
  report::JsonWriter json(sink, report::JsonWriter::Layout::Indented);
  if (as_json) json.begin_array();
  catalog->each([&](const TypeFacts& t) {
    if (t.type.find(options.matching) == std::string::npos) return;
    if (!as_json) {
      sink << report::printable(t.type) << "  " << word(t.holds) << "  " << t.surface << "  "
           << word(t.confidence) << "  " << report::printable(t.rule) << '\n';
      return;
    }
    json.begin_object();
    json.member("type", t.type);
    json.member("holds", word(t.holds));
    json.member("surface", t.surface);
    json.member("confidence", word(t.confidence));
    json.member("rule", t.rule);
    json.end_object();
  });
  if (as_json) {
    json.end_array();
    sink << '\n';
  }
  return kPassed;
}

}  // namespace

void add_rules_command(CLI::App& app, Run& run) {
  CLI::App* command =
      app.add_subcommand("rules", "Check rules of your own; list what is known, and how much of a plan");
  command->require_subcommand(1);
  auto options = std::make_shared<RulesOptions>();
  CLI::App* check =
      command->add_subcommand("check", "Say what is wrong with rule files, as file:line:column");
  check->add_option("DIR", options->folders, "A folder of rules, or one file")
      ->type_name("PATH")
      ->required()
      ->check(CLI::ExistingPath);
  check->callback([options, &run] { run = [options] { return run_check(*options); }; });

  CLI::App* list =
      command->add_subcommand("list", "List the known types, or how much of given plans is known");
  list->add_option("MATCHING", options->matching, "Only types whose name holds this")->type_name("TEXT");
  list->add_option("--coverage", options->plans, "Plans: count which of their changes are of known types")
      ->type_name("FILE");
  list->add_option("-f,--format", options->format, "What to write")
      ->type_name("FORMAT")
      ->check(CLI::IsMember({"text", "json"}))
      ->default_str("text");
  add_rules_option(*list, options->rules);
  list->callback([options, &run] { run = [options] { return run_list(*options); }; });
}

}  // namespace oneway::cli
