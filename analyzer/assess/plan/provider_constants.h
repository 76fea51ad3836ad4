// The constant part of a provider's configuration, as plain values.
#pragma once
#include "model/value.h"

namespace oneway {

// {"features": [{"key_vault": [{"x": {"constant_value": false}}]}]} becomes {"features": [{"key_vault":
// [{"x": false}]}]}. What is no constant is left out.
Document constants_of(Value expressions);

}  // namespace oneway
