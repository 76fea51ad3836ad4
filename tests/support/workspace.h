// The real engine in a folder of its own, which is kept when something went wrong.
#pragma once
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "support/process.h"

namespace oneway::test {

// "terraform" or "tofu": what ONEWAY_ENGINE says, else the first that is on PATH; "" if there is none.
const std::string& engine();
// "terraform 1.11.4, tofu left out: it is not on PATH", for the tallies.
std::string engines_in_words();
#define ONEWAY_NEEDS_ENGINE() \
  if (oneway::test::engine().empty()) GTEST_SKIP() << "neither terraform nor tofu is on PATH"

using Files = std::map<std::string, std::string>;  // path -> text

class Workspace {
 public:
  Workspace();
  // Removes the folder, or keeps it and says where: after keep(), or when the running test has failed.
  virtual ~Workspace();
  Workspace(const Workspace&) = delete;
  Workspace& operator=(const Workspace&) = delete;

  // These .tf files take the place of all that are there. Modules are initialised, for which no network is
  // needed.
  void configure(const Files& files);
  // Only a root module.
  void write(const std::string& body) { configure({{"main.tf", body}}); }
  // Any file beside the configuration.
  void add(const std::string& name, const std::string& text);

  // Plans into plan.tfplan, and into plan.json what `show -json` makes of it.
  Outcome plan(const std::vector<std::string>& options = {});
  const std::string& plan_text() const { return plan_text_; }  // "" if planning failed
  Outcome apply();                                             // of plan.tfplan
  // Plan and apply; false, with the reason in `last`, when either fails.
  bool converge();
  bool converge(const std::string& body);

  Outcome engine(std::vector<std::string> arguments);
  Outcome run(const std::vector<std::string>& command);
  Outcome shell(const std::string& command);  // logged
  std::string pull() { return engine({"state", "pull"}).out; }

  const std::filesystem::path& folder() const { return folder_; }
  std::filesystem::path plan_file() const { return folder_ / "plan.json"; }
  const Outcome& last() const { return last_; }  // of plan, apply, shell and init
  void keep() { keep_ = true; }

 protected:
  virtual Environment environment() const;
  // What stands before the root module's own text.
  virtual std::string head_of(const std::string& main) const;
  void settle(const Outcome& outcome, const std::string& what);

 private:
  std::filesystem::path folder_;
  std::string plan_text_;
  Outcome last_;
  int steps_ = 0;
  bool keep_ = false;
};

}  // namespace oneway::test
