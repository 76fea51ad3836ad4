// A folder with a configuration in which the real engine runs. terraform_data needs no network and no init.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "support/spawn.h"

namespace oneway::testing_support {

inline bool terraform_available() {
  return on_path("terraform");
}
// For GTEST_SKIP.
inline constexpr char kNoTerraform[] = "terraform is not on PATH: nothing to compare with";

using Files = std::map<std::string, std::string>;  // path -> text

class Workspace {
 public:
  Workspace() {
    setenv("CHECKPOINT_DISABLE", "1", 1);
    setenv("TF_IN_AUTOMATION", "1", 1);
    setenv("TF_CLI_CONFIG_FILE", "/dev/null", 1);
    fs::create_directories(folder());
  }

  fs::path folder() const { return root_.path() / "stack"; }
  fs::path scratch() const { return root_.path(); }

  // Replaces all .tf files (state and .terraform stay).
  void configure(const Files& files) {
    std::vector<fs::path> old;
    for (const auto& entry : fs::recursive_directory_iterator(folder()))
      if (entry.path().extension() == ".tf") old.push_back(entry.path());
    for (const fs::path& path : old) fs::remove(path);
    bool modules = false;
    for (const auto& [path, text] : files) {
      write_file(folder() / path, text);
      modules = modules || text.find("module \"") != std::string::npos;
    }
    if (modules) must({"terraform", "init", "-input=false", "-no-color"});
  }
  void add(const std::string& path, const std::string& text) { write_file(folder() / path, text); }

  Outcome command(std::vector<std::string> words) { return run(std::move(words), folder(), scratch()); }

  void apply() {
    must({"terraform", "apply", "-auto-approve", "-input=false", "-no-color", "-compact-warnings"});
  }
  // The plan as JSON; "" if planning failed (`error` says why).
  std::string plan() {
    const Outcome planned = command({"terraform", "plan", "-input=false", "-no-color", "-out=plan.tfplan"});
    if (planned.code != 0) {
      error = planned.out + planned.err;
      return {};
    }
    warnings = planned.out;
    return command({"terraform", "show", "-json", "plan.tfplan"}).out;
  }

  std::string error;     // of the first command that failed
  std::string warnings;  // what the last plan printed

 private:
  void must(std::vector<std::string> words) {
    const Outcome outcome = command(words);
    if (outcome.code != 0 && error.empty()) error = words[1] + ": " + outcome.out + outcome.err;
  }

  TemporaryFolder root_;
};

}  // namespace oneway::testing_support
