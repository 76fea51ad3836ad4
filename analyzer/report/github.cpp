// Annotations as GitHub's workflow commands. The runner shows ten of each level a step, so no more are
// written; the step summary is the Markdown report.
#include <array>

#include "report/issues.h"
#include "report/printable.h"
#include "report/report.h"
#include "report/words.h"

namespace oneway::report {
namespace {

constexpr std::size_t kShownOfEachLevel = 10;

std::string escaped(std::string_view text) {
  std::string out;
  for (char c : text) switch (c) {
      case '%':
        out += "%25";
        break;
      case '\r':
        out += "%0D";
        break;
      case '\n':
        out += "%0A";
        break;
      default:
        out += c;
    }
  return out;
}

std::string property(std::string_view text) {
  std::string out;
  for (char c : escaped(text)) switch (c) {
      case ':':
        out += "%3A";
        break;
      case ',':
        out += "%2C";
        break;
      default:
        out += c;
    }
  return out;
}

std::string_view command(Severity s) {
  return s == Severity::Error ? "error" : s == Severity::Warning ? "warning" : "notice";
}

std::string annotation(const Issue& issue, const Assessment& a, const Options& options) {
  std::string line = "::" + std::string(command(issue.severity)) + " ";
  if (const auto at = location_of(options, a, issue); at && at->exact)
    line += "file=" + property(printable(at->file)) + ",line=" + std::to_string(at->first_line) +
            ",endLine=" + std::to_string(at->last_line) + ",";
  std::string title = printable(issue.code, 60);
  if (!issue.address.empty()) title += " " + printable(issue.address, 200);
  std::string text = printable(issue.message, 2000);
  if (issue.warned) text += "\nThe policy only warns of it.";
  if (issue.acknowledged) text += "\nAcknowledged: " + printable(issue.acknowledged->reason, 500);
  if (issue.change) {
    if (!issue.address.empty())
      text = printable(issue.address, 200) + " " + action_phrase(*issue.change) + ".\n" + text;
    if (!issue.change->repairs.empty())
      text += "\nDo instead: " + printable(issue.change->repairs.front().summary, 1000);
  }
  return line + "title=" + property(title) + "::" + escaped(text) + "\n";
}

}  // namespace

void write_github(const Assessment& a, const Options& options, std::ostream& out) {
  constexpr std::array<Severity, 3> kWorstFirst = {Severity::Error, Severity::Warning, Severity::Note};
  const Issues issues(a);
  std::array<std::string, 3> lines;
  std::array<std::size_t, 3> found{};
  issues.each([&](const Issue& issue) {
    const auto level = static_cast<std::size_t>(issue.severity);
    if (found[level]++ < kShownOfEachLevel) lines[level] += annotation(issue, a, options);
  });
  std::string more;
  for (Severity s : kWorstFirst) {
    const auto level = static_cast<std::size_t>(s);
    out << lines[level];
    if (found[level] > kShownOfEachLevel)
      more += "\nand " +
              counted(found[level] - kShownOfEachLevel, std::string("more ") + std::string(command(s)));
  }
  const std::string_view level = a.gate.passed ? "notice" : "error";
  out << "::" << level << " title=oneway::" << escaped(verdict(a) + "\n" + accounting(a.summary) + more)
      << "\n";
}

}  // namespace oneway::report
