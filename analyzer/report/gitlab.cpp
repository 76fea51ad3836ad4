// What GitLab's merge request widgets read: the code quality report and the `terraform` report.
#include "report/issues.h"
#include "report/json_writer.h"
#include "report/printable.h"
#include "report/report.h"

namespace oneway::report {
namespace {

std::string_view severity(const Issue& issue) {
  if (issue.fails_gate) return "blocker";
  if (issue.acknowledged) return "info";
  return issue.severity == Severity::Error     ? "critical"
         : issue.severity == Severity::Warning ? "major"
                                               : "minor";
}

// A path is required: the block's, or else the plan's.
std::string path_of(const Issue& issue, const Assessment& a, const std::optional<SourceLocation>& at) {
  if (at) return at->file;
  const std::size_t input = issue.change ? issue.change->input : 0;
  return input < a.inputs.size() && a.inputs[input].path != "-" ? a.inputs[input].path : "plan.json";
}

}  // namespace

void write_gitlab(const Assessment& a, const Options& options, std::ostream& out) {
  Sink sink(out);
  JsonWriter json(sink, JsonWriter::Layout::Indented);
  json.begin_array();
  Issues(a).each([&](const Issue& issue) {
    const auto at = location_of(options, a, issue);
    std::string text = issue.address.empty() ? "" : printable(issue.address, 300) + ": ";
    text += printable(issue.message, 1000);
    if (issue.warned) text += " The policy only warns of it.";
    json.begin_object();
    json.member("description", text);
    json.member("check_name", issue.code);
    json.member("fingerprint", issue.fingerprint);
    json.member("severity", severity(issue));
    json.key("location");
    json.begin_object();
    json.member("path", path_of(issue, a, at));
    json.key("lines");
    json.begin_object();
    json.member("begin", static_cast<std::uint64_t>(at ? at->first_line : 1));
    json.end_object();
    json.end_object();
    json.end_object();
  });
  json.end_array();
  sink << '\n';
}

void write_gitlab_terraform(const Assessment& a, const Options&, std::ostream& out) {
  std::uint64_t create = 0, update = 0, destroy = 0;
  for (const AssessedChange& c : a.changes) {
    create += c.actions.creates();
    update += c.actions.has(Action::Update);
    destroy += c.actions.deletes();
  }
  Sink sink(out);
  JsonWriter json(sink, JsonWriter::Layout::OneLine);
  json.begin_object();
  json.member("create", create);
  json.member("update", update);
  json.member("delete", destroy);
  json.end_object();
  sink << '\n';
}

}  // namespace oneway::report
