#include "assess/surfaces/sight.h"

#include <re2/re2.h>

#include <memory>
#include <mutex>

#include "assess/evidence.h"
#include "catalog/manifest.h"
#include "catalog/patterns.h"
#include "catalog/registry.h"

namespace oneway {
namespace {

const RE2& compiled(const std::string& pattern) {
  static std::mutex mutex;
  static std::map<std::string, std::unique_ptr<RE2>> all;
  const std::lock_guard lock(mutex);
  std::unique_ptr<RE2>& re = all[pattern];
  if (!re) re = std::make_unique<RE2>(pattern, pattern_options());
  return *re;
}

re2::StringPiece piece(std::string_view text) {
  return {text.data(), text.size()};
}

// A carried object may be there as values or as the text of a manifest.
Value carried(Value side, Document& parsed) {
  if (!side.is_string()) return side;
  parsed = object_in(side.text());
  return parsed.empty() ? Value{} : parsed.root();
}

}  // namespace

Sight::Sight(const Change& c, const Match& m, std::uint32_t n) : change(c), match(m), input(n) {
  views_.push_back({c.type, c.before, c.after, c.after_unknown, c.before_sensitive, c.after_sensitive});
  if (m.facts->type == c.type || m.facts->type.empty() || !m.arguments_apply) return;
  const auto below = [&](Value v) { return m.object_path.empty() ? v : v.dotted(m.object_path); };
  const auto mask = [&](Value v) { return v.is_true() ? v : below(v); };
  views_.push_back({m.facts->type, carried(below(c.before), before_text_),
                    carried(below(c.after), after_text_), mask(c.after_unknown), mask(c.before_sensitive),
                    mask(c.after_sensitive)});
}

std::string_view Sight::action() const {
  return creates() ? "create" : updates() ? "update" : replaces() ? "replace" : destroys() ? "destroy" : "";
}

const std::vector<std::size_t>& TypeIndex::of(std::string_view name) const {
  if (const auto at = known_.find(name); at != known_.end()) return at->second;
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < patterns_.size(); ++i)
    for (const std::string& pattern : *patterns_[i])
      if (matches_whole(pattern, name)) {
        found.push_back(i);
        break;
      }
  return known_.emplace(std::string(name), std::move(found)).first->second;
}

bool matches_whole(const std::string& pattern, std::string_view text) {
  return !pattern.empty() && RE2::FullMatch(piece(text), compiled(pattern));
}

bool matches_part(const std::string& pattern, std::string_view text) {
  return !pattern.empty() && RE2::PartialMatch(piece(text), compiled(pattern));
}

std::string group_of_match(const std::string& pattern, std::string_view text) {
  std::string group;
  if (!pattern.empty()) RE2::PartialMatch(piece(text), compiled(pattern), &group);
  return group;
}

Finding& add_finding(Assessment& a, std::string_view code, std::string message,
                     std::vector<std::string> addresses) {
  Finding f;
  f.code = code;
  const CodeInfo* info = oneway::code(code);
  f.severity = info ? info->severity : Severity::Warning;
  f.message = std::move(message);
  f.addresses = std::move(addresses);
  a.findings.push_back(std::move(f));
  return a.findings.back();
}

Evidence text_evidence(std::string path, std::string_view text, bool after, bool hide) {
  Evidence e;
  e.hidden = hide || looks_like_a_secret(text);
  Document d;
  d.string(e.hidden ? "(hidden)" : text.substr(0, 300));
  (after ? e.after : e.before) = d.root().to_json();
  e.path = std::move(path);
  return e;
}

std::string replaced(std::string text, std::string_view word, std::string_view by) {
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + by.size()))
    text.replace(at, word.size(), by);
  return text;
}

}  // namespace oneway
