#include <algorithm>

#include "report/markup.h"
#include "report/release_report.h"

namespace oneway::report {
namespace {

constexpr std::size_t kNameColumns = 1000, kProseColumns = 4000;

void write_case(std::string_view name, const std::vector<const ReleaseRegression*>& regressions,
                std::ostream& out) {
  out << "    <testcase classname=\"release\" name=\"" << markup(name, kNameColumns) << "\">\n";
  std::string text, first;
  for (const ReleaseRegression* x : regressions) {
    const std::string line = x->code + (x->address.empty() ? "" : " " + x->address) + ": " + x->message;
    if (first.empty()) first = line;
    text += markup(line, kProseColumns) + "\n";
  }
  if (!first.empty())
    out << "      <failure message=\"" << markup(first, kProseColumns) << "\">" << text << "</failure>\n";
  out << "    </testcase>\n";
}

}  // namespace

void write_release_junit(const Release& r, const Options&, std::ostream& out) {
  std::vector<std::vector<const ReleaseRegression*>> of_stack(r.stacks.size());
  std::vector<const ReleaseRegression*> of_all;
  for (const ReleaseRegression& x : r.regressions) {
    for (const std::uint32_t stack : x.stacks) of_stack[stack].push_back(&x);
    if (x.stacks.empty()) of_all.push_back(&x);
  }
  const auto failing = static_cast<std::size_t>(
      std::count_if(of_stack.begin(), of_stack.end(), [](const auto& list) { return !list.empty(); }));
  const std::string head = " tests=\"" + std::to_string(r.stacks.size() + !of_all.empty()) +
                           "\" failures=\"" + std::to_string(failing + !of_all.empty()) +
                           "\" errors=\"0\" skipped=\"0\">\n";
  out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"oneway release\"" << head
      << "  <testsuite name=\"stacks\"" << head;
  for (std::size_t i = 0; i < r.stacks.size(); ++i) write_case(r.stacks[i].name, of_stack[i], out);
  if (!of_all.empty()) write_case("the release as a whole", of_all, out);
  out << "  </testsuite>\n</testsuites>\n";
}

}  // namespace oneway::report
