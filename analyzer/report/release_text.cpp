#include <algorithm>

#include "report/printable.h"
#include "report/release_report.h"
#include "report/terminal.h"
#include "report/words.h"

namespace oneway::report {
namespace {

constexpr std::size_t kMostListed = 40;

Style style_of(Bump b) {
  return b == Bump::Major ? Style::Red : b == Bump::Minor ? Style::Yellow : Style::Green;
}

std::string verdict_line(const Release& r) {
  std::string text(id(r.verdict));
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return static_cast<char>(c - 'a' + 'A'); });
  text += r.verdict == Bump::Major   ? ": stacks that run the last version break or lose something."
          : r.verdict == Bump::Minor ? ": something is new or changes in place; nothing breaks."
                                     : ": nothing changes for stacks that run the last version.";
  return text;
}

std::string who(const std::string& stack, const std::string& address) {
  if (stack.empty() || address.empty()) return printable(stack + address);
  return printable(stack) + ": " + printable(address);
}

template <class List, class WriteOne>
void listed_up_to(const List& list, bool all, Terminal& page, WriteOne write_one) {
  std::size_t n = 0;
  for (const auto& one : list) {
    if (!all && n++ == kMostListed) {
      page.paragraph(std::to_string(list.size() - kMostListed) + " more; --verbose shows them all.", 2,
                     Style::Dim);
      break;
    }
    write_one(one);
  }
  page.blank();
}

}  // namespace

void write_release_text(const Release& r, const Options& options, std::ostream& out) {
  std::string text;
  Terminal page(text, options.width, options.color);
  const bool all = options.detail == Detail::Verbose;
  page.paragraph(verdict_line(r), 0, style_of(r.verdict));
  if (r.declared) {
    const bool enough = *r.declared >= r.verdict;
    page.paragraph("Declared: " + std::string(id(*r.declared)) + " (" + printable(r.declared_version) + ")" +
                       (enough ? ", which is enough." : ", which is too small."),
                   2, enough ? Style::Plain : Style::Red);
  }
  page.paragraph(counted(r.stacks.size(), "stack") + ", " + counted(r.lints.size(), "remark") + ", " +
                     counted(r.regressions.size(), "regression") + ".",
                 2);
  page.blank();
  if (options.detail != Detail::Quiet) {
    if (!r.regressions.empty()) {
      page.heading("REGRESSIONS (" + std::to_string(r.regressions.size()) + ")", Style::Red);
      listed_up_to(r.regressions, all, page, [&](const ReleaseRegression& x) {
        page.paragraph(who(x.stack, x.address), 0, Style::Bold);
        page.paragraph(printable(x.message) + " [" + x.code + "]", 2);
      });
    }
    if (!r.lints.empty()) {
      page.heading("WHY THE VERDICT (" + std::to_string(r.lints.size()) + ")", Style::Bold);
      listed_up_to(r.lints, all, page, [&](const ReleaseLint& l) {
        page.hanging(std::string(id(l.bump)),
                     who(l.stack, l.address) + ". " + printable(l.message) + " [" + l.code + "]" +
                         (l.accepted ? " (accepted)" : ""),
                     0, 7, style_of(l.bump));
      });
    }
    if (!r.blocks.empty()) {
      page.heading("SHIP THESE WITH THE MODULE", Style::Bold);
      for (const std::string& block : r.blocks) page.verbatim(block, 2), page.blank();
    }
    const bool predicted =
        std::any_of(r.stacks.begin(), r.stacks.end(), [](const auto& s) { return !s.real; });
    if (predicted)
      page.paragraph(
          "Predicted from plans that create everything: what is known only after apply counts as "
          "unchanged, and moved blocks that the module ships already cannot be seen.",
          0, Style::Dim);
  }
  out << text;
}

}  // namespace oneway::report
