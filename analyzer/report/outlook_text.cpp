#include <algorithm>

#include "report/outlook.h"
#include "report/printable.h"
#include "report/terminal.h"
#include "report/words.h"

namespace oneway::report {
namespace {

constexpr std::size_t kFewAddresses = 6, kLabel = 22;

class Outlook {
 public:
  Outlook(const Assessment& a, const OutlookStyle& style, std::string& out)
      : a_(a), verbose_(style.verbose), out_(out, style.width, style.color) {}

  void write() {
    declared();
    windows();
    recommendations();
    questions();
  }

 private:
  void section(const std::string& title) {
    out_.blank();
    out_.heading(title, Style::Bold);
  }
  std::string some(const std::vector<std::string>& addresses) const {
    return listed(addresses, verbose_ ? addresses.size() : kFewAddresses);
  }

  void declared() {
    if (!a_.declared) return;
    const Declared& d = *a_.declared;
    section("THE DECLARED CHANGE");
    out_.paragraph(printable(d.id, 200) + " for " + printable(d.environment, 200) + ", as " +
                       printable(d.file, 200) + " says. " +
                       (d.holds ? "Nothing in the plan contradicts it."
                                : "The plan contradicts it: see the errors above."),
                   2, d.holds ? Style::Green : Style::Red);
    for (const auto& [field, says] : d.answers)
      out_.hanging(printable(field), printable(says), 2, kLabel, Style::Bold);
  }

  void windows() {
    if (a_.windows.empty()) return;
    section("ROLLBACK WINDOWS");
    // Where one part has all of them it says nothing more than the plan.
    const std::size_t shown = a_.windows.size() == 2 ? 1 : a_.windows.size();
    for (std::size_t i = 0; i < shown; ++i) {
      const RulingWindow& r = a_.windows[i];
      out_.hanging(r.part.empty() ? "the plan" : printable(r.part), window_words(r.window), 2, kLabel,
                   Style::Bold);
      out_.paragraph("because of " + printable(r.address, 200), 2 + kLabel, Style::Dim);
    }
  }

  void recommendations() {
    if (a_.recommendations.empty()) return;
    section("IF IT GOES WRONG: BACK OR FORWARD");
    for (const Recommendation& r : a_.recommendations) {
      out_.paragraph(class_words(r.cls), 2, Style::Bold);
      for (const Recommendation::Way& w : r.ways) {
        out_.hanging("do", printable(w.title) + " (" + printable(w.pattern) + "): " + printable(w.why), 4, 5,
                     Style::Green);
        out_.paragraph("for " + some_of(w), 9, Style::Dim);
      }
      if (r.cls == RollbackClass::FullyReversible && !verbose_) continue;
      const char* label = "not";
      for (const auto& [pattern, why] : r.why_not) {
        out_.hanging(label, printable(pattern) + ": " + printable(why), 4, 5);
        label = "";
      }
    }
  }

  std::string some_of(const Recommendation::Way& w) const {
    const std::size_t shown = std::min(w.addresses.size(), verbose_ ? w.addresses.size() : kFewAddresses);
    std::string text = listed(std::vector(w.addresses.begin(), w.addresses.begin() + shown), shown);
    if (w.changes > shown) text += " and " + std::to_string(w.changes - shown) + " more";
    return text;
  }

  void questions() {
    if (a_.questions.empty()) return;
    section("WHAT TO KNOW BEFORE A ROLLBACK");
    for (const char* answer : {"yes", "unknown", "no"})
      for (const Question& q : a_.questions) {
        if (q.answer != answer) continue;
        out_.hanging(q.answer, printable(q.text.empty() ? q.id : q.text), 2, 9, Style::Bold);
        if (!q.because.empty()) out_.paragraph("because of " + some(q.because), 11, Style::Dim);
      }
  }

  const Assessment& a_;
  bool verbose_;
  Terminal out_;
};

}  // namespace

void outlook_text(const Assessment& a, const OutlookStyle& style, std::string& out) {
  Outlook(a, style, out).write();
}

}  // namespace oneway::report
