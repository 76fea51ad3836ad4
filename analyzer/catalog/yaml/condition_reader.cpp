#include <re2/re2.h>

#include <charconv>

#include "catalog/patterns.h"
#include "catalog/yaml/facts_reader.h"

namespace oneway::yaml {
namespace {

using Op = Clause::Op;

struct OpWord {
  std::string_view word;
  Op op;
};
constexpr OpWord kOps[] = {
    {"is", Op::Is},        {"not", Op::IsNot},      {"set", Op::Set},          {"unset", Op::Unset},
    {"above", Op::Above},  {"below", Op::Below},    {"at_least", Op::AtLeast}, {"at_most", Op::AtMost},
    {"one_of", Op::OneOf}, {"matches", Op::Matches}};

bool wants_number(Op op) {
  return op == Op::Above || op == Op::Below || op == Op::AtLeast || op == Op::AtMost;
}

void read_operand(const Source& source, const Node& node, const OpWord& word, Clause& clause) {
  if (clause.op == Op::OneOf) {
    if (node.kind != Node::Kind::List || node.items.empty()) {
      source.error(node, "`one_of` must be a list of values");
      return;
    }
    for (const Node& item : node.items)
      if (std::string text; read_text(source, item, "each of `one_of`", text))
        clause.operands.push_back(text);
    return;
  }
  if (node.kind != Node::Kind::Scalar) {
    source.error(node, "`" + std::string(word.word) + "` must be one value");
    return;
  }
  if (clause.op == Op::Set || clause.op == Op::Unset) {
    if (node.text != "true") source.error(node, "`" + std::string(word.word) + "` can only be true");
    return;
  }
  if (wants_number(clause.op) && !is_number(node.text))
    source.error(node, "`" + std::string(word.word) + "` needs a number, not `" + node.text + "`");
  if (clause.op == Op::Matches) {
    const RE2 pattern(node.text, pattern_options());
    if (!pattern.ok()) source.error(node, "`matches` is no RE2 pattern: " + pattern.error());
  }
  clause.operands.push_back(node.text);
}

Clause read_clause(const Source& source, const std::string& path, const Node& node) {
  Clause clause;
  clause.path = path;
  if (node.kind == Node::Kind::Scalar) {
    clause.operands.push_back(node.text);
    return clause;
  }
  if (node.kind != Node::Kind::Map) {
    source.error(node, "the condition on `" + path + "` must be a value or a comparison such as {is: VALUE}");
    return clause;
  }
  Fields fields(source, node, "the condition on `" + path + "`");
  int found = 0;
  for (const OpWord& word : kOps) {
    const Node* operand = fields.get(word.word);
    if (!operand) continue;
    if (++found > 1) source.error(*operand, "one comparison at a time; write a second rule for another");
    clause.op = word.op;
    clause.operands.clear();
    read_operand(source, *operand, word, clause);
  }
  if (found == 0) source.error(node, "the condition on `" + path + "` compares nothing");
  if (const Node* fallback = fields.get("default")) {
    if (fallback->kind == Node::Kind::Scalar)
      clause.fallback = fallback->text;
    else
      source.error(*fallback, "`default` must be one value");
  }
  return clause;
}

std::int64_t unit_seconds(std::string_view unit) {
  if (unit == "s" || unit == "seconds") return 1;
  if (unit == "min" || unit == "minutes") return 60;
  if (unit == "h" || unit == "hours") return 3600;
  if (unit == "d" || unit == "days") return 86400;
  return 0;
}

constexpr std::int64_t kLongestPeriod = 1'000'000;  // in units; ten thousand years would be a slip

bool read_count(std::string_view text, std::int64_t& into) {
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), into);
  return fault == std::errc() && end == text.data() + text.size() && into >= 0 && into <= kLongestPeriod;
}

bool read_constant_period(std::string_view text, Period& period) {
  const std::size_t space = text.find(' ');
  if (space == std::string_view::npos) return false;
  const std::int64_t unit = unit_seconds(text.substr(space + 1));
  const std::string_view range = text.substr(0, space);
  const std::size_t dash = range.find('-');
  std::int64_t low = 0, high = 0;
  if (unit == 0 || !read_count(range.substr(0, dash), low)) return false;
  if (dash == std::string_view::npos)
    high = low;
  else if (!read_count(range.substr(dash + 1), high))
    return false;
  if (high == 0 || low > high) return false;
  period.min_seconds = low * unit;
  period.max_seconds = high * unit;
  return true;
}

}  // namespace

Condition read_condition(const Source& source, const Node& node) {
  Condition condition;
  if (node.kind != Node::Kind::Map) {
    source.error(node, "`when` must be a map from argument to value");
    return condition;
  }
  if (node.keys.empty()) source.error(node, "`when` is empty: leave it out if the rule always holds");
  for (std::size_t i = 0; i < node.keys.size(); ++i)
    condition.all.push_back(read_clause(source, node.keys[i].text, node.items[i]));
  return condition;
}

Period read_period(const Source& source, const Node& node) {
  Period period;
  if (node.kind != Node::Kind::Map) {
    if (node.kind != Node::Kind::Scalar || !read_constant_period(node.text, period))
      source.error(
          node, "a period is a number and a unit (`30 d`, `7-90 d`, `60 s`), or {argument, unit, default}");
    return period;
  }
  Fields fields(source, node, "a period");
  fields.require_text("argument", period.argument);
  std::string unit;
  if (fields.require_text("unit", unit) && (period.unit_seconds = unit_seconds(unit)) == 0)
    source.error(*node.find("unit"), "unknown unit `" + unit + "` (s, min, h, d)");
  std::string fallback;
  if (fields.text("default", fallback)) {
    std::int64_t count = 0;
    if (read_count(fallback, count))
      period.fallback = count;
    else
      source.error(*node.find("default"), "`default` of a period must be a whole number of units");
  }
  return period;
}

}  // namespace oneway::yaml
