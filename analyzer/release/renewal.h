// Which arguments stop being known because what they refer to is made anew by the upgrade.
//
// Answers from the configuration of the new version. Locals are not in a plan, so what goes through one is
// not seen.
#pragma once
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "model/plan.h"

namespace oneway {

class ConfigReferences {
 public:
  void resource(const ConfigResource& r);
  void module_call(const ConfigModuleCall& m);
  void output(const ConfigOutput& o);

  // A resource by its static address, and the attribute that is read of it ("" = all of them).
  using Source = std::pair<std::string, std::string>;
  // What `argument` of the resource refers to, through variables and outputs.
  const std::set<Source>& sources(const std::string& static_address, const std::string& argument);
  // The arguments that refer to anything.
  std::vector<std::string> arguments(const std::string& static_address) const;

 private:
  // "module.a.aws_vpc.b|arg", "module.a.var.x", "module.a.output.y" -> module prefix and references
  struct Node {
    std::string module;
    std::vector<std::string> references;
  };
  void follow(const Node& start, std::set<Source>& into) const;

  std::map<std::string, Node> nodes_;
  std::map<std::string, std::set<Source>> answers_;
};

}  // namespace oneway
