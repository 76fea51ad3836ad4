// JUnit XML: one suite an input, one case a change, and a suite for the plan as a whole. A case fails when it
// fails the gate and is skipped when it is acknowledged.
#include "report/issues.h"
#include "report/markup.h"
#include "report/printable.h"
#include "report/report.h"
#include "report/sink.h"
#include "report/words.h"

namespace oneway::report {
namespace {

constexpr std::size_t kNameColumns = 1000, kProseColumns = 4000;

struct Tally {
  std::uint64_t tests = 0, failures = 0, skipped = 0;
};

class JunitReport {
 public:
  JunitReport(const Assessment& a, Sink& out) : a_(a), out_(out), issues_(a) {}

  void write() {
    std::vector<Tally> inputs(std::max<std::size_t>(1, a_.inputs.size()));
    for (const AssessedChange& c : a_.changes) count(inputs[suite_of(c)], issues_.of(c));
    const std::vector<Issue> plan = issues_.of_plan();
    Tally whole;
    for (const Issue& issue : plan) count(whole, {issue});
    Tally all = whole;
    for (const Tally& t : inputs) all.tests += t.tests, all.failures += t.failures, all.skipped += t.skipped;

    out_ << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"oneway\"";
    attributes(all);
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      suite(i < a_.inputs.size() ? a_.inputs[i].path : "changes", inputs[i]);
      for (const AssessedChange& c : a_.changes)
        if (suite_of(c) == i) change(c);
      out_ << "  </testsuite>\n";
    }
    suite("the plan as a whole", whole);
    for (const Issue& issue : plan) {
      test_case("plan", issue.address.empty() ? issue.code : issue.code + " " + issue.address);
      outcome({issue}, "");
    }
    out_ << "  </testsuite>\n</testsuites>\n";
  }

 private:
  std::size_t suite_of(const AssessedChange& c) const { return c.input < a_.inputs.size() ? c.input : 0; }

  static const Issue* failing(const std::vector<Issue>& issues) {
    for (const Issue& i : issues)
      if (i.fails_gate) return &i;
    return nullptr;
  }
  static const Issue* known(const std::vector<Issue>& issues) {
    for (const Issue& i : issues)
      if (i.acknowledged) return &i;
    return nullptr;
  }
  static void count(Tally& t, const std::vector<Issue>& issues) {
    ++t.tests;
    if (failing(issues))
      ++t.failures;
    else if (known(issues))
      ++t.skipped;
  }

  void attributes(const Tally& t) {
    out_ << " tests=\"" << t.tests << "\" failures=\"" << t.failures << "\" errors=\"0\" skipped=\""
         << t.skipped << "\">\n";
  }
  void suite(const std::string& name, const Tally& t) {
    out_ << "  <testsuite name=\"" << markup(name, kNameColumns) << '"';
    attributes(t);
  }
  void test_case(const std::string& group, const std::string& name) {
    out_ << "    <testcase classname=\"" << markup(group, kNameColumns) << "\" name=\""
         << markup(name, kNameColumns) << '"';
  }

  void change(const AssessedChange& c) {
    test_case(c.type, c.deposed.empty() ? c.address : c.address + " (deposed " + c.deposed + ")");
    std::string about = action_phrase(c) + "; " + class_words(c.cls);
    if (!c.repairs.empty()) about += ". Do instead: " + printable(c.repairs.front().summary);
    outcome(issues_.of(c), about);
  }

  // Ends the open test case.
  void outcome(const std::vector<Issue>& issues, const std::string& about) {
    std::string text;
    for (const Issue& i : issues)
      text += markup((i.warned ? "warning by the policy: " : "") + i.code + ": " + i.message, kProseColumns) +
              "\n";
    if (!about.empty()) text += markup(about, kProseColumns) + "\n";
    out_ << ">\n";
    if (const Issue* f = failing(issues)) {
      out_ << "      <failure type=\"" << markup(f->code) << "\" message=\""
           << markup(f->message, kProseColumns) << "\">" << text << "</failure>\n";
    } else if (const Issue* k = known(issues)) {
      out_ << "      <skipped message=\"" << markup("acknowledged: " + k->acknowledged->reason, kProseColumns)
           << "\"/>\n";
    } else {
      out_ << "      <system-out>" << text << "</system-out>\n";
    }
    out_ << "    </testcase>\n";
  }

  const Assessment& a_;
  Sink& out_;
  Issues issues_;
};

}  // namespace

void write_junit(const Assessment& a, const Options&, std::ostream& out) {
  Sink sink(out);
  JunitReport(a, sink).write();
}

}  // namespace oneway::report
