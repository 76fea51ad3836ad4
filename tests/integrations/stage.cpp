#include "integrations/stage.h"

#include <yaml-cpp/yaml.h>

#include <stdexcept>

namespace oneway::integrations {
namespace {

namespace fs = std::filesystem;

void flatten(const YAML::Node& node, const std::string& path, std::map<std::string, std::string>& into) {
  const auto below = [&](const std::string& key) { return path.empty() ? key : path + "." + key; };
  if (node.IsMap())
    for (const auto& entry : node) flatten(entry.second, below(entry.first.Scalar()), into);
  else if (node.IsSequence())
    for (std::size_t i = 0; i < node.size(); ++i) flatten(node[i], below(std::to_string(i)), into);
  else if (node.IsScalar())
    into[path] = node.Scalar();
}

}  // namespace

std::string source_file(const std::string& path) {
  return test::read_file(fs::path(ONEWAY_SOURCE_DIR) / path);
}

Yaml::Yaml(const std::string& file) {
  flatten(YAML::Load(source_file(file)), "", scalars_);
}

const std::string& Yaml::at(const std::string& path) const {
  const auto it = scalars_.find(path);
  if (it == scalars_.end()) throw std::runtime_error("no " + path);
  return it->second;
}

Stage::Stage(const std::string& policy, const std::string& plan, const std::string& rules) {
  for (const char* name : {"origin", "repository", "temporary", "bin"})
    fs::create_directory(folder_.path() / name);
  git("init -q -b main");
  git("config user.email ana@example.org");
  git("config user.name ana");
  if (!policy.empty()) test::write_file(repository() / ".oneway.yaml", policy);
  if (!rules.empty()) {
    fs::create_directory(repository() / "facts");
    test::write_file(repository() / "facts/ours.yaml", rules);
  }
  test::write_file(repository() / "main.tf", "# a configuration\n");
  git("add -A");
  git("commit -q -m base");
  base_ = git("rev-parse HEAD");
  git("clone -q --bare . ../origin/repository.git");
  git("remote add origin ../origin/repository.git");
  git("checkout -q -b branch");
  fs::copy_file(fs::path(ONEWAY_SOURCE_DIR) / "fixtures/plans" / plan / "plan.json",
                repository() / "plan.json");
}

void Stage::branch_policy(const std::string& text) {
  test::write_file(repository() / ".oneway.yaml", text);
  git("commit -q -a -m policy");
}

void Stage::program(const std::string& name, const std::string& script) {
  const fs::path file = folder_.path() / "bin" / name;
  test::write_file(file, "#!/bin/sh\n" + script);
  fs::permissions(file, fs::perms::owner_all);
}

test::Outcome Stage::run(const std::string& script, std::map<std::string, std::string> environment,
                         const std::string& shell) {
  const fs::path file = folder_.path() / "script";
  test::write_file(file, script);
  const char* path = std::getenv("PATH");
  environment["PATH"] = (folder_.path() / "bin").string() + ":" +
                        fs::path(ONEWAY_BINARY).parent_path().string() + ":" + (path ? path : "");
  return test::run(shell + " " + file.string(), repository(), environment);
}

std::string Stage::git(const std::string& arguments) {
  const test::Outcome outcome =
      test::run("git -c init.defaultBranch=main " + arguments, repository(),
                {{"GIT_CONFIG_GLOBAL", "/dev/null"}, {"GIT_CONFIG_SYSTEM", "/dev/null"}});
  if (outcome.exit != 0) throw std::runtime_error("git " + arguments + ": " + outcome.err);
  return outcome.out.substr(0, outcome.out.find('\n'));
}

}  // namespace oneway::integrations
