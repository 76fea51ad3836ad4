#include "driver.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <iostream>
#include <map>
#include <mutex>
#include <sstream>
#include <thread>

extern char** environ;

namespace simcloud {
namespace fs = std::filesystem;
namespace {

constexpr int kLongestRunSeconds = 60;

std::string read_all(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

// A child process with its output in files, so that no pipe can fill up.
class Child {
 public:
  Child(const std::vector<std::string>& command, const std::vector<std::string>& environment,
        const fs::path& folder)
      : out_(folder / "stdout.txt"), err_(folder / "stderr.txt") {
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addchdir_np(&actions, folder.c_str());
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 1, out_.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
    posix_spawn_file_actions_addopen(&actions, 2, err_.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
    auto pointers = [](const std::vector<std::string>& texts) {
      std::vector<char*> all;
      for (const std::string& t : texts) all.push_back(const_cast<char*>(t.c_str()));
      all.push_back(nullptr);
      return all;
    };
    auto argv = pointers(command), envp = pointers(environment);
    int error = posix_spawnp(&pid_, argv[0], &actions, nullptr, argv.data(), envp.data());
    posix_spawn_file_actions_destroy(&actions);
    if (error != 0) throw std::runtime_error(command[0] + " cannot be started");
  }

  void kill_now() { ::kill(pid_, SIGKILL); }

  Run wait() {
    auto end = std::chrono::steady_clock::now() + std::chrono::seconds(kLongestRunSeconds);
    int status = 0;
    while (::waitpid(pid_, &status, WNOHANG) == 0) {
      if (std::chrono::steady_clock::now() > end) kill_now();
      std::this_thread::sleep_for(std::chrono::milliseconds(3));
    }
    int exit = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return {exit, read_all(out_), read_all(err_)};
  }

 private:
  fs::path out_, err_;
  pid_t pid_ = 0;
};

// A dynamic value without its type, as `show -json` writes it.
const json& plain(const json& value) {
  return member(value, "type").is_null() ? value : member(value, "value");
}

fs::path types_folder() {
  return fs::path(ONEWAY_SOURCE_DIR) / "tests/simcloud/types";
}

}  // namespace

bool engine_found() {
  static const bool found = [] {
    const char* path = std::getenv("PATH");
    std::istringstream folders(path ? path : "");
    for (std::string folder; std::getline(folders, folder, ':');)
      if (::access((folder + "/terraform").c_str(), X_OK) == 0) return true;
    return false;
  }();
  return found;
}

std::shared_ptr<const ProviderDescription> description(const std::string& provider) {
  static std::map<std::string, std::shared_ptr<const ProviderDescription>> loaded;
  static std::mutex mutex;
  std::lock_guard lock(mutex);
  auto& d = loaded[provider];
  if (!d)
    d = std::make_shared<const ProviderDescription>(
        load_description((types_folder() / (provider + ".yaml")).string()));
  return d;
}

std::vector<std::shared_ptr<const ProviderDescription>> all_descriptions() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(types_folder()))
    names.push_back(entry.path().stem().string());
  std::sort(names.begin(), names.end());
  std::vector<std::shared_ptr<const ProviderDescription>> all;
  for (const std::string& name : names) all.push_back(description(name));
  return all;
}

Scenario::Scenario(std::vector<std::string> providers) {
  for (const std::string& p : providers) descriptions_.push_back(description(p));
  server_ = std::make_unique<Server>(world_, descriptions_);
  std::string pattern = (fs::temp_directory_path() / "simcloud-XXXXXX").string();
  if (!::mkdtemp(pattern.data())) throw std::runtime_error("no temporary folder");
  folder_ = pattern;
}

Scenario::~Scenario() {
  const auto* test = testing::UnitTest::GetInstance()->current_test_info();
  bool failed = std::uncaught_exceptions() > 0 || (test && test->result()->Failed());
  std::error_code ignored;
  if (!failed && !keep_) {
    fs::remove_all(folder_, ignored);
    return;
  }
  std::ofstream(folder_ / "world.json") << world_.snapshot().dump(1) << "\n";
  std::cerr << "kept: " << folder_.string() << "\n";
}

void Scenario::write(const std::string& body) {
  std::string text = "terraform {\n  required_providers {\n";
  std::string blocks;
  for (const auto& d : descriptions_) {
    std::string name = d->address.substr(d->address.rfind('/') + 1);
    std::string source = d->address.substr(d->address.find('/') + 1);
    text += "    " + name + " = { source = \"" + source + "\" }\n";
    if (body.find("provider \"" + name + "\"") == std::string::npos &&
        d->configuration.block.blocks.count("features"))
      blocks += "provider \"" + name + "\" {\n  features {}\n}\n";
  }
  write_file("main.tf", text + "  }\n}\n" + blocks + body + "\n");
}

void Scenario::write_file(const std::string& name, const std::string& text) {
  fs::create_directories((folder_ / name).parent_path());
  std::ofstream(folder_ / name) << text;
}

std::vector<std::string> Scenario::environment() const {
  std::vector<std::string> all;
  for (char** e = environ; *e; ++e)
    if (std::string_view(*e).rfind("TF_", 0) != 0) all.emplace_back(*e);
  all.push_back("TF_REATTACH_PROVIDERS=" + server_->reattach());
  for (const char* fixed : {"TF_CLI_CONFIG_FILE=/dev/null", "CHECKPOINT_DISABLE=1", "TF_IN_AUTOMATION=1"})
    all.emplace_back(fixed);
  return all;
}

Run Scenario::run(std::vector<std::string> command) {
  return Child(command, environment(), folder_).wait();
}

void Scenario::settle(const Run& run, const std::string& what) {
  std::ofstream log(folder_ / "log.txt", std::ios::app);
  log << "== " << ++steps_ << " " << what << ": exit " << run.exit << "\n" << run.out << run.err;
  fs::copy_file(folder_ / "main.tf", folder_ / (std::to_string(steps_) + "-" + what + ".tf.txt"),
                fs::copy_options::overwrite_existing);
  last_ = run;
}

Run Scenario::engine(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "terraform");
  return run(arguments);
}

Run Scenario::plan(std::vector<std::string> options) {
  std::vector<std::string> command{"plan", "-no-color", "-input=false", "-out=plan.tfplan"};
  command.insert(command.end(), options.begin(), options.end());
  plan_json_ = nullptr;
  Run planned = engine(command);
  settle(planned, "plan");
  bool with_changes = planned.exit == 2;  // what -detailed-exitcode says
  if (!planned.ok() && !with_changes) return planned;
  Run shown = engine({"show", "-json", "plan.tfplan"});
  if (!shown.ok())
    settle(shown, "show");
  else {
    write_file("plan.json", shown.out);
    write_file(std::to_string(steps_) + "-plan.json", shown.out);
    plan_json_ = parse_json(shown.out);
  }
  return planned;
}

Run Scenario::apply() {
  Run applied = engine({"apply", "-no-color", "-input=false", "plan.tfplan"});
  settle(applied, "apply");
  return applied;
}

bool Scenario::converge(const std::string& body) {
  write(body);
  return plan().ok() && apply().ok();
}

Run Scenario::apply_killed_in_pause() {
  Child child({"terraform", "apply", "-no-color", "-input=false", "plan.tfplan"}, environment(), folder_);
  bool reached = world_.wait_for_pause(kLongestRunSeconds * 1000);
  child.kill_now();
  Run killed = child.wait();
  world_.go_on();
  settle(killed, reached ? "killed-apply" : "apply-without-a-pause");
  return killed;
}

json Scenario::state() {
  return parse_json(engine({"show", "-json"}).out);
}

std::vector<Managed> Scenario::managed() {
  std::vector<Managed> all;
  const json now = world_.snapshot();
  std::function<void(const json&)> walk = [&](const json& module) {
    for (const json& r : member(module, "resources")) {
      if (r["mode"] != "managed") continue;
      Managed m{r["address"], r["type"], r["values"], nullptr};
      for (const auto& d : descriptions_) {
        auto t = d->types.find(m.type);
        if (t == d->types.end() || d->address != r["provider_name"]) continue;
        for (const auto& [key, object] : now["objects"].items())
          if (object["kind"] == t->second.kind &&
              plain(member(object["attributes"], t->second.key)) == member(m.values, t->second.key))
            m.object = object;
      }
      all.push_back(m);
    }
    for (const json& child : member(module, "child_modules")) walk(child);
  };
  const json shown = state();
  walk(member(member(shown, "values"), "root_module"));
  return all;
}

}  // namespace simcloud
