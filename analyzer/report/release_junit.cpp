#include <set>

#include "report/markup.h"
#include "report/release_report.h"

namespace oneway::report {
namespace {

constexpr std::size_t kNameColumns = 1000, kProseColumns = 4000;

}  // namespace

void write_release_junit(const Release& r, const Options&, std::ostream& out) {
  std::set<std::string> stacks, failing;
  for (const ReleaseStack& s : r.stacks) stacks.insert(s.name);
  for (const ReleaseLint& l : r.lints) stacks.insert(l.stack);
  for (const ReleaseRegression& x : r.regressions) stacks.insert(x.stack), failing.insert(x.stack);
  std::string head = " tests=\"" + std::to_string(stacks.size()) + "\" failures=\"" +
                     std::to_string(failing.size()) + "\" errors=\"0\" skipped=\"0\">\n";
  out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"oneway release\"" << head
      << "  <testsuite name=\"stacks\"" << head;
  for (const std::string& stack : stacks) {
    out << "    <testcase classname=\"release\" name=\""
        << markup(stack.empty() ? "the release as a whole" : stack, kNameColumns) << "\">\n";
    std::string text, first;
    for (const ReleaseRegression& x : r.regressions) {
      if (x.stack != stack) continue;
      const std::string line = x.code + (x.address.empty() ? "" : " " + x.address) + ": " + x.message;
      if (first.empty()) first = line;
      text += markup(line, kProseColumns) + "\n";
    }
    if (!first.empty())
      out << "      <failure message=\"" << markup(first, kProseColumns) << "\">" << text << "</failure>\n";
    out << "    </testcase>\n";
  }
  out << "  </testsuite>\n</testsuites>\n";
}

}  // namespace oneway::report
