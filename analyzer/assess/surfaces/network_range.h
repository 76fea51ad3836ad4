// Address ranges and port ranges as text: does one hold the other?
#pragma once
#include <string_view>

namespace oneway {

// "10.0.0.0/8" covers "10.1.0.0/16"; IPv6 too. Texts that are no ranges (the id of a group) cover only
// themselves.
bool network_covers(std::string_view wide, std::string_view narrow);
// "80-90" covers "85".
bool ports_cover(std::string_view wide, std::string_view narrow);
bool ports_meet(std::string_view a, std::string_view b);

}  // namespace oneway
