#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <iostream>
#include <memory>

#include "cli/bad_release.h"
#include "cli/clock.h"
#include "cli/command.h"
#include "cli/exit_codes.h"
#include "cli/output.h"
#include "ingest/state/visitor.h"
#include "ledger/ledger.h"
#include "model/error.h"
#include "policy/policy.h"
#include "report/json_writer.h"
#include "report/printable.h"

namespace oneway::cli {
namespace {

constexpr std::int64_t kSecondsADay = 86'400;

struct LedgerOptions {
  std::string file, format = "text", word, module, version, before, state, stack;
  const Common* common = nullptr;
};

void write_lines(const LedgerTable& table) {
  for (const auto& row : table.rows) {
    {
      report::Sink sink(std::cout);
      report::JsonWriter w(sink, report::JsonWriter::Layout::OneLine);
      w.begin_object();
      for (std::size_t i = 0; i < row.size(); ++i) w.member(table.columns[i], row[i]);
      w.end_object();
    }
    std::cout << "\n";
  }
}

void write_columns(const LedgerTable& table) {
  if (table.rows.empty()) {
    std::cout << "nothing recorded\n";
    return;
  }
  std::vector<std::vector<std::string>> rows = {table.columns};
  for (const auto& row : table.rows) {
    auto& shown = rows.emplace_back();
    for (const std::string& cell : row) shown.push_back(report::printable(cell));
  }
  std::vector<std::size_t> widths(table.columns.size());
  for (const auto& row : rows)
    for (std::size_t i = 0; i < row.size(); ++i)
      widths[i] = std::max(widths[i], report::display_width(row[i]));
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      std::cout << row[i];
      if (i + 1 < row.size()) std::cout << std::string(widths[i] - report::display_width(row[i]) + 2, ' ');
    }
    std::cout << "\n";
  }
}

int write(const LedgerTable& table, const LedgerOptions& o) {
  o.format == "json" ? write_lines(table) : write_columns(table);
  return kPassed;
}

// `word` is a plan file, or the digest of one.
std::string digest_of(const std::string& word) {
  if (!std::filesystem::exists(word)) return word;
  class Nothing : public PlanVisitor {
    void change(Change&) override {}
    void end(const PlanMeta&) override {}
  } nothing;
  InputOptions options;
  options.digest = true;
  const auto infos = read_plans(word, options, [&](std::size_t) -> PlanVisitor& { return nothing; });
  return infos.empty() ? "" : infos.front().sha256;
}

// What a state shows to exist.
class SightingReader : public StateVisitor {
 public:
  void instance(const StateInstance& i) override {
    if (i.address.mode != "managed" || !i.deposed.empty()) return;
    seen.addresses.insert(i.address_text);
    const Value id = i.attributes["id"];
    if (id.is_string()) seen.identities[i.address_text] = id.text();
  }
  void end(const StateHeader&) override {}
  Sighting seen;
};

int mark_applied(const LedgerOptions& o) {
  Ledger ledger(o.file, Ledger::Open::Existing);
  if (!o.state.empty()) {
    if (o.stack.empty())
      throw UsageError("--state needs --stack, the name under which the plan was recorded");
    SightingReader reader;
    read_states(o.state, {}, [&](std::size_t) -> StateVisitor& { return reader; });
    const std::string digest = ledger.mark_seen(o.stack, reader.seen, "seen in a state", seconds_now());
    std::cout << (digest.empty()
                      ? "the state shows no recorded plan of " + report::printable(o.stack) + " applied"
                      : "applied: plan " + digest)
              << "\n";
    return kPassed;
  }
  if (o.word.empty()) throw UsageError("give the plan that was applied, or --state FILE and --stack NAME");
  if (!ledger.mark_applied(digest_of(o.word), seconds_now()))
    throw UsageError("the ledger knows no such plan: run `oneway plan --ledger` on it first");
  return kPassed;
}

int affected(const LedgerOptions& o) {
  const BadRelease bad{o.module, o.version,
                       Ledger(o.file, Ledger::Open::Existing).affected(o.module, o.version)};
  if (o.format == "json")
    write_playbook_lines(bad, std::cout);
  else
    write_playbook(bad, terminal_options(*o.common), std::cout);
  return kPassed;
}

int prune(const LedgerOptions& o) {
  const auto day = parse_day(o.before);
  if (!day) throw UsageError("--before takes a date such as 2026-11-25");
  Ledger ledger(o.file, Ledger::Open::Existing);
  std::cout << ledger.prune(*day * kSecondsADay) << " runs removed\n";
  return kPassed;
}

}  // namespace

void add_ledger_command(CLI::App& app, const Common& common, Run& run) {
  CLI::App* command =
      app.add_subcommand("ledger", "What was assessed before: history, windows, names, modules");
  command->require_subcommand(1);
  auto o = std::make_shared<LedgerOptions>();
  o->common = &common;
  const auto part = [&](const char* name, const char* about, int (*act)(const LedgerOptions&)) {
    CLI::App* sub = command->add_subcommand(name, about);
    sub->add_option("--ledger", o->file, "The ledger's file")->type_name("FILE")->required();
    sub->add_option("-f,--format", o->format, "What to write; json is one object a line")
        ->type_name("FORMAT")
        ->check(CLI::IsMember({"text", "json"}))
        ->default_str("text");
    sub->callback([o, act, &run] { run = [o, act] { return act(*o); }; });
    return sub;
  };
  part("history", "Every judgement of one object",
       [](const LedgerOptions& from) {
         return write(Ledger(from.file, Ledger::Open::Existing).history(from.word), from);
       })
      ->add_option("ADDRESS", o->word, "The object")
      ->required();
  part("windows", "Rollback windows of applied plans that are still open, soonest first",
       [](const LedgerOptions& from) {
         return write(Ledger(from.file, Ledger::Open::Existing).windows(seconds_now()), from);
       });
  part("names", "Names that applied plans freed, and until when they are held",
       [](const LedgerOptions& from) {
         return write(Ledger(from.file, Ledger::Open::Existing).names(seconds_now()), from);
       });
  CLI::App* bad =
      part("affected", "The playbook for a bad module release: which stacks it reached", affected);
  bad->add_option("--module", o->module, "The source, as the configuration writes it")
      ->type_name("SOURCE")
      ->required();
  bad->add_option("--version", o->version, "The version (default: any)")->type_name("VERSION");
  part("show", "The changes of one plan",
       [](const LedgerOptions& from) {
         return write(Ledger(from.file, Ledger::Open::Existing).show(digest_of(from.word)), from);
       })
      ->add_option("PLAN", o->word, "The plan, or its digest")
      ->required();
  CLI::App* applied = part("applied", "Remember that a plan was applied", mark_applied);
  applied->add_option("PLAN", o->word, "The plan, or its digest");
  applied->add_option("--state", o->state, "Or a state, which shows what was applied")->type_name("FILE");
  applied->add_option("--stack", o->stack, "Of which stack the state is: the path of its plans as recorded")
      ->type_name("NAME");
  part("prune", "Forget old runs", prune)
      ->add_option("--before", o->before, "A date such as 2026-11-25")
      ->type_name("DATE")
      ->required();
}

}  // namespace oneway::cli
