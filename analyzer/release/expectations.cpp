#include "release/expectations.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <tuple>

#include "catalog/yaml/fields.h"
#include "model/error.h"

namespace oneway {
namespace {

using yaml::Fields;
using yaml::Node;
using yaml::Source;

void read_finding(const Source& source, const Node& node, Expectations& into) {
  Fields fields(source, node, "an expected finding");
  ExpectedFinding f;
  fields.require_text("code", f.code);
  fields.text("stack", f.stack);
  fields.text("address", f.address);
  fields.require_text("reason", f.reason);
  std::string expires;
  if (fields.require_text("expires", expires)) {
    if (const auto day = parse_day(expires))
      f.expires = *day;
    else
      source.error(*fields.get("expires"), "expires is a date such as 2027-01-31, got " + expires);
  }
  into.findings.push_back(std::move(f));
}

void read_all(Fields& top, Expectations& into) {
  std::vector<std::string_view> ids;
  for (RollbackClass c : kAllClasses) ids.push_back(id(c));
  top.each("classes", [&](const Node& node) {
    std::string word;
    if (yaml::read_word(top.source(), node, "a rollback class", ids, word))
      into.classes.push_back(*rollback_class_from_id(word));
  });
  top.each("findings", [&](const Node& node) { read_finding(top.source(), node, into); });
  top.each("moves", [&](const Node& node) {
    Fields fields(top.source(), node, "an expected move");
    ExpectedMove m;
    fields.require_text("from", m.from);
    fields.require_text("to", m.to);
    into.moves.push_back(std::move(m));
  });
}

bool fits(const std::string& glob, const std::string& text) {
  return glob.empty() || glob_matches(glob, text);
}

// A YAML string in double quotes, whatever it holds.
std::string yaml_quoted(const std::string& text) {
  static constexpr char kHex[] = "0123456789abcdef";
  std::string out = "\"";
  for (const char ch : text) {
    const auto byte = static_cast<unsigned char>(ch);
    if (ch == '"' || ch == '\\')
      out += '\\', out += ch;
    else if (byte < 0x20 || byte == 0x7f)
      out += "\\x", out += kHex[byte >> 4], out += kHex[byte & 15];
    else
      out += ch;
  }
  return out + "\"";
}

// Every lint above what the declared step (or, without one, "nothing breaks") allows.
void judge_lint(const Expectations& expected, Day today, const std::vector<ReleaseStack>& all,
                ReleaseLint& lint, std::vector<ReleaseRegression>& out, Bump allowed) {
  StackList open, expired;
  for (const std::uint32_t stack : lint.stacks) {
    bool known = false, was_known = false;
    for (const ExpectedFinding& f : expected.findings)
      if (f.code == lint.code && fits(f.stack, all[stack].name) && fits(f.address, lint.address))
        (f.expires >= today ? known : was_known) = true;
    (known ? lint.accepted : was_known ? expired : open).push_back(stack);
  }
  if (lint.bump <= allowed) return;
  if (!open.empty()) out.push_back({lint.code, lint.address, lint.message, std::move(open)});
  if (!expired.empty())
    out.push_back({lint.code, lint.address, lint.message + " (It was expected, but that has expired.)",
                   std::move(expired)});
}

// Expected moves are accepted where they happen, and missed where they do not.
void judge_moves(const Expectations& expected, Release& r) {
  for (const ExpectedMove& m : expected.moves)
    if (!r.moves.contains({m.from, m.to}) && !r.moved.contains({m.from, m.to}))
      r.regressions.push_back({"OW951", m.to, "The expected move from " + m.from + " does not happen.", {}});
}

}  // namespace

Expectations read_expectations(const std::string& text, const std::string& file) {
  Expectations result;
  result.file = file;
  Diagnostics out;
  const Source source{file, &out};
  const Node tree = yaml::parse(text, file, out);
  if (!out.has_errors() && tree.kind != Node::Kind::Null) {
    Fields top(source, tree, "the expectations");
    read_all(top, result);
  }
  if (out.has_errors()) throw UsageError("the expectations cannot be used:\n" + out.to_string());
  return result;
}

Expectations load_expectations(const std::string& folder) {
  const std::filesystem::path path = std::filesystem::path(folder) / kExpectationsFile;
  if (!std::filesystem::exists(path)) return {};
  std::ifstream file(path, std::ios::binary);
  if (!file) throw UsageError("cannot read " + path.string());
  std::string text(yaml::kMaxBytes + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(file.gcount()));
  return read_expectations(text, path.string());
}

void apply_expectations(const Expectations& expected, Day today, Release& r) {
  for (ReleaseLint& lint : r.lints)
    judge_lint(expected, today, r.stacks, lint, r.regressions, r.declared.value_or(Bump::Minor));
  judge_moves(expected, r);
  std::stable_sort(r.regressions.begin(), r.regressions.end(),
                   [](const ReleaseRegression& a, const ReleaseRegression& b) {
                     return std::tie(a.code, a.address, a.message) < std::tie(b.code, b.address, b.message);
                   });
}

std::string blessed(const Release& r, Day expires) {
  std::set<RollbackClass> classes = r.classes;
  classes.insert(RollbackClass::FullyReversible);
  std::string out =
      "# What this release may do; anything else is a regression. Give each finding its real reason.\n";
  out += "classes:\n";
  for (RollbackClass c : classes) out += "  - " + std::string(id(c)) + "\n";
  bool any = false;
  for (const ReleaseLint& lint : r.lints) {
    if (lint.bump != Bump::Major) continue;
    const bool everywhere = lint.stacks.size() == r.stacks.size();
    for (const std::uint32_t stack : lint.stacks) {
      out += any ? "" : "findings:\n";
      any = true;
      out += "  - code: " + lint.code + "\n";
      if (!everywhere) out += "    stack: " + yaml_quoted(r.stacks[stack].name) + "\n";
      out += "    address: " + yaml_quoted(lint.address) +
             "\n    reason: \"blessed\"\n    expires: " + day_text(expires) + "\n";
      if (everywhere) break;
    }
  }
  if (!r.moves.empty()) out += "moves:\n";
  for (const auto& [from, to] : r.moves)
    out += "  - from: " + yaml_quoted(from) + "\n    to: " + yaml_quoted(to) + "\n";
  return out;
}

}  // namespace oneway
