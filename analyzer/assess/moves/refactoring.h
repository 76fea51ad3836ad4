// What happened to whole modules and resources, learnt from the pairs that are beyond doubt: it breaks ties
// among the rest, and carries along objects that have nothing of their own to be recognised by.
#pragma once
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "assess/moves/fingerprint.h"

namespace oneway::moves {

// "module.a[0].module.b", "" for the root.
std::string path_text(const std::vector<ModuleStep>& modules, std::size_t steps);
// The address without its own instance key but with those of its modules.
std::string resource_text(const Address& a);
// Without any keys: how `configuration` knows it.
std::string static_path_text(const std::vector<ModuleStep>& modules, std::size_t steps);
// By module path, type, name; numbers by value.
bool address_less(const Address& a, const Address& b);

// The outermost modules that differ once the common inner path is taken away; {0, 0} if one of them is the
// root.
struct ModulePair {
  std::size_t from_steps = 0, to_steps = 0;
};
ModulePair changed_module(const Address& from, const Address& to);

class Refactoring {
 public:
  void learn(const MatchRecord& gone, const MatchRecord& fresh);
  // 0..20: how much the pair is in line with what was learnt.
  int support(const MatchRecord& gone, const MatchRecord& fresh) const;
  // Where an object at this address went if it went with the rest; best guess first.
  std::vector<std::string> expected(const MatchRecord& gone) const;

 private:
  std::unordered_map<std::string, std::unordered_map<std::string, int>> modules_, resources_;
};

}  // namespace oneway::moves
