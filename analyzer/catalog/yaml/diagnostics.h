// Faults found in rule files, as a compiler prints them: file:line:column: message. All of them, not only the
// first.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace oneway {

struct Diagnostic {
  std::string file;
  int line = 0, column = 0;  // from 1; 0 = the file as a whole
  std::string message;
  bool warning = false;  // worth a look, breaks nothing

  std::string to_string() const;
};

class Diagnostics {
 public:
  void error(Diagnostic d) { list_.push_back(std::move(d)); }
  void warn(Diagnostic d);

  bool has_errors() const;
  const std::vector<Diagnostic>& list() const { return list_; }
  // One line each, in the order of files and lines.
  std::string to_string() const;

 private:
  std::vector<Diagnostic> list_;
};

// The candidate that `word` most likely was meant to be, or "" if none is near.
std::string nearest(std::string_view word, const std::vector<std::string_view>& candidates);
// " (did you mean `x`?)" or "".
std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& candidates);

}  // namespace oneway
