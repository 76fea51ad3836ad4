// Facts for types that nobody described, from their names and the arguments they have. Always `inferred`, and
// never milder than the evidence: what may hold data is said to.
#pragma once
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/inference_rules.h"
#include "model/change.h"

namespace oneway {

class Inference {
 public:
  explicit Inference(InferenceRules rules);
  ~Inference();

  struct Guess {
    const TypeFacts* facts;  // lives as long as the Inference; names no type
    std::string why;
  };
  // `object`: the side whose arguments are looked at; Missing = only the name counts. Safe from several
  // threads.
  Guess guess(std::string_view type, Value object) const;

  const InferenceRules& rules() const { return rules_; }

 private:
  struct Patterns;
  struct Met {
    std::size_t rule;
    std::string argument;
    bool operator<(const Met& o) const { return std::tie(rule, argument) < std::tie(o.rule, o.argument); }
  };
  const InferenceRule& family_of(std::string_view type) const;
  std::vector<Met> arguments_of(Value object) const;
  TypeFacts combine(const InferenceRule& family, const std::vector<Met>& met) const;

  InferenceRules rules_;
  std::unique_ptr<Patterns> patterns_;
  mutable std::mutex mutex_;
  mutable std::map<std::pair<const InferenceRule*, std::vector<Met>>, std::unique_ptr<TypeFacts>> guesses_;
};

// What the compiled rules infer; read on first use.
const Inference& builtin_inference();

// "ClusterRoleBinding" -> "cluster_role_binding", so that one set of patterns serves kinds and types.
std::string snake_case(std::string_view camel);

}  // namespace oneway
