#include "policy/policy.h"

namespace oneway {

// Backtracks to the last star only, so a hostile glob costs O(text * glob) at worst.
bool glob_matches(std::string_view glob, std::string_view text) {
  std::size_t g = 0, t = 0, star = std::string_view::npos, resume = 0;
  bool crosses = false;
  while (t < text.size()) {
    if (g < glob.size() && glob[g] == '*') {
      crosses = g + 1 < glob.size() && glob[g + 1] == '*';
      g += crosses ? 2 : 1;
      star = g;
      resume = t;
    } else if (g < glob.size() && (glob[g] == '?' || glob[g] == text[t])) {
      ++g;
      ++t;
    } else if (star != std::string_view::npos && (crosses || text[resume] != '.')) {
      g = star;
      t = ++resume;
    } else {
      return false;
    }
  }
  while (g < glob.size() && glob[g] == '*') ++g;
  return g == glob.size();
}

}  // namespace oneway
