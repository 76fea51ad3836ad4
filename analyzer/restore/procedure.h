// The ordered steps that make the restore safe, with exact commands.
#pragma once
#include "model/restoration.h"
#include "restore/state_side.h"

namespace oneway {

void write_procedure(const StateSide& candidate, const StateSide& current, const std::string& engine,
                     Restoration& out);

}  // namespace oneway
