// Reads one entry of `types:` into TypeFacts, strictly: every key, word, condition and period is checked
// where it stands.
#pragma once
#include "catalog/facts.h"
#include "catalog/yaml/fields.h"

namespace oneway::yaml {

// Reads `entry` on top of what `facts` already says (a copied `like:` type, or nothing). Keys that are given
// replace. A key list of `facts` that is not given stays as it is.
void read_facts(Fields& entry, TypeFacts& facts);

// `when:` of a rule: a map from argument path to a value or a comparison.
Condition read_condition(const Source& source, const Node& node);
// `for:` of a rule: "30 d", "7-90 d", or {argument, unit, default}.
Period read_period(const Source& source, const Node& node);

}  // namespace oneway::yaml
