// What a declaration says, as the reports show it.
#pragma once
#include "declaration/declaration.h"

namespace oneway {

Declared summary_of(const Declaration& declaration, bool holds);

}  // namespace oneway
