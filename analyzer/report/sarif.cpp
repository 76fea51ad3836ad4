// SARIF 2.1.0 for code scanning. The logical location is the address; there is a physical one only where a
// source location was given, because a wrong or foreign URI makes uploads fail. Then every result has one, if
// only of the nearest block, because results without one are refused.
#include <map>

#include "report/issues.h"
#include "report/json_writer.h"
#include "report/printable.h"
#include "report/report.h"

namespace oneway::report {
namespace {

std::string_view level(Severity s) {
  return s == Severity::Error ? "error" : s == Severity::Warning ? "warning" : "note";
}

// A relative URI reference: everything but unreserved characters and "/" percent-encoded.
std::string uri(std::string_view path) {
  constexpr char kHex[] = "0123456789ABCDEF";
  while (path.starts_with("./")) path.remove_prefix(2);
  std::string out;
  for (char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       std::string_view("-._~/").find(c) != std::string_view::npos;
    if (c == '\\')
      out += '/';
    else if (plain)
      out += c;
    else
      out += {'%', kHex[byte >> 4], kHex[byte & 15]};
  }
  return out;
}

// Plain text in which "[a](b)" would be a link: no such pair is left.
std::string message_text(const Issue& issue) {
  std::string text = printable(issue.message, 2000);
  if (issue.change && !issue.change->repairs.empty())
    text += " Do instead: " + printable(issue.change->repairs.front().summary, 1000);
  if (text.empty()) text = issue.code;
  for (std::size_t at = 0; (at = text.find("](", at)) != std::string::npos; ++at) text.insert(at + 1, " ");
  return text;
}

class SarifReport {
 public:
  SarifReport(const Assessment& a, const Options& options, JsonWriter& json)
      : a_(a), options_(options), json_(json), issues_(a) {
    std::map<std::string, std::size_t> codes;
    issues_.each([&](const Issue& i) { codes.emplace(i.code, 0); });
    std::size_t n = 0;
    for (auto& [code, index] : codes) index = n++;
    rules_ = std::move(codes);
  }

  void write() {
    json_.begin_object();
    json_.member(
        "$schema",
        "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json");
    json_.member("version", "2.1.0");
    json_.key("runs");
    json_.begin_array();
    json_.begin_object();
    tool();
    json_.member("columnKind", "unicodeCodePoints");
    json_.key("invocations");
    json_.begin_array();
    json_.begin_object();
    json_.member("executionSuccessful", true);
    json_.end_object();
    json_.end_array();
    json_.key("results");
    json_.begin_array();
    issues_.each([&](const Issue& i) { result(i); });
    json_.end_array();
    json_.key("properties");
    json_.begin_object();
    json_.member("gatePassed", a_.gate.passed);
    json_.member("changes", a_.summary.changes);
    json_.end_object();
    json_.end_object();
    json_.end_array();
    json_.end_object();
  }

 private:
  void text_object(std::string_view name, std::string_view text) {
    json_.key(name);
    json_.begin_object();
    json_.member("text", text);
    json_.end_object();
  }

  void tool() {
    json_.key("tool");
    json_.begin_object();
    json_.key("driver");
    json_.begin_object();
    json_.member("name", "oneway");
    if (!options_.tool_version.empty()) json_.member("version", options_.tool_version);
    json_.array("rules", rules_, [&](const auto& rule) {
      const CodeText text = options_.text_of_code ? options_.text_of_code(rule.first) : CodeText{};
      const std::string more = "Run: oneway explain " + printable(rule.first);
      json_.begin_object();
      json_.member("id", rule.first);
      text_object("shortDescription", text.title.empty() ? more : text.title);
      if (!text.why.empty()) text_object("fullDescription", text.why);
      text_object("help", text.what_to_do.empty() ? more : text.what_to_do + " " + more);
      json_.end_object();
    });
    json_.end_object();
    json_.end_object();
  }

  void result(const Issue& issue) {
    json_.begin_object();
    json_.member("ruleId", issue.code);
    json_.member("ruleIndex", static_cast<std::uint64_t>(rules_.at(issue.code)));
    json_.member("level", level(issue.severity));
    text_object("message", message_text(issue));
    locations(issue);
    json_.key("partialFingerprints");
    json_.begin_object();
    json_.member("onewayIssue/v1", issue.fingerprint);
    json_.end_object();
    if (issue.acknowledged) suppression(*issue.acknowledged);
    if (issue.change) {
      json_.key("properties");
      json_.begin_object();
      json_.member("class", id(issue.change->cls));
      json_.strings("actions", issue.change->actions.words());
      json_.end_object();
    }
    json_.end_object();
  }

  void locations(const Issue& issue) {
    const auto at = location_of(options_, a_, issue);
    if (!at && issue.address.empty()) return;
    json_.key("locations");
    json_.begin_array();
    json_.begin_object();
    if (at) {
      json_.key("physicalLocation");
      json_.begin_object();
      json_.key("artifactLocation");
      json_.begin_object();
      json_.member("uri", uri(at->file));
      json_.end_object();
      json_.key("region");
      json_.begin_object();
      json_.member("startLine", static_cast<std::uint64_t>(at->first_line));
      json_.member("startColumn", static_cast<std::uint64_t>(at->first_column));
      json_.member("endLine", static_cast<std::uint64_t>(at->last_line));
      json_.member("endColumn", static_cast<std::uint64_t>(at->last_column));
      json_.end_object();
      json_.end_object();
    }
    if (!issue.address.empty()) {
      json_.key("logicalLocations");
      json_.begin_array();
      json_.begin_object();
      json_.member("fullyQualifiedName", issue.address);
      json_.member("kind", "resource");
      json_.end_object();
      json_.end_array();
    }
    json_.end_object();
    json_.end_array();
  }

  void suppression(const Gate::Acknowledged& k) {
    json_.key("suppressions");
    json_.begin_array();
    json_.begin_object();
    json_.member("kind", k.approved_by.empty() ? "inSource" : "external");
    json_.member("status", "accepted");
    json_.member("justification", k.reason);
    json_.end_object();
    json_.end_array();
  }

  const Assessment& a_;
  const Options& options_;
  JsonWriter& json_;
  Issues issues_;
  std::map<std::string, std::size_t> rules_;
};

}  // namespace

void write_sarif(const Assessment& a, const Options& options, std::ostream& out) {
  Sink sink(out);
  JsonWriter json(sink, JsonWriter::Layout::Indented);
  SarifReport(a, options, json).write();
  sink << '\n';
}

}  // namespace oneway::report
