// What names an object in the world: its import id, ids, resource identity and unique names.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "assess/moves/fingerprint.h"

namespace oneway::moves {

// Fills `identities` and `import_id` of the record from the facts' templates and name rules.
void identify(MatchRecord& record, Value values, Value unknown, Value sensitive, Value identity);

// A hash over all arguments of a unique name; nullopt if one of them is not known or empty, or if the name is
// generated.
// `parents_from` answers for parents of the name that are not known yet, when one object replaces another.
std::optional<std::uint64_t> name_hash(const NameRule& rule, Value values, Value unknown, Value parents_from = {});

// Names are unique only within a scope.
bool unique_name(const NameRule& rule);

}  // namespace oneway::moves
