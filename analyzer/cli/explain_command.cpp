#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "catalog/explain.h"
#include "cli/catalog_options.h"
#include "cli/command.h"
#include "cli/exit_codes.h"
#include "cli/output.h"
#include "model/error.h"
#include "report/json_writer.h"
#include "report/printable.h"
#include "report/terminal.h"

namespace oneway::cli {
namespace {

struct ExplainOptions {
  std::vector<std::string> words, rules;
  std::string format = "text";
};

void write_text(const FactSheet& sheet, const report::Options& options) {
  std::string out;
  report::Terminal terminal(out, options.width, options.color);
  terminal.heading(report::printable(sheet.title), report::Style::Bold);
  for (const FactSheet::Section& section : sheet.sections) {
    terminal.paragraph(section.heading, 0, report::Style::Bold);
    const bool list = section.lines.size() > 1;
    for (const std::string& line : section.lines)
      terminal.hanging(list ? "-" : "", report::printable(line), 2, list ? 2 : 0);
  }
  std::cout << out;
}

// The sheets are prose of ours with code in backticks: only what Markdown or HTML would take for markup is
// escaped.
std::string prose(std::string_view text) {
  std::string out;
  bool code = false;
  for (char c : report::printable(text)) {
    if (c == '`') code = !code;
    if (!code && (c == '<' || c == '*' || c == '[' || c == '|' || c == '\\')) out += '\\';
    out += c;
  }
  return out;
}

void write_markdown(const std::vector<FactSheet>& sheets) {
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    const bool titled_by_word = sheets[i].title.starts_with(sheets[i].word);
    std::cout << (i == 0 ? "### " : "\n### ") << (titled_by_word ? "" : "`" + sheets[i].word + "`: ")
              << prose(sheets[i].title) << "\n\n";
    for (const FactSheet::Section& section : sheets[i].sections) {
      std::cout << "- **" << prose(section.heading) << ":**";
      const bool list = section.lines.size() > 1;
      for (const std::string& line : section.lines) std::cout << (list ? "\n  - " : " ") << prose(line);
      std::cout << "\n";
    }
  }
}

void write_json(const std::vector<FactSheet>& sheets) {
  report::Sink sink(std::cout);
  report::JsonWriter json(sink, report::JsonWriter::Layout::Indented);
  json.begin_object();
  json.member("format_version", "1.0");
  json.array("sheets", sheets, [&](const FactSheet& sheet) {
    json.begin_object();
    json.member("word", sheet.word);
    json.member("kind", sheet.kind);
    json.member("title", sheet.title);
    json.array("sections", sheet.sections, [&](const FactSheet::Section& section) {
      json.begin_object();
      json.member("heading", section.heading);
      json.strings("lines", section.lines);
      json.end_object();
    });
    json.end_object();
  });
  json.end_object();
  sink << '\n';
}

[[noreturn]] void refuse(const Catalog& catalog, const std::string& word) {
  std::string message =
      "nothing is known of `" + word + "`: it is no resource type, code, class, repair or playbook";
  std::string near;
  for (const std::string& s : suggestions(catalog, word)) near += (near.empty() ? "" : ", ") + s;
  if (!near.empty()) message += "; did you mean " + near + "?";
  throw UsageError(message);
}

int run_explain(const ExplainOptions& options, const Common& common) {
  const auto catalog = open_catalog(options.rules);
  std::vector<FactSheet> sheets;
  if (options.words.empty()) sheets.push_back(words_to_explain(*catalog));
  for (const std::string& given : options.words) {
    std::vector<std::string> words = words_of(*catalog, given);
    if (words.empty()) words.push_back(given);
    for (const std::string& word : words) {
      auto sheet = explain(*catalog, word);
      if (!sheet) refuse(*catalog, word);
      sheets.push_back(std::move(*sheet));
    }
  }
  if (options.format == "json") {
    write_json(sheets);
  } else if (options.format == "markdown") {
    write_markdown(sheets);
  } else {
    for (std::size_t i = 0; i < sheets.size(); ++i) {
      if (i > 0) std::cout << '\n';
      write_text(sheets[i], terminal_options(common));
    }
  }
  return kPassed;
}

}  // namespace

void add_explain_command(CLI::App& app, const Common& common, Run& run) {
  CLI::App* command = app.add_subcommand(
      "explain", "What is known of a resource type, a code, a class, a repair or a playbook");
  auto options = std::make_shared<ExplainOptions>();
  command->add_option(
      "WORD", options->words,
      "A resource type, kind:apps/StatefulSet, OW201, forward-only, moved, dns-change, ...; or all at "
      "once: classes, codes, repairs, playbooks; without one, the list of what is known");
  command->add_option("-f,--format", options->format, "What to write")
      ->type_name("FORMAT")
      ->check(CLI::IsMember({"text", "json", "markdown"}))
      ->default_str("text");
  add_rules_option(*command, options->rules);
  command->callback(
      [options, &common, &run] { run = [options, &common] { return run_explain(*options, common); }; });
}

}  // namespace oneway::cli
