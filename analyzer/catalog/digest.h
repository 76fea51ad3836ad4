// SHA-256, for telling one set of rules from another.
#pragma once
#include <string>
#include <string_view>

namespace oneway {

std::string sha256_hex(std::string_view bytes);

}  // namespace oneway
