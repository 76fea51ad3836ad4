// Runs the real engine against a simulated cloud, in a folder of its own that is kept when the test fails.
//
//   Scenario s({"aws"});
//   s.write(R"(resource "aws_sqs_queue" "q" { name = "jobs" })");
//   s.plan();                       // plan and its JSON
//   s.apply();                      // applies that plan
//   s.world().find("aws_sqs_queue", {{"name", "jobs"}});
#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "service.h"

namespace simcloud {

struct Run {
  int exit = -1;  // 128 + signal when it was killed
  std::string out, err;
  bool ok() const { return exit == 0; }
};

// What terraform holds to be one object: its address, and what the cloud has for it.
struct Managed {
  std::string address, type;
  json values;  // as the state has them
  json object;  // the world's object, null if the world has none
};

// True where terraform is on PATH; tests skip otherwise.
bool engine_found();
// The providers described in tests/simcloud/types, loaded once.
std::shared_ptr<const ProviderDescription> description(const std::string& provider);
std::vector<std::shared_ptr<const ProviderDescription>> all_descriptions();

class Scenario {
 public:
  // `providers`: file names of tests/simcloud/types without ".yaml".
  explicit Scenario(std::vector<std::string> providers);
  // Removes the folder, or keeps it and says where when the running test has failed.
  ~Scenario();

  // The root module; the terraform block is put before it, and provider blocks for those that it does not
  // configure.
  void write(const std::string& body);
  void write_file(const std::string& name, const std::string& text);

  Run plan(std::vector<std::string> options = {});
  const json& plan_json() const { return plan_json_; }
  std::filesystem::path plan_file() const { return folder_ / "plan.json"; }
  Run apply();
  // plan and apply; false (with the reason in `last`) when either fails.
  bool converge(const std::string& body);
  // Applies, and kills the engine with SIGKILL while the operation of the next fault with "pause" rests.
  Run apply_killed_in_pause();
  json state();  // `show -json` of the state
  Run engine(std::vector<std::string> arguments);
  // Any program, in the scenario's folder, with its environment.
  Run run(std::vector<std::string> command);

  std::vector<Managed> managed();
  World& world() { return world_; }
  const std::filesystem::path& folder() const { return folder_; }
  const Run& last() const { return last_; }
  void keep() { keep_ = true; }

 private:
  std::vector<std::string> environment() const;
  void settle(const Run& run, const std::string& what);

  std::vector<std::shared_ptr<const ProviderDescription>> descriptions_;
  World world_;
  std::unique_ptr<Server> server_;
  std::filesystem::path folder_;
  json plan_json_;
  Run last_;
  int steps_ = 0;
  bool keep_ = false;
};

}  // namespace simcloud
