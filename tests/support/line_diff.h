// Shows how two texts differ, line by line, as `diff -u` would.
#pragma once
#include <string>
#include <string_view>

namespace oneway::test {

// "" when both are equal. Unchanged lines far from any change are left out.
std::string line_diff(std::string_view expected, std::string_view actual);

}  // namespace oneway::test
