// What makes facts milder, and how an overlay adds to what is known.
#pragma once
#include <string>
#include <vector>

#include "catalog/facts.h"

namespace oneway {

struct Loosening {
  std::string key;   // of the entry: "holds"
  std::string what;  // "it would hold less (none instead of customer)"
};

// Everything in `wanted` that would let a change look milder than `known` does.
std::vector<Loosening> loosenings(const TypeFacts& known, const TypeFacts& wanted);

// `wanted`, with nothing lost of the lists of `known` in which more is stricter.
TypeFacts stricter(const TypeFacts& known, TypeFacts wanted);

}  // namespace oneway
