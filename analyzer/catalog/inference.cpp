#include "catalog/inference.h"

#include <re2/set.h>

#include <algorithm>
#include <cctype>

#include "catalog/patterns.h"

namespace oneway {
namespace {

constexpr std::size_t kLongestName = 256;
constexpr std::size_t kMostArguments = 24;    // of one object that add to a guess
constexpr std::size_t kMostGuesses = 20'000;  // kept; beyond, the name alone decides
constexpr std::string_view kPlaceholder = "{argument}";

std::unique_ptr<RE2::Set> compile(const std::vector<InferenceRule>& rules, RE2::Anchor anchor) {
  RE2::Options options = pattern_options();
  options.set_max_mem(16 << 20);
  auto set = std::make_unique<RE2::Set>(options, anchor);
  for (const InferenceRule& rule : rules) set->Add(rule.pattern, nullptr);
  set->Compile();
  return set;
}

void fill_in(std::string& text, const std::string& argument) {
  for (std::size_t at = 0; (at = text.find(kPlaceholder, at)) != std::string::npos; at += argument.size())
    text.replace(at, kPlaceholder.size(), argument);
}
void fill_in(Condition& condition, const std::string& argument) {
  for (Clause& clause : condition.all) fill_in(clause.path, argument);
}

// Appends a copy of each rule with the placeholder filled in.
template <class T, class F>
void append(std::vector<T>& to, const std::vector<T>& from, F fill) {
  for (T rule : from) {
    fill(rule);
    to.push_back(std::move(rule));
  }
}

}  // namespace

struct Inference::Patterns {
  std::unique_ptr<RE2::Set> families, arguments;
  std::once_flag compiled;
};

Inference::Inference(InferenceRules rules)
    : rules_(std::move(rules)), patterns_(std::make_unique<Patterns>()) {}
Inference::~Inference() = default;

const InferenceRule& Inference::family_of(std::string_view type) const {
  std::vector<int> matched;
  if (type.size() > kLongestName) return rules_.unknown;
  if (!patterns_->families->Match(re2::StringPiece(type.data(), type.size()), &matched))
    return rules_.unknown;
  return rules_.families[static_cast<std::size_t>(*std::min_element(matched.begin(), matched.end()))];
}

std::vector<Inference::Met> Inference::arguments_of(Value object) const {
  std::vector<Met> met;
  for (auto [name, value] : object.members()) {
    if (value.null_or_missing() || name.size() > kLongestName || met.size() >= kMostArguments) continue;
    std::vector<int> matched;
    if (!patterns_->arguments->Match(re2::StringPiece(name.data(), name.size()), &matched)) continue;
    for (const int rule : matched) met.push_back({static_cast<std::size_t>(rule), std::string(name)});
  }
  std::sort(met.begin(), met.end());
  return met;
}

TypeFacts Inference::combine(const InferenceRule& family, const std::vector<Met>& met) const {
  TypeFacts facts = family.facts;
  for (const Met& m : met) {
    const TypeFacts& more = rules_.arguments[m.rule].facts;
    const auto in_path = [&](auto& rule) { fill_in(rule.argument, m.argument); };
    const auto in_when = [&](auto& rule) { fill_in(rule.when, m.argument); };
    facts.holds = std::max(facts.holds, more.holds);
    facts.contents_unmanaged = facts.contents_unmanaged || more.contents_unmanaged;
    append(facts.guards, more.guards, in_when);
    append(facts.destroy_flags, more.destroy_flags, in_when);
    append(facts.one_way, more.one_way, in_path);
    append(facts.erodes, more.erodes, in_path);
    append(facts.secrets, more.secrets, in_path);
    append(facts.effects, more.effects, in_path);
  }
  facts.confidence = Confidence::Inferred;
  return facts;
}

Inference::Guess Inference::guess(std::string_view type, Value object) const {
  std::call_once(patterns_->compiled, [this] {
    patterns_->families = compile(rules_.families, RE2::UNANCHORED);
    patterns_->arguments = compile(rules_.arguments, RE2::ANCHOR_BOTH);
  });
  const InferenceRule& family = family_of(type);
  std::vector<Met> met = arguments_of(object);
  std::string why = family.why;
  for (const Met& m : met) why += "; it has `" + m.argument + "`: " + rules_.arguments[m.rule].why;

  const std::lock_guard lock(mutex_);
  if (guesses_.size() >= kMostGuesses) met.clear();
  std::unique_ptr<TypeFacts>& facts = guesses_[{&family, met}];
  if (!facts) facts = std::make_unique<TypeFacts>(combine(family, met));
  return {facts.get(), std::move(why)};
}

std::string snake_case(std::string_view camel) {
  std::string out;
  for (std::size_t i = 0; i < camel.size(); ++i) {
    const auto c = static_cast<unsigned char>(camel[i]);
    const bool starts_word =
        std::isupper(c) && i > 0 && !std::isupper(static_cast<unsigned char>(camel[i - 1]));
    if (starts_word) out += '_';
    out += static_cast<char>(std::tolower(c));
  }
  return out;
}

}  // namespace oneway
