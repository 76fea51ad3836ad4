#include "e2e/proof.h"

namespace oneway::test {

using nlohmann::json;

std::string joined(const json& actions) {
  std::string words;
  for (const json& word : actions) words += (words.empty() ? "" : "+") + word.get<std::string>();
  return words;
}

std::map<std::string, std::string> actions_of(const std::string& plan) {
  std::map<std::string, std::string> all;
  const json document = json::parse(plan);
  for (const json& change : document.value("resource_changes", json::array())) {
    std::string words = joined(change["change"]["actions"]);
    if (change["mode"] == "managed" && words != "no-op") all[change["address"]] = words;
  }
  return all;
}

std::map<std::string, int> count_of(const std::map<std::string, std::string>& actions) {
  std::map<std::string, int> count;
  for (const auto& [address, words] : actions) ++count[words];
  return count;
}

std::string in_words(const std::map<std::string, std::string>& actions) {
  std::string all;
  for (const auto& [address, words] : actions) all += (all.empty() ? "" : ", ") + address + " " + words;
  return all.empty() ? "nothing" : all;
}

json ask_oneway(Workspace& work, std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "oneway");
  const Outcome answer = work.run(arguments);
  Complaints::stop_unless(
      answer.exit == 0 || answer.exit == 1,
      "oneway " + arguments[1] + " exits with " + std::to_string(answer.exit) + ": " + answer.err);
  return json::parse(answer.out);
}

}  // namespace oneway::test
