// One change as the surface rules see it: as its own type, and as the object that it carries.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalog.h"
#include "model/assessment.h"
#include "model/change.h"

namespace oneway {

struct View {
  std::string_view name;  // the resource type, or "kind:GROUP/Kind"
  Value before, after, unknown, before_sensitive, after_sensitive;
};

class Sight {
 public:
  // `c` and `m` must outlive this. Call only for what changes.
  Sight(const Change& c, const Match& m, std::uint32_t input);

  const Change& change;
  const Match& match;
  const std::uint32_t input;
  const std::vector<View>& views() const { return views_; }

  bool creates() const { return change.actions.is_only(Action::Create); }
  bool updates() const { return change.actions.is_only(Action::Update); }
  bool destroys() const { return change.actions.is_only(Action::Delete); }
  bool replaces() const { return change.actions.replaces(); }
  std::string_view action() const;  // create, update, replace, destroy, or "" for anything else

 private:
  Document before_text_, after_text_;  // a manifest that was text
  std::vector<View> views_;
};

// Which entries of a rule list are for a type. Patterns run once for each name that is met.
class TypeIndex {
 public:
  template <class Rules>
  explicit TypeIndex(const Rules& rules) {
    for (const auto& rule : rules) patterns_.push_back(&rule.types);
  }
  const std::vector<std::size_t>& of(std::string_view name) const;

 private:
  std::vector<const std::vector<std::string>*> patterns_;
  mutable std::map<std::string, std::vector<std::size_t>, std::less<>> known_;
};

// Does `text` as a whole (or, with `part`, some part of it) match the RE2 `pattern`? "" matches nothing.
bool matches_whole(const std::string& pattern, std::string_view text);
bool matches_part(const std::string& pattern, std::string_view text);
// The first group of `pattern` in `text`, or "".
std::string group_of_match(const std::string& pattern, std::string_view text);

// Appends a finding with the severity that rules/codes.yaml gives its code.
Finding& add_finding(Assessment& a, std::string_view code, std::string message,
                     std::vector<std::string> addresses);
// A text as evidence, nothing secret in it. `after`: on the side that comes.
Evidence text_evidence(std::string path, std::string_view text, bool after, bool hide);
std::string replaced(std::string text, std::string_view word, std::string_view by);

}  // namespace oneway
