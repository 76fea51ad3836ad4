// Expressions as `configuration` writes them: {"constant_value": any}, {"references": [...]}, {}, and nested
// blocks as objects or arrays of the same.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/value.h"

namespace oneway {

// An expression rather than a nested block: it has only the keys that an expression can have, and at least
// one.
bool is_expression(Value v);
// Members sorted by key, or elements as they stand, so that the key order of a document never shows.
std::vector<std::pair<std::string_view, Value>> in_key_order(Value v);
// Appends the references of every expression below `v`, as written, members in key order. Constants are not
// entered. Bounded stack.
void collect_references(Value v, std::vector<std::string>& into);
// The elements of an array of strings; anything else gives none.
void append_strings(Value array, std::vector<std::string>& into);

}  // namespace oneway
