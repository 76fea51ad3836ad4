#include "report/markup.h"
#include "report/release_report.h"
#include "report/words.h"

namespace oneway::report {
namespace {

// Readers of release notes know the example, not the whole fleet.
std::string where(const StackList& stacks, const Release& r) {
  if (stacks.empty()) return "";
  std::string text = markdown_code(r.stacks[stacks.front()].name);
  if (stacks.size() > 1) text += " and " + std::to_string(stacks.size() - 1) + " more";
  return text;
}

void write_notes(const Release& r, Bump bump, std::string_view title, std::ostream& out) {
  bool any = false;
  for (const ReleaseLint& l : r.lints) {
    if (l.bump != bump) continue;
    if (!any) out << "\n### " << title << "\n\n";
    any = true;
    out << "- ";
    if (!l.address.empty()) out << markdown_code(l.address) << ": ";
    out << markdown(l.message) << " (" << l.code;
    if (r.stacks.size() > 1) out << ", " << where(l.stacks, r);
    out << ")\n";
  }
}

}  // namespace

void write_release_markdown(const Release& r, const Options&, std::ostream& out) {
  out << "## Upgrading";
  if (!r.baseline_version.empty()) out << " from " << markdown(r.baseline_version);
  if (!r.declared_version.empty()) out << " to " << markdown(r.declared_version);
  out << "\n\nThis is a **" << id(r.verdict) << "** release (" << counted(r.stacks.size(), "stack")
      << " looked at).\n";
  write_notes(r, Bump::Major, "What breaks", out);
  write_notes(r, Bump::Minor, "What is new", out);
  write_notes(r, Bump::Patch, "What needs nothing", out);
  if (!r.blocks.empty()) {
    out << "\n### Blocks that the module must ship\n\n";
    std::string text;
    for (const std::string& block : r.blocks) text += (text.empty() ? "" : "\n\n") + block;
    out << fenced(text, "hcl") << "\n";
  }
  if (r.regressions.empty()) return;
  out << "\n### Regressions\n\n| code | what | why | where |\n| --- | --- | --- | --- |\n";
  for (const ReleaseRegression& x : r.regressions)
    out << "| " << x.code << " | " << markdown_code(x.address) << " | " << markdown(x.message) << " | "
        << where(x.stacks, r) << " |\n";
}

}  // namespace oneway::report
