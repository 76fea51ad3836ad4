// How facts are guessed for a type that nobody described: data of rules/inference.yaml.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "catalog/facts.h"

namespace oneway {

// What a name or an argument suggests. In `facts` the text "{argument}" stands for the argument that was met.
struct InferenceRule {
  std::string
      pattern;  // RE2: on the type's name (a family), or on the name of an argument that the object has
  std::string why;
  TypeFacts facts;
};

// Types of one prefix that describe the objects of another provider's types.
struct PrefixRule {
  std::string prefix;      // of the unknown type
  std::string to;          // a delegate word
  std::string name_space;  // stands before the rest of the name in the names of `to`
  // Used by the rule compiler alone: the prefix of the types that describe the same objects, and those whose
  // names differ.
  std::string sibling;
  std::vector<std::pair<std::string, std::string>> renamed;
};

struct InferenceRules {
  std::vector<InferenceRule> families;  // the first whose pattern matches speaks
  std::vector<InferenceRule>
      arguments;  // every one that matches adds what it knows and may only make it stricter
  std::vector<PrefixRule> prefixes;
  InferenceRule unknown;  // when no family matches
};

}  // namespace oneway
