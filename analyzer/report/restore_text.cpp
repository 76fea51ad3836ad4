#include <map>

#include "report/printable.h"
#include "report/restore_report.h"
#include "report/terminal.h"
#include "report/words.h"

namespace oneway::report {
namespace {

constexpr std::size_t kMostListed = 40;

std::string verdict_words(Restoration::Verdict v) {
  switch (v) {
    case Restoration::Verdict::Safe:
      return "SAFE: the candidate can take the place of the current state.";
    case Restoration::Verdict::SafeAfterRepair:
      return "SAFE AFTER REPAIR: only with the steps below, in this order.";
    case Restoration::Verdict::Unsafe:
      return "UNSAFE: do not put this state back.";
  }
  return "";
}

Style style_of(Restoration::Verdict v) {
  return v == Restoration::Verdict::Safe     ? Style::Green
         : v == Restoration::Verdict::Unsafe ? Style::Red
                                             : Style::Yellow;
}

std::string summary_line(const StateSummary& s) {
  std::string out = s.path + " (" + s.form;
  if (!s.engine_version.empty()) out += ", written by " + s.engine_version;
  if (!s.serial.empty()) out += ", serial " + s.serial;
  if (!s.lineage.empty()) out += ", lineage " + s.lineage.substr(0, 8);
  return printable(out + ", " + counted(s.instances, "object") + ")");
}

std::string joined_words(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& w : words) out += (out.empty() ? "" : ", then ") + w;
  return out;
}

void write_objects(const Restoration& r, bool all, Terminal& page) {
  if (r.objects.empty()) return;
  page.heading("WHAT THE ENGINE WOULD BELIEVE (" + std::to_string(r.objects.size()) + ")", Style::Bold);
  std::size_t n = 0;
  for (const RestoreObject& o : r.objects) {
    if (!all && n++ == kMostListed) {
      page.paragraph(std::to_string(r.objects.size() - kMostListed) + " more; --verbose shows them all.", 2,
                     Style::Dim);
      break;
    }
    std::string head =
        printable(o.address) + (o.deposed.empty() ? "" : " (deposed " + printable(o.deposed) + ")");
    page.paragraph(head + ": " + std::string(id(o.status)), 0, Style::Bold);
    page.paragraph(printable(o.message) + " [" + o.code + "]", 2);
    if (!o.identity.empty() && !o.current_identity.empty() && o.identity != o.current_identity)
      page.paragraph("candidate: " + printable(o.identity) + "; current: " + printable(o.current_identity),
                     2);
    if (!o.differs.empty()) {
      std::string list;
      for (std::size_t i = 0; i < o.differs.size() && i < 12; ++i)
        list += (i ? ", " : "") + printable(o.differs[i]);
      if (o.differs.size() > 12) list += " and " + std::to_string(o.differs.size() - 12) + " more";
      page.paragraph("differs in: " + list, 2);
    }
    if (o.cls != RollbackClass::FullyReversible)
      page.paragraph("if it is lost: " + std::string(title(o.cls)), 2);
  }
  page.blank();
}

void write_next(const Restoration& r, bool all, Terminal& page) {
  if (r.next_apply.empty()) return;
  page.heading(
      "WHAT THE NEXT APPLY WOULD DO WITHOUT THE REPAIR (" + std::to_string(r.next_apply.size()) + ")",
      Style::Bold);
  std::size_t n = 0;
  for (const NextAction& a : r.next_apply) {
    if (!all && n++ == kMostListed) {
      page.paragraph(std::to_string(r.next_apply.size() - kMostListed) + " more; --verbose shows them all.",
                     2, Style::Dim);
      break;
    }
    page.hanging(joined_words(a.actions) + (a.certain ? "" : "?"),
                 printable(a.address) + ": " + printable(a.message), 2, 16,
                 a.cls == RollbackClass::NonRecoverable ? Style::Red : Style::Yellow);
  }
  page.blank();
}

}  // namespace

void write_restoration_text(const Restoration& r, const Options& options, std::ostream& out) {
  std::string text;
  Terminal page(text, options.width, options.color);
  const bool check = r.current.path.empty();
  page.paragraph(check ? (r.verdict == Restoration::Verdict::Safe ? "SOUND: nothing is wrong with this state."
                                                                  : "NOT SOUND: see below.")
                       : verdict_words(r.verdict),
                 0, style_of(r.verdict));
  page.hanging(check ? "state" : "candidate", summary_line(r.candidate), 2, 12);
  if (!check) {
    page.hanging("current", summary_line(r.current), 2, 12);
    page.hanging("unchanged",
                 counted(r.same, "object") + (r.same == 1 ? " is" : " are") + " the same in both", 2, 12);
  }
  for (const InputInfo& info : r.inputs)
    for (const std::string& note : info.notes)
      page.hanging("note", printable(info.path + ": " + note), 2, 12);
  page.blank();
  if (options.detail != Detail::Quiet) {
    const bool all = options.detail == Detail::Verbose;
    if (!r.findings.empty()) {
      page.heading("ABOUT THE STATE ITSELF (" + std::to_string(r.findings.size()) + ")", Style::Bold);
      for (const Finding& f : r.findings) {
        page.hanging(std::string(id(f.severity)), printable(f.message) + " [" + f.code + "]", 2, 10,
                     f.severity == Severity::Error ? Style::Red : Style::Yellow);
        std::size_t n = 0;
        for (const std::string& address : f.addresses) {
          if (!all && n++ == 8) {
            page.paragraph("and " + std::to_string(f.addresses.size() - 8) + " more", 14);
            break;
          }
          page.paragraph(printable(address), 14);
        }
      }
      page.blank();
    }
    write_objects(r, all, page);
    write_next(r, all, page);
    if (!r.procedure.empty() && r.verdict != Restoration::Verdict::Safe) {
      page.heading("WHAT TO DO, IN THIS ORDER", Style::Bold);
      std::size_t n = 0;
      for (const ProcedureStep& s : r.procedure) {
        page.hanging(std::to_string(++n) + ".", printable(s.step), 0, 4, Style::Bold);
        for (const std::string& command : s.commands) page.verbatim(command, 8);
        for (const std::string& block : s.blocks) page.verbatim(block, 8);
      }
      page.blank();
    }
    if (!check)
      page.paragraph("Restoring a state changes nothing in the world: only what the engine believes.", 0,
                     Style::Dim);
  }
  out << text;
}

}  // namespace oneway::report
