// The style and the script of the HTML report. The page's policy allows nothing but these two texts, by their
// hash.
#pragma once
#include <string_view>

namespace oneway::report {

extern const std::string_view kPageStyle, kPageScript;
// SHA-256 of each, base64; a test recomputes them.
extern const std::string_view kPageStyleHash, kPageScriptHash;

}  // namespace oneway::report
