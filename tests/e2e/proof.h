// What the proofs with the real engine share: JSON answers of oneway, the actions of a plan, and complaints.
#pragma once
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "support/workspace.h"

namespace oneway::test {

class Complaints {
 public:
  void unless(bool fine, const std::string& text) {
    if (!fine) all_.push_back(text);
  }
  // For what makes the rest pointless.
  static void stop_unless(bool fine, const std::string& text) {
    if (!fine) throw std::runtime_error(text);
  }
  std::vector<std::string> take() { return std::move(all_); }

 private:
  std::vector<std::string> all_;
};

// "delete+create" by address, without what stays as it is.
std::map<std::string, std::string> actions_of(const std::string& plan);
// How often each of them comes: {{"update", 2}}.
std::map<std::string, int> count_of(const std::map<std::string, std::string>& actions);
std::string in_words(const std::map<std::string, std::string>& actions);
std::string joined(const nlohmann::json& actions);
// Runs oneway in the workspace and parses what it says. Throws what it says otherwise.
nlohmann::json ask_oneway(Workspace& work, std::vector<std::string> arguments);

}  // namespace oneway::test
