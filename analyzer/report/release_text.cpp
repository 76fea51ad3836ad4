#include <algorithm>

#include "report/printable.h"
#include "report/release_report.h"
#include "report/terminal.h"
#include "report/words.h"

namespace oneway::report {
namespace {

constexpr std::size_t kMostListed = 40, kMostNamed = 3;

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

// "orders.a.b, in eu, us and 498 more"; nothing about stacks where there is only one.
std::string who(const std::string& address, const StackList& stacks, const Release& r) {
  std::string text = printable(address);
  if (r.stacks.size() == 1 || stacks.empty()) return text;
  std::vector<std::string> names;
  for (const std::uint32_t stack : stacks) {
    if (names.size() == kMostNamed) break;
    names.push_back(printable(r.stacks[stack].name));
  }
  std::string in = listed(names, kMostNamed);
  if (stacks.size() > names.size()) in += " and " + std::to_string(stacks.size() - names.size()) + " more";
  return text.empty() ? in : text + " (" + in + ")";
}

std::string headed(const std::string& who) {
  return who.empty() ? "" : who + ": ";
}

std::string accepted_words(const ReleaseLint& l) {
  if (l.accepted.empty()) return "";
  if (l.accepted.size() == l.stacks.size()) return " (accepted)";
  return " (accepted in " + std::to_string(l.accepted.size()) + ")";
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
    page.paragraph(
        "Declared: " + std::string(id(*r.declared)) +
            (r.declared_version == id(*r.declared) ? "" : " (" + printable(r.declared_version) + ")") +
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
        if (const std::string head = who(x.address, x.stacks, r); !head.empty())
          page.paragraph(head, 0, Style::Bold);
        page.paragraph(printable(x.message) + " [" + x.code + "]", 2);
      });
    }
    if (!r.lints.empty()) {
      page.heading("WHY THE VERDICT (" + std::to_string(r.lints.size()) + ")", Style::Bold);
      listed_up_to(r.lints, all, page, [&](const ReleaseLint& l) {
        page.hanging(std::string(id(l.bump)),
                     headed(who(l.address, l.stacks, r)) + printable(l.message) + " [" + l.code + "]" +
                         accepted_words(l),
                     0, 7, style_of(l.bump));
      });
    }
    if (!r.blocks.empty()) {
      page.heading("SHIP THESE WITH THE MODULE", Style::Bold);
      for (const std::string& block : r.blocks) page.verbatim(block, 2), page.blank();
    }
    if (std::any_of(r.stacks.begin(), r.stacks.end(), [](const auto& stack) { return !stack.real; }))
      page.paragraph(
          "Predicted from plans that create everything: what is known only after apply counts as "
          "unchanged, and moved blocks that the module ships already cannot be seen. No plan shows the "
          "types and validations of variables or the engine that the module asks for.",
          0, Style::Dim);
  }
  out << text;
}

}  // namespace oneway::report
