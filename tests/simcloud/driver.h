// Runs the real engine against a simulated cloud, in a folder of its own that is kept when the test fails.
//
//   Scenario s({"aws"});
//   s.write(R"(resource "aws_sqs_queue" "q" { name = "jobs" })");
//   s.plan();                       // plan and its JSON
//   s.apply();                      // applies that plan
//   s.world().find("aws_sqs_queue", {{"name", "jobs"}});
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "service.h"
#include "support/workspace.h"

namespace simcloud {

using Run = oneway::test::Outcome;

// What the engine holds to be one object: its address (and " deposed"), and what the cloud has for it.
struct Managed {
  std::string address, type;
  json values;      // as the state has them
  json object;      // the world's object, null if the world has none
  std::string key;  // its place in the world, "" if the world has none
};

// The providers described in tests/simcloud/types, loaded once.
std::shared_ptr<const ProviderDescription> description(const std::string& provider);
std::vector<std::shared_ptr<const ProviderDescription>> all_descriptions();

class Scenario : public oneway::test::Workspace {
 public:
  // `providers`: file names of tests/simcloud/types without ".yaml".
  explicit Scenario(const std::vector<std::string>& providers);
  // What is kept has the world too.
  ~Scenario() override;

  json plan_json() const;
  // Applies, and kills the engine with SIGKILL while the operation of the next fault with "pause" rests.
  Run apply_killed_in_pause();
  json state();  // `show -json` of the state
  std::vector<Managed> managed();
  World& world() { return world_; }
  // Puts something into every object that can hold it: what users would have stored by now.
  void write_contents();

 protected:
  oneway::test::Environment environment() const override;
  // The terraform block, and provider blocks for those that must have one and are not configured.
  std::string head_of(const std::string& main) const override;

 private:
  std::vector<std::shared_ptr<const ProviderDescription>> descriptions_;
  World world_;
  std::unique_ptr<Server> server_;
};

}  // namespace simcloud
