// When a way back opens and closes, computed from the facts and the arguments of a change.
#pragma once
#include <optional>
#include <string>

#include "assess/change/effects.h"

namespace oneway {

// A window that lasts as long as `period` says for the values of `side`; nullopt where that cannot be known.
std::optional<Window> lasting(const Case& c, const Period& period, Value side, std::string what);
// A window that an event closes: "until the first write".
Window until(std::string event, std::string what, std::string why);
// Adds a window; of two for the same thing the shorter one stays.
void open_window(AssessedChange& change, Window window);

// Windows that the facts state beside their recoveries; asks for the effects, so it comes last.
void judge_windows(const Case& c);
// Shortest first, and the one that rules.
void settle_windows(AssessedChange& change);

}  // namespace oneway
