#include "release/lints.h"

#include <map>

#include "catalog/registry.h"

namespace oneway {
namespace {

constexpr std::string_view kGateCode = "OW703";  // "From apply on it decides what others may do"

Bump bump_of(std::string_view lint) {
  const CodeInfo* info = code(lint);
  if (info == nullptr) return Bump::Major;
  return info->severity == Severity::Error     ? Bump::Major
         : info->severity == Severity::Warning ? Bump::Minor
                                               : Bump::Patch;
}

class ChangeLints {
 public:
  ChangeLints(const Assessment& stack, std::vector<ReleaseLint>& out) : out_(out) {
    for (const Move& m : stack.moves) from_[m.from] = &m, to_[m.to] = &m;
  }

  void judge(const AssessedChange& c) {
    const bool mild = c.cls < RollbackClass::ForwardOnly;
    for (const ApplyStop& stop : c.apply_stops)
      if (stop.certain) add("OW914", c, stop.message);
    if (!c.previous_address.empty())
      add("OW909", c, "A moved block takes it over from " + c.previous_address + ".");
    if (c.actions.has_unknown())
      add("OW911", c, "What happens to it is not understood.");
    else if (c.actions.replaces() || c.actions.leaves_old_behind())
      add("OW902", c, c.why_replaced.empty() ? "The object is replaced." : c.why_replaced);
    else if (c.actions.deletes())
      destroyed(c);
    else if (c.actions.forgets())
      add("OW903", c, "The object leaves the state and lives on without an owner.");
    else if (c.actions.has(Action::Update))
      add(mild ? "OW906" : "OW905", c, mild ? "The object is changed in place." : worst_of(c));
    else if (c.actions.creates())
      created(c);
    else if (c.actions.has(Action::Read) && c.cls >= RollbackClass::Compensatable)
      add("OW910", c, worst_of(c));
  }

 private:
  void add(std::string_view code, const AssessedChange& c, std::string message) {
    out_.push_back(make_lint(code, c.address, std::move(message)));
  }
  static std::string worst_of(const AssessedChange& c) {
    return c.effects.empty() ? "It is " + std::string(title(c.cls)) + "." : c.effects.front().message;
  }

  void destroyed(const AssessedChange& c) {
    if (const auto move = from_.find(c.address); move != from_.end())
      add("OW904", c,
          "Without a moved block in the module it is destroyed and made anew as " + move->second->to + ".");
    else
      add("OW901", c, "The object is destroyed: " + worst_of(c));
  }

  void created(const AssessedChange& c) {
    if (to_.contains(c.address)) return;
    for (const Effect& e : c.effects)
      if (e.code == kGateCode) return add("OW908", c, e.message);
    for (const Effect& e : c.effects)
      if (e.kind == EffectKind::WorldWrite && e.cls >= RollbackClass::Compensatable)
        return add("OW910", c, e.message);
    add("OW907", c, "A new object.");
  }

  std::vector<ReleaseLint>& out_;
  std::map<std::string_view, const Move*> from_, to_;
};

}  // namespace

ReleaseLint make_lint(std::string_view code, std::string address, std::string message) {
  return {std::string(code), std::move(address), std::move(message), bump_of(code), {}, {}};
}

void lint_changes(const Assessment& stack, std::vector<ReleaseLint>& out) {
  ChangeLints lints(stack, out);
  for (const AssessedChange& c : stack.changes) lints.judge(c);
}

}  // namespace oneway
