#include <map>

#include "report/markup.h"
#include "report/release_report.h"

namespace oneway::report {
namespace {

// The same thing in several stacks is one line of the notes.
using Notes = std::map<std::pair<std::string, std::string>, std::vector<const ReleaseLint*>>;

void write_notes(const Release& r, Bump bump, std::string_view title, std::ostream& out) {
  Notes notes;
  for (const ReleaseLint& l : r.lints)
    if (l.bump == bump) notes[{l.code, l.address + "\n" + l.message}].push_back(&l);
  if (notes.empty()) return;
  out << "\n### " << title << "\n\n";
  for (const auto& [key, same] : notes) {
    const ReleaseLint& l = *same.front();
    out << "- ";
    if (!l.address.empty()) out << markdown_code(l.address) << ": ";
    out << markdown(l.message) << " (" << l.code << ", " << markdown_code(l.stack);
    if (same.size() > 1) out << " and " << same.size() - 1 << " more";
    out << ")\n";
  }
}

}  // namespace

void write_release_markdown(const Release& r, const Options&, std::ostream& out) {
  out << "## Upgrading";
  if (!r.baseline_version.empty()) out << " from " << markdown(r.baseline_version);
  if (!r.declared_version.empty()) out << " to " << markdown(r.declared_version);
  out << "\n\nThis is a **" << id(r.verdict) << "** release (" << r.stacks.size() << " stacks looked at).\n";
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
  out << "\n### Regressions\n\n| stack | code | what | why |\n| --- | --- | --- | --- |\n";
  for (const ReleaseRegression& x : r.regressions)
    out << "| " << markdown_code(x.stack) << " | " << x.code << " | " << markdown_code(x.address) << " | "
        << markdown(x.message) << " |\n";
}

}  // namespace oneway::report
