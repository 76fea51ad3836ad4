#include "catalog/phrases.h"

#include "catalog/catalog.h"
#include "catalog/words.h"

namespace oneway {
namespace {

std::string joined(const std::vector<std::string>& items, const char* between) {
  std::string out;
  for (const std::string& item : items) out += (out.empty() ? "" : between) + item;
  return out;
}

std::string in_words(const Clause& c) {
  const bool usual = c.op == Clause::Op::Is && c.fallback && *c.fallback == c.operands[0];
  const std::string fallback = usual        ? " (the default)"
                               : c.fallback ? " (the default is " + *c.fallback + ")"
                                            : "";
  const auto with = [&](const char* verb) {
    return c.path + " " + verb + " " + joined(c.operands, " or ") + fallback;
  };
  switch (c.op) {
    case Clause::Op::Is:
      return with("is");
    case Clause::Op::IsNot:
      return with("is not");
    case Clause::Op::Set:
      return c.path + " is set";
    case Clause::Op::Unset:
      return c.path + " is not set";
    case Clause::Op::Above:
      return with("is above");
    case Clause::Op::Below:
      return with("is below");
    case Clause::Op::AtLeast:
      return with("is at least");
    case Clause::Op::AtMost:
      return with("is at most");
    case Clause::Op::OneOf:
      return with("is");
    case Clause::Op::Matches:
      return with("matches");
  }
  return c.path;
}

std::string scope_words(const std::string& scope) {
  if (scope == "global") return "unique in the world";
  if (scope == "account") return "unique in an account";
  if (scope == "account-region") return "unique in an account and region";
  if (scope == "project") return "unique in a project";
  if (scope == "project-region") return "unique in a project and region";
  if (scope == "resource-group") return "unique in a resource group";
  if (scope == "namespace") return "unique in a namespace";
  if (scope == "parent") return "unique in its parent";
  return {};
}

std::string unit_words(std::int64_t seconds) {
  switch (seconds) {
    case 60:
      return "minutes";
    case 3600:
      return "hours";
    case 86400:
      return "days";
    default:
      return "seconds";
  }
}

std::string reuse_words(const NameRule& n) {
  const std::string time = in_words(n.period);
  switch (n.reuse) {
    case NameRule::Reuse::Immediate:
      return "free again at once";
    case NameRule::Reuse::Eventually:
      return "free again after a while";
    case NameRule::Reuse::Held:
      return "held after the destroy" + (time.empty() ? "" : " for " + time);
    case NameRule::Reuse::Never:
      return "never given out again";
    case NameRule::Reuse::Resurrects:
      return "a create of the same name brings the old object back";
    case NameRule::Reuse::Idempotent:
      return "a create of the same name hands back the object that is there";
    case NameRule::Reuse::Unknown:
      break;
  }
  return "whether it is free again at once is not known";
}

}  // namespace

std::string in_words(const Condition& condition) {
  std::string out;
  for (const Clause& clause : condition.all) out += (out.empty() ? "" : " and ") + in_words(clause);
  return out;
}

std::string in_words(const Period& p) {
  if (!p.stated()) return {};
  if (p.argument.empty()) return to_words({p.min_seconds, p.max_seconds});
  const std::string out = "as many " + unit_words(p.unit_seconds) + " as " + p.argument + " says";
  return p.fallback ? out + " (" + std::to_string(*p.fallback) + " if it is not set)" : out;
}

std::string in_words(OneWay::Direction d) {
  switch (d) {
    case OneWay::Direction::Any:
      return "every change of it is one-way";
    case OneWay::Direction::IncreaseOnly:
      return "growing it is one-way";
    case OneWay::Direction::DecreaseOnly:
      return "lowering it is one-way";
    case OneWay::Direction::UpgradeOnly:
      return "an upgrade is one-way";
    case OneWay::Direction::EnableOnly:
      return "switching it on is one-way";
    case OneWay::Direction::DisableOnly:
      return "switching it off is one-way";
    case OneWay::Direction::SetOnce:
      return "setting it is one-way";
    case OneWay::Direction::UnsetOnly:
      return "removing it is one-way";
    case OneWay::Direction::AddOnly:
      return "adding to it is one-way";
    case OneWay::Direction::RemoveOnly:
      return "removing from it is one-way";
  }
  return {};
}

std::string in_words(OneWay::Revert r) {
  switch (r) {
    case OneWay::Revert::Refused:
      return "setting it back is refused";
    case OneWay::Revert::Replaces:
      return "setting it back replaces the object";
    case OneWay::Revert::Ignored:
      return "setting it back has no effect";
    case OneWay::Revert::Lossy:
      return "setting it back does not bring back what was lost";
    case OneWay::Revert::NewObject:
      return "the old value needs a new object";
  }
  return {};
}

std::string in_words(const NameRule& n) {
  const std::string scope = scope_words(n.scope);
  const std::string what = n.arguments.empty() ? "the id that it is given" : joined(n.arguments, " + ");
  std::string out = what + (scope.empty() ? "" : ", " + scope) + ": " + reuse_words(n);
  if (!n.held_when.all.empty()) out += ", while " + in_words(n.held_when);
  if (!n.why.empty()) out += " (" + n.why + ")";
  if (!n.escape.empty()) out += ". Way out: " + n.escape;
  if (!n.generated_by.empty()) out += ". Generated by " + joined(n.generated_by, ", ");
  return out;
}

std::string in_words(const Override& o) {
  return "The facts of `" + o.type + "` are milder than the built-in ones until " + o.expires + ": " +
         o.reason + " (approved by " + o.approved_by + ", stated in " + o.where + ").";
}

std::string in_words(const Erosion& e) {
  static constexpr const char* kVerbs[] = {
      "lowering", "raising",       "switching off", "switching on", "removing the value of",
      "setting",  "removing from", "changing"};
  std::string out = std::string(kVerbs[static_cast<std::size_t>(e.on)]) + " " + e.argument;
  if (e.to) out += " to " + *e.to;
  out += " loses " + std::string(e.loses == Erosion::Loses::Guard ? "a protection" : word(e.loses));
  return out + (e.why.empty() ? "" : ": " + e.why);
}

}  // namespace oneway
