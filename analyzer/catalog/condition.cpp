#include <re2/re2.h>

#include <map>
#include <mutex>

#include "catalog/catalog.h"
#include "catalog/patterns.h"

namespace oneway {
namespace {

constexpr std::string_view kProviderPrefix = "provider.";

std::optional<std::string> scalar_text(Value v) {
  if (v.is_bool()) return v.is_true() ? "true" : "false";
  if (v.is_string() || v.is_number()) return std::string(v.text());
  return std::nullopt;
}

// JSON number grammar, as far as comparing needs it.
bool is_number_text(std::string_view text) {
  static const RE2 pattern("-?[0-9]{1,400}(\\.[0-9]{1,400})?([eE][-+]?[0-9]{1,9})?", pattern_options());
  return RE2::FullMatch(re2::StringPiece(text.data(), text.size()), pattern);
}

bool equal(const std::string& a, const std::string& b) {
  if (a == b) return true;
  return is_number_text(a) && is_number_text(b) && compare_numbers(a, b) == 0;
}

bool matches(const std::string& pattern, std::string_view text) {
  static std::mutex mutex;
  static std::map<std::string, std::unique_ptr<RE2>> compiled;
  const std::lock_guard lock(mutex);
  std::unique_ptr<RE2>& re = compiled[pattern];
  if (!re) re = std::make_unique<RE2>(pattern, pattern_options());
  return re->ok() && RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), *re);
}

Truth truth(bool b) {
  return b ? Truth::Yes : Truth::No;
}

Truth compare(const Clause& clause, const std::string& text) {
  switch (clause.op) {
    case Clause::Op::Is:
      return truth(equal(text, clause.operands.at(0)));
    case Clause::Op::IsNot:
      return truth(!equal(text, clause.operands.at(0)));
    case Clause::Op::OneOf:
      for (const std::string& operand : clause.operands)
        if (equal(text, operand)) return Truth::Yes;
      return Truth::No;
    case Clause::Op::Matches:
      return truth(matches(clause.operands.at(0), text));
    case Clause::Op::Set:
      return truth(!text.empty());
    case Clause::Op::Unset:
      return truth(text.empty());
    default:
      break;
  }
  if (!is_number_text(text)) return Truth::Unknown;
  const int order = compare_numbers(text, clause.operands.at(0));
  switch (clause.op) {
    case Clause::Op::Above:
      return truth(order > 0);
    case Clause::Op::Below:
      return truth(order < 0);
    case Clause::Op::AtLeast:
      return truth(order >= 0);
    default:
      return truth(order <= 0);
  }
}

// Without a stated default an absent argument reads as its type's zero, as the providers' SDK reads it. How
// much an absent number is nobody knows: the service may choose it.
Truth absent(const Clause& clause) {
  if (clause.fallback) return compare(clause, *clause.fallback);
  const auto zero = [](const std::string& s) { return s.empty() || s == "false" || s == "0"; };
  switch (clause.op) {
    case Clause::Op::Set:
      return Truth::No;
    case Clause::Op::Unset:
      return Truth::Yes;
    case Clause::Op::Is:
      return truth(zero(clause.operands.at(0)));
    case Clause::Op::IsNot:
      return truth(!zero(clause.operands.at(0)));
    case Clause::Op::OneOf:
      for (const std::string& operand : clause.operands)
        if (zero(operand)) return Truth::Yes;
      return Truth::No;
    case Clause::Op::Matches:
      return compare(clause, "");
    default:
      return Truth::Unknown;
  }
}

// A list of scalars: `is`, `one_of` and `matches` ask for one element, `not` for none.
Truth any_element(const Clause& clause, Value list) {
  const bool none = clause.op == Clause::Op::IsNot;
  for (auto [key, element] : list.elements()) {
    const auto text = scalar_text(element);
    if (!text) return Truth::Unknown;
    const Truth t = compare(clause, *text);
    if (t != (none ? Truth::Yes : Truth::No)) return t;
  }
  return none ? Truth::Yes : Truth::No;
}

Truth decide(const Clause& clause, Value value, Value unknown) {
  if (unknown.is_true()) return Truth::Unknown;
  if (value.null_or_missing()) return any_true(unknown) ? Truth::Unknown : absent(clause);
  if (const auto text = scalar_text(value)) return text->empty() ? absent(clause) : compare(clause, *text);
  // An expression of the configuration: only a constant can be compared.
  if (value.is_object() && value["constant_value"]) return decide(clause, value["constant_value"], {});
  if (value.is_object() && value["references"]) return Truth::Unknown;
  if (value.empty_value()) return any_true(unknown) ? Truth::Unknown : absent(clause);
  if (clause.op == Clause::Op::Set) return Truth::Yes;
  if (clause.op == Clause::Op::Unset) return Truth::No;
  return value.is_array() && !any_true(unknown) ? any_element(clause, value) : Truth::Unknown;
}

// Takes the first step off a dotted path; "\\." is a dot within a name. Returns the rest.
std::string_view take_step(std::string_view path, std::string& step) {
  std::size_t i = 0;
  for (; i < path.size() && path[i] != '.'; ++i) {
    if (path[i] == '\\' && i + 1 < path.size()) ++i;
    step += path[i];
  }
  return i < path.size() ? path.substr(i + 1) : std::string_view();
}

// Steps along `path`. Several nested blocks on the way must agree, else nobody knows which one counts.
Truth walk(const Clause& clause, std::string_view path, Value value, Value unknown) {
  if (unknown.is_true()) return Truth::Unknown;
  if (path.empty()) return decide(clause, value, unknown);
  if (value.is_array() && value.size() > 1) {
    std::optional<Truth> agreed;
    std::size_t i = 0;
    for (auto [key, element] : value.elements()) {
      const Truth t = walk(clause, path, element, unknown.at(i++));
      if (agreed && *agreed != t) return Truth::Unknown;
      agreed = t;
    }
    return *agreed;
  }
  if (value.is_string() || value.is_number() || value.is_bool()) return Truth::Unknown;
  std::string step;
  const std::string_view rest = take_step(path, step);
  const auto into = [&](Value v) { return v.is_array() && v.size() == 1 ? v.at(0)[step] : v[step]; };
  return walk(clause, rest, into(value), into(unknown));
}

Truth decide(const Clause& clause, Value side, Value unknown, Value provider_config) {
  if (clause.path.starts_with(kProviderPrefix)) {
    if (!provider_config) return clause.fallback ? absent(clause) : Truth::Unknown;
    return walk(clause, std::string_view(clause.path).substr(kProviderPrefix.size()), provider_config, {});
  }
  if (!side.is_object()) return Truth::Unknown;
  return walk(clause, clause.path, side, unknown);
}

}  // namespace

Truth holds(const Condition& condition, Value side, Value unknown, Value provider_config) {
  Truth all = Truth::Yes;
  for (const Clause& clause : condition.all) {
    const Truth t = decide(clause, side, unknown, provider_config);
    if (t == Truth::No) return Truth::No;
    if (t == Truth::Unknown) all = Truth::Unknown;
  }
  return all;
}

}  // namespace oneway
