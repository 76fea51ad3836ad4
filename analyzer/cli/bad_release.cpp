#include "cli/bad_release.h"

#include <algorithm>

#include "report/json_writer.h"
#include "report/printable.h"
#include "report/terminal.h"
#include "report/words.h"

namespace oneway::cli {
namespace {

using report::counted;
using report::printable;
using report::Style;
using report::Terminal;

constexpr std::size_t kMostChanges = 20;

std::string version_words(const AffectedStack& a) {
  if (a.version.empty()) return printable(a.source);
  return printable(a.source) + " " + printable(a.version);
}

// What the module block must say so that the bad version is not used.
std::string pin_of(const AffectedStack& a, const BadRelease& bad) {
  const std::string last = a.previous_version.empty() ? "LAST_GOOD_VERSION" : printable(a.previous_version);
  if (a.source.starts_with("./") || a.source.starts_with("../"))
    return "# The module is a folder of the same repository: check out the revision before.";
  std::string block = "module \"" + printable(a.module.substr(a.module.rfind("module.") + 7)) + "\" {\n";
  const std::size_t ref = a.source.find("?ref=");
  if (ref != std::string::npos) {
    block += "  source = \"" + printable(a.source.substr(0, ref)) + "?ref=" + last + "\"\n";
  } else {
    const bool only_not = a.previous_version.empty() && !bad.version.empty();
    block += "  source  = \"" + printable(a.source) + "\"\n  version = \"" +
             (only_not ? "!= " + printable(bad.version) : last) + "\"\n";
  }
  return block + "  # the rest as it is\n}";
}

void write_head(const AffectedStack& a, Terminal& page) {
  page.paragraph(printable(a.stack) + ": " + printable(a.module) + " (" + version_words(a) + ")", 0,
                 Style::Bold);
  if (!a.certain)
    page.paragraph(
        "Its constraint lets the version in; which one was used stands in .terraform/modules/modules.json.",
        2);
}

void write_changes(const AffectedStack& a, Terminal& page) {
  if (a.changes.empty()) page.paragraph("It changes nothing below the module.", 2);
  for (std::size_t i = 0; i < std::min(a.changes.size(), kMostChanges); ++i) {
    const AffectedStack::Change& c = a.changes[i];
    page.hanging("-",
                 printable(c.address) + (c.identity.empty() ? "" : " (" + printable(c.identity) + ")") +
                     ": " + c.actions + ", " + c.cls,
                 2, 2);
  }
  if (a.changes.size() > kMostChanges)
    page.paragraph(
        std::to_string(a.changes.size() - kMostChanges) + " more: `oneway ledger show " + a.digest + "`", 4,
        Style::Dim);
}

void write_waiting(const AffectedStack& a, const BadRelease& bad, Terminal& page) {
  write_head(a, page);
  page.paragraph("Planned at " + a.planned_at + " UTC, not known to be applied. What that plan would do:", 2);
  write_changes(a, page);
  page.paragraph("Pin the previous version:", 2);
  page.verbatim(pin_of(a, bad), 4);
  page.blank();
}

bool comes_back(const AffectedStack::Change& c) {
  return rollback_class_from_id(c.cls).value_or(RollbackClass::NonRecoverable) < RollbackClass::ForwardOnly;
}

void write_reached(const AffectedStack& a, const BadRelease& bad, Terminal& page) {
  write_head(a, page);
  page.paragraph("Applied by " + a.applied_at + " UTC (" + a.applied_how + "), plan " +
                     a.digest.substr(0, 12) + ". What that did, and what going back is:",
                 2);
  write_changes(a, page);
  if (!std::all_of(a.changes.begin(), a.changes.end(), comes_back)) {
    page.paragraph("Roll forward: not all of this comes back with the old configuration.", 2, Style::Red);
  } else {
    page.paragraph("Roll forward, or go back to the previous version:", 2);
    page.verbatim(pin_of(a, bad), 4);
  }
  page.blank();
}

void write_steps(const std::vector<std::string>& steps, Terminal& page) {
  page.paragraph("For each of them:", 0, Style::Bold);
  for (std::size_t i = 0; i < steps.size(); ++i) page.hanging(std::to_string(i + 1) + ".", steps[i], 2, 3);
  page.blank();
}

const std::vector<std::string> kBeforeApply = {
    "Throw the plan away, so that nobody applies it.",
    "Pin the previous version as above, `init -upgrade`, plan again.",
    "Give the new plan to `oneway plan --ledger`: nothing below the module may be left to change."};
const std::vector<std::string> kAfterApply = {
    "Freeze the stack: no apply until the three views below agree.",
    "Desired: plan the configuration as it is, and read the plan with `oneway plan`: what does it still "
    "want?",
    "Recorded: `state list` of the module's address, `state show` of the objects above.",
    "Actual: `plan -refresh-only`, and each object above in the provider's own console or CLI.",
    "Roll forward: release a fixed version and apply it. What does not come back with the old configuration "
    "is restored or "
    "compensated first, and imported if it was made by hand.",
    "Or go back in a controlled way: pin the previous version, plan, read the plan with `oneway plan "
    "--ledger`, and apply only "
    "what the list above explains.",
    "Leave the state file where it is; `oneway restore` says what putting an older one back would undo."};

}  // namespace

void write_playbook(const BadRelease& bad, const report::Options& options, std::ostream& out) {
  std::string text;
  Terminal page(text, options.width, options.color);
  const auto waiting =
      std::count_if(bad.stacks.begin(), bad.stacks.end(), [](const auto& a) { return !a.applied; });
  page.paragraph(
      "Module " + printable(bad.source) + (bad.version.empty() ? "" : " " + printable(bad.version)) + ": " +
          (bad.stacks.empty()
               ? "no stack in the ledger carries it."
               : counted(static_cast<std::uint64_t>(waiting), "call") + " not applied, " +
                     counted(bad.stacks.size() - static_cast<std::size_t>(waiting), "call") + " applied."),
      0, Style::Bold);
  page.blank();
  for (const bool applied : {false, true}) {
    if ((applied ? bad.stacks.size() - static_cast<std::size_t>(waiting)
                 : static_cast<std::size_t>(waiting)) == 0)
      continue;
    page.heading(applied ? "APPLIED" : "NOT APPLIED", applied ? Style::Red : Style::Yellow);
    for (const AffectedStack& a : bad.stacks)
      if (a.applied == applied) applied ? write_reached(a, bad, page) : write_waiting(a, bad, page);
    write_steps(applied ? kAfterApply : kBeforeApply, page);
  }
  out << text;
}

void write_playbook_lines(const BadRelease& bad, std::ostream& out) {
  for (const AffectedStack& a : bad.stacks) {
    report::Sink sink(out);
    report::JsonWriter w(sink, report::JsonWriter::Layout::OneLine);
    w.begin_object();
    w.member("stack", a.stack);
    w.member("module", a.module);
    w.member("source", a.source);
    w.member("version", a.version);
    w.member("certain", a.certain ? "yes" : "no");
    w.member("applied", a.applied ? "yes" : "no");
    w.optional("applied_how", a.applied_how);
    w.optional("applied_at", a.applied_at);
    w.member("planned_at", a.planned_at);
    w.optional("previous_version", a.previous_version);
    w.member("digest", a.digest);
    w.member("next",
             a.applied
                 ? "compare desired, recorded and actual, then roll forward or go back in a controlled way"
                 : "pin the previous version before the next apply");
    w.array("changes", a.changes, [&](const AffectedStack::Change& c) {
      w.begin_object();
      w.member("address", c.address);
      w.member("actions", c.actions);
      w.member("class", c.cls);
      w.optional("identity", c.identity);
      w.end_object();
    });
    w.end_object();
    sink << '\n';
  }
}

}  // namespace oneway::cli
