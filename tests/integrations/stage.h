// A place where the commands of an integration run: a repository with a base branch, a branch that is to be
// merged, an origin to fetch from, and programs that stand in for those of the service (gh, curl, terraform).
#pragma once
#include <map>
#include <string>

#include "support/process.h"

namespace oneway::integrations {

std::string source_file(const std::string& path);

// Every scalar of a YAML file by its path, such as "runs.steps.1.run".
class Yaml {
 public:
  explicit Yaml(const std::string& file);  // relative to the source tree
  const std::string& at(const std::string& path) const;
  const std::map<std::string, std::string>& all() const { return scalars_; }

 private:
  std::map<std::string, std::string> scalars_;
};

class Stage {
 public:
  // `policy` is the base's .oneway.yaml ("" = none), `rules` its facts/ours.yaml, `plan` a fixture of
  // fixtures/plans.
  Stage(const std::string& policy, const std::string& plan, const std::string& rules = "");

  // The policy that the branch itself brings.
  void branch_policy(const std::string& text);
  // A program on PATH; `script` is the text behind its `#!/bin/sh`.
  void program(const std::string& name, const std::string& script);

  test::Outcome run(const std::string& script, std::map<std::string, std::string> environment,
                    const std::string& shell = "bash --noprofile --norc -eo pipefail");

  std::string base() const { return base_; }
  std::filesystem::path repository() const { return folder_.path() / "repository"; }
  std::filesystem::path temporary() const { return folder_.path() / "temporary"; }
  bool has(const std::string& file) const { return std::filesystem::exists(temporary() / file); }
  std::string text(const std::string& file) const { return test::read_file(temporary() / file); }

 private:
  std::string git(const std::string& arguments);

  test::TemporaryFolder folder_;
  std::string base_;
};

inline constexpr char kLost[] = "rds-replaced-without-snapshot", kGrows[] = "ebs-volume-grows",
                      kHarmless[] = "engine/create";

}  // namespace oneway::integrations
