// The names of arguments and attributes that a verified type really has, so that a fact about a misspelt one
// does not compile. One file a provider, rules/arguments/*.txt:
//
//   TYPE: name block{name other} name
//
// A line that starts with a space continues the one before, `#` starts a comment line.
#pragma once
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/facts.h"
#include "catalog/yaml/diagnostics.h"

namespace oneway::yaml {

class KnownNames {
 public:
  // Takes the lines of one file; faults go to `out`.
  void add(std::string_view text, const std::string& file, Diagnostics& out);

  struct Stranger {
    std::string path;
    std::string message;  // with the nearest name
  };
  // The paths that `facts` names and that its type does not have. Empty for a type that no file lists.
  std::vector<Stranger> strangers(const TypeFacts& facts) const;

 private:
  std::map<std::string, std::set<std::string>, std::less<>> paths_;
};

}  // namespace oneway::yaml
