#include "support/line_diff.h"

#include <algorithm>
#include <vector>

namespace oneway::test {
namespace {

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

struct Line {
  char mark;
  std::string_view text;
};

// The longest common subsequence, by the table: texts here have some hundred lines.
std::vector<Line> align(const std::vector<std::string_view>& a, const std::vector<std::string_view>& b) {
  std::vector<std::vector<int>> common(a.size() + 1, std::vector<int>(b.size() + 1, 0));
  for (std::size_t i = a.size(); i-- > 0;)
    for (std::size_t j = b.size(); j-- > 0;)
      common[i][j] = a[i] == b[j] ? common[i + 1][j + 1] + 1 : std::max(common[i + 1][j], common[i][j + 1]);
  std::vector<Line> result;
  std::size_t i = 0, j = 0;
  while (i < a.size() || j < b.size()) {
    if (i < a.size() && j < b.size() && a[i] == b[j]) {
      result.push_back({' ', a[i++]});
      ++j;
    } else if (j == b.size() || (i < a.size() && common[i + 1][j] >= common[i][j + 1])) {
      result.push_back({'-', a[i++]});
    } else {
      result.push_back({'+', b[j++]});
    }
  }
  return result;
}

}  // namespace

std::string line_diff(std::string_view expected, std::string_view actual) {
  if (expected == actual) return {};
  const auto lines = align(lines_of(expected), lines_of(actual));
  constexpr std::size_t kContext = 3;
  std::vector<bool> shown(lines.size(), false);
  for (std::size_t i = 0; i < lines.size(); ++i)
    if (lines[i].mark != ' ')
      std::fill(shown.begin() + static_cast<std::ptrdiff_t>(i - std::min(i, kContext)),
                shown.begin() + static_cast<std::ptrdiff_t>(std::min(i + kContext + 1, lines.size())), true);
  std::string text = "--- expected\n+++ actual\n";
  bool gap = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (shown[i]) text.append(1, lines[i].mark).append(lines[i].text).append("\n");
    if (!shown[i] && !gap) text += "...\n";
    gap = !shown[i];
  }
  if (std::none_of(lines.begin(), lines.end(), [](const Line& l) { return l.mark != ' '; }))
    text += "(only the last line's newline differs)\n";
  return text;
}

}  // namespace oneway::test
