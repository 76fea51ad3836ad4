// A hash of what a value says rather than how it is written: lists compare as sets, JSON and YAML text by
// content, text without regard to line ends and trailing blanks, numbers exactly.
#pragma once
#include <cstdint>
#include <string_view>

#include "model/value.h"

namespace oneway::moves {

std::uint64_t meaning_hash(Value v);
// The same for the text of a string value.
std::uint64_t text_meaning_hash(std::string_view text);

}  // namespace oneway::moves
