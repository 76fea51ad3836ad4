#include "support/workspace.h"

#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iostream>

namespace oneway::test {
namespace fs = std::filesystem;

namespace {

std::string version_of(const std::string& program) {
  const Outcome said = run(program + " version", fs::temp_directory_path(), {{"CHECKPOINT_DISABLE", "1"}});
  return program + said.out.substr(0, said.out.find('\n')).substr(said.out.find(' '));
}

}  // namespace

const std::string& engine() {
  static const std::string found = [] {
    if (const char* wanted = std::getenv("ONEWAY_ENGINE")) return std::string(on_path(wanted) ? wanted : "");
    for (const char* program : {"terraform", "tofu"})
      if (on_path(program)) return std::string(program);
    return std::string();
  }();
  return found;
}

std::string engines_in_words() {
  std::string words = version_of(engine());
  for (const char* program : {"terraform", "tofu"})
    if (!on_path(program)) words += std::string(", ") + program + " left out: it is not on PATH";
  return words;
}

Workspace::Workspace() {
  std::string pattern = (fs::temp_directory_path() / "oneway-scenario-XXXXXX").string();
  if (!::mkdtemp(pattern.data())) throw std::runtime_error("no temporary folder");
  folder_ = pattern;
}

Workspace::~Workspace() {
  const auto* test = testing::UnitTest::GetInstance()->current_test_info();
  const bool failed = std::uncaught_exceptions() > 0 || (test && test->result()->Failed());
  std::error_code ignored;
  if (failed || keep_)
    std::cerr << "kept: " << folder_.string() << "\n";
  else
    fs::remove_all(folder_, ignored);
}

void Workspace::configure(const Files& files) {
  std::vector<fs::path> old;
  for (const auto& entry : fs::recursive_directory_iterator(folder_))
    if (entry.path().extension() == ".tf") old.push_back(entry.path());
  for (const fs::path& path : old) fs::remove(path);
  bool modules = false;
  for (const auto& [name, text] : files) {
    add(name, name == "main.tf" ? head_of(text) + text + "\n" : text);
    modules = modules || text.find("module \"") != std::string::npos;
  }
  if (!modules) return;
  const Outcome initialised = engine({"init", "-input=false", "-no-color"});
  if (!initialised.ok()) settle(initialised, "init");
}

void Workspace::add(const std::string& name, const std::string& text) {
  write_file(folder_ / name, text);
}

Outcome Workspace::plan(const std::vector<std::string>& options) {
  std::vector<std::string> command{"plan", "-no-color", "-input=false", "-out=plan.tfplan"};
  command.insert(command.end(), options.begin(), options.end());
  plan_text_.clear();
  const Outcome planned = engine(command);
  settle(planned, "plan");
  const bool with_changes = planned.exit == 2;  // what -detailed-exitcode says
  if (!planned.ok() && !with_changes) return planned;
  const Outcome shown = engine({"show", "-json", "plan.tfplan"});
  if (!shown.ok()) {
    settle(shown, "show");
    return shown;
  }
  plan_text_ = shown.out;
  add("plan.json", shown.out);
  add(std::to_string(steps_) + "-plan.json", shown.out);
  return planned;
}

Outcome Workspace::apply() {
  const Outcome applied = engine({"apply", "-no-color", "-input=false", "plan.tfplan"});
  settle(applied, "apply");
  return applied;
}

bool Workspace::converge() {
  return plan().ok() && apply().ok();
}

bool Workspace::converge(const std::string& body) {
  write(body);
  return converge();
}

Outcome Workspace::engine(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), test::engine());
  return run(arguments);
}

Outcome Workspace::run(const std::vector<std::string>& command) {
  return Child(command, folder_, environment()).wait();
}

Outcome Workspace::shell(const std::string& command) {
  const Outcome outcome = run({"/bin/sh", "-c", command});
  settle(outcome, command);
  return outcome;
}

Environment Workspace::environment() const {
  return {{"TF_CLI_CONFIG_FILE", "/dev/null"}, {"CHECKPOINT_DISABLE", "1"}, {"TF_IN_AUTOMATION", "1"}};
}

std::string Workspace::head_of(const std::string&) const {
  return "";
}

// Every step with its output in log.txt, and the configuration as it was then.
void Workspace::settle(const Outcome& outcome, const std::string& what) {
  std::ofstream log(folder_ / "log.txt", std::ios::app);
  log << "== " << ++steps_ << " " << what << ": exit " << outcome.exit << "\n" << outcome.out << outcome.err;
  std::error_code ignored;
  fs::copy_file(folder_ / "main.tf", folder_ / (std::to_string(steps_) + "-main.tf.txt"),
                fs::copy_options::overwrite_existing, ignored);
  last_ = outcome;
}

}  // namespace oneway::test
