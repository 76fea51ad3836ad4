// Evidence for an effect, with nothing secret in it.
//
// A value is shown only if it is a short scalar that neither the plan's masks, nor its argument's name, nor
// its own shape call secret. Otherwise a fingerprint stands in, so that equality can still be seen. A
// fingerprint is keyed by a random number of the run's input, so that it cannot be looked up in a table of
// common passwords.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "model/assessment.h"
#include "model/change.h"
#include "model/secret.h"

namespace oneway {

// Is the attribute at `path` under a `true` of the mask?
bool masked(Value mask, std::string_view path);

// One argument of one change, before and after. Values only the after side has are "" on the other.
Evidence evidence(const Change& c, std::string_view path);
// A statement about where a fact was seen, without values ("action_reason", "replace_by_request").
Evidence statement(std::string path, std::string_view text);

// JSON text for a scalar that may be shown, or a stand-in; sets `hidden` when it is one.
std::string shown(Value v, std::string_view path, bool is_masked, bool& hidden);

}  // namespace oneway
