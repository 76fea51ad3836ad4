#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <sstream>

#include "cli/catalog_options.h"
#include "cli/command.h"
#include "cli/exit_codes.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "model/error.h"
#include "release/expectations.h"
#include "release/release.h"
#include "report/printable.h"
#include "report/release_report.h"

namespace oneway::cli {
namespace {

constexpr Day kBlessedFor = 90;

struct ReleaseOptions {
  ReleaseQuestion question;
  std::string format = "text", today;
  std::vector<std::string> outputs, rules;
  bool bless = false;
  InputOptions input;
};

using Writer = void (*)(const Release&, const report::Options&, std::ostream&);

// Of every format but JSON, which takes more than what a Release keeps.
Writer writer_of(const std::string& format) {
  if (format == "text") return report::write_release_text;
  if (format == "markdown") return report::write_release_markdown;
  if (format == "junit") return report::write_release_junit;
  throw UsageError("release writes text, json, markdown or junit, not " + format);
}

struct Target {
  std::string format, path;  // "" = standard output
};

// What is to be written, standard output last.
std::vector<Target> targets_of(const ReleaseOptions& o) {
  std::vector<Target> targets;
  for (const std::string& output : o.outputs) {
    const std::size_t equals = output.find('=');
    if (equals == std::string::npos) throw UsageError("--output takes FORMAT=PATH, got: " + output);
    targets.push_back({output.substr(0, equals), output.substr(equals + 1)});
  }
  targets.push_back({o.format, ""});
  for (const Target& t : targets)
    if (t.format != "json") writer_of(t.format);
  return targets;
}

// Shows how far it is, and keeps what JSON tells of each stack.
class Watcher : public ReleaseWatcher {
 public:
  Watcher(report::PackedStacks* packed, bool quiet) : packed_(packed), progress_("stacks", quiet) {}
  void begin(std::size_t stacks) override {
    if (packed_ != nullptr) packed_->begin(stacks);
    progress_.begin(stacks);
  }
  void judged(std::size_t index, const ReleaseStack& stack, const Assessment& a) override {
    if (packed_ != nullptr) packed_->add(index, stack, a);
    progress_.step();
  }

 private:
  report::PackedStacks* packed_;
  Progress progress_;
};

void write_to(std::ostream& out, const std::string& format, const Release& r,
              const report::PackedStacks& packed, const report::Options& options) {
  if (format == "json")
    report::write_release_json(r, packed, options, out);
  else
    writer_of(format)(r, options, out);
}

void write_all(const std::vector<Target>& targets, const Release& r, const report::PackedStacks& packed,
               const report::Options& options) {
  report::Options plain = options;
  plain.color = false;
  for (const Target& t : targets) {
    if (t.path.empty()) {
      write_to(std::cout, t.format, r, packed, options);
      continue;
    }
    std::ofstream file(t.path, std::ios::binary | std::ios::trunc);
    if (file) write_to(file, t.format, r, packed, plain);
    if (!file.flush()) throw UsageError("cannot write " + t.path);
  }
}

std::vector<std::string> lines_of(std::istream& in) {
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// Shows what changes in the expectations, then writes them.
void bless(const Release& r, const std::string& folder, Day today) {
  const std::filesystem::path path = std::filesystem::path(folder) / kExpectationsFile;
  const std::string text = blessed(r, today + kBlessedFor);
  std::ifstream old(path);
  std::istringstream now(text);
  const std::vector<std::string> before = lines_of(old), after = lines_of(now);
  const auto lacks = [](const std::vector<std::string>& list, const std::string& line) {
    return std::find(list.begin(), list.end(), line) == list.end();
  };
  for (const std::string& line : before)
    if (lacks(after, line)) std::cerr << "- " << report::printable(line) << "\n";
  for (const std::string& line : after)
    if (lacks(before, line)) std::cerr << "+ " << report::printable(line) << "\n";
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << text;
  if (!file.flush()) throw UsageError("cannot write " + path.string());
  std::cerr << "oneway: wrote " << report::printable(path.string()) << "\n";
}

void check(const ReleaseQuestion& q) {
  const int sides = !q.baseline.empty() + !q.states.empty();
  if (q.upgrade.empty() ? sides != 1 || q.candidate.empty() : sides != 0 || !q.candidate.empty())
    throw UsageError(
        "release needs --upgrade DIR, or --candidate DIR with either --baseline DIR or --states DIR");
}

int run_release(const ReleaseOptions& o, const Common& common) {
  ReleaseQuestion q = o.question;
  check(q);
  const std::vector<Target> targets = targets_of(o);
  const std::string folder = q.upgrade.empty() ? q.candidate : q.upgrade;
  const Day today = day_of(o.today);
  const Expectations expected = o.bless ? Expectations{} : load_expectations(folder);
  q.allowed_classes = expected.classes;
  const report::Options options = terminal_options(common);
  report::PackedStacks packed(options);
  const bool json =
      std::any_of(targets.begin(), targets.end(), [](const Target& t) { return t.format == "json"; });
  Release release = [&] {
    Watcher watcher(json && !o.bless ? &packed : nullptr, common.quiet);
    return judge_release(q, o.input, *open_catalog(o.rules, today), &watcher);
  }();
  if (o.bless) {
    bless(release, folder, today);
    return kPassed;
  }
  apply_expectations(expected, today, release);
  write_all(targets, release, packed, options);
  return release.regressions.empty() ? kPassed : kGateFailed;
}

}  // namespace

void add_release_command(CLI::App& app, const Common& common, Run& run) {
  CLI::App* command =
      app.add_subcommand("release", "What a new module version does to stacks that run the last one");
  auto o = std::make_shared<ReleaseOptions>();
  command
      ->add_option("--upgrade", o->question.upgrade,
                   "A folder of plans of the new version over states of the old one")
      ->type_name("DIR");
  command
      ->add_option("--baseline", o->question.baseline,
                   "A folder of plans from an empty state by the old version")
      ->type_name("DIR");
  command
      ->add_option("--states", o->question.states,
                   "A folder of states that the old version left (instead of --baseline)")
      ->type_name("DIR");
  command
      ->add_option("--candidate", o->question.candidate,
                   "A folder of plans from an empty state by the new version")
      ->type_name("DIR");
  command->add_option("--baseline-version", o->question.baseline_version, "The old version, such as v1.8.2")
      ->type_name("VERSION");
  command
      ->add_option("--declared-version", o->question.declared_version,
                   "The new version, or major, minor, patch: too small a step is a regression")
      ->type_name("VERSION");
  command->add_flag("--bless", o->bless, "Write oneway.expect.yaml so that all of this is expected");
  command
      ->add_option("--today", o->today, "The date by which expectations and overrides expire (default: now)")
      ->type_name("DATE");
  add_rules_option(*command, o->rules);
  command->add_option("--threads", o->question.threads, "Stacks judged at once (default: one a core)")
      ->type_name("N");
  command->add_option("-f,--format", o->format, "What standard output gets")
      ->type_name("FORMAT")
      ->check(CLI::IsMember({"text", "json", "markdown", "junit"}))
      ->default_str("text");
  command->add_option("-o,--output", o->outputs, "Write this format to a file as well; repeatable")
      ->type_name("FORMAT=FILE")
      ->take_all();
  command->callback([o, &common, &run] { run = [o, &common] { return run_release(*o, common); }; });
}

}  // namespace oneway::cli
