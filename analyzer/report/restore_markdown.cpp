#include "report/markup.h"
#include "report/restore_report.h"
#include "report/words.h"

namespace oneway::report {

void write_restoration_markdown(const Restoration& r, const Options&, std::ostream& out) {
  out << "## oneway restore: " << id(r.verdict) << "\n\n";
  out << "Candidate " << markdown_code(r.candidate.path) << " (serial "
      << (r.candidate.serial.empty() ? "unknown" : r.candidate.serial) << ", "
      << counted(r.candidate.instances, "object") << ") against current " << markdown_code(r.current.path)
      << " (serial " << (r.current.serial.empty() ? "unknown" : r.current.serial) << ", "
      << counted(r.current.instances, "object") << "); " << r.same << (r.same == 1 ? " is" : " are")
      << " the same.\n";
  if (!r.findings.empty()) out << "\n### About the state itself\n\n";
  for (const Finding& f : r.findings) out << "- **" << f.code << "** " << markdown(f.message) << "\n";
  if (!r.objects.empty())
    out << "\n### What the engine would believe\n\n| object | status | code | what it means |\n| --- | --- | "
           "--- | --- |\n";
  for (const RestoreObject& o : r.objects)
    out << "| " << markdown_code(o.address) << " | " << id(o.status) << " | " << o.code << " | "
        << markdown(o.message) << " |\n";
  if (!r.next_apply.empty()) out << "\n### What the next apply would do without the repair\n\n";
  for (const NextAction& a : r.next_apply) {
    out << "- " << markdown_code(a.address) << ":";
    for (const std::string& action : a.actions) out << " " << action;
    out << (a.certain ? "" : " (possibly)") << ". " << markdown(a.message) << "\n";
  }
  if (!r.procedure.empty()) out << "\n### What to do, in this order\n\n";
  std::size_t n = 0;
  for (const ProcedureStep& s : r.procedure) {
    out << ++n << ". " << markdown(s.step) << "\n";
    for (const std::string& command : s.commands) out << "\n" << fenced(command, "sh") << "\n";
  }
}

}  // namespace oneway::report
