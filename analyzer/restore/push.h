// May the candidate be pushed at all: lineage, serial, engine and provider versions, size.
#pragma once
#include "model/restoration.h"
#include "restore/state_side.h"

namespace oneway {

// Fills lineage, serial_to_set and findings. True if nothing speaks against the candidate as such: what is
// wrong with it can be repaired.
bool judge_push(const StateSide& candidate, const StateSide& current, Restoration& out);

// A findings helper for this room.
void add_finding(Restoration& out, std::string code, Severity severity, std::string message,
                 std::vector<std::string> addresses = {});
// Decimal text of any length plus one.
std::string plus_one(std::string digits);

}  // namespace oneway
