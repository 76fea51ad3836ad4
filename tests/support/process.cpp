#include "support/process.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <thread>

extern char** environ;

namespace oneway::test {
namespace fs = std::filesystem;

namespace {

constexpr rlim_t kCpuSeconds = 60;
constexpr std::chrono::minutes kLongestRun{3};

std::string path_with_oneway() {
  const char* path = std::getenv("PATH");
  return fs::path(ONEWAY_BINARY).parent_path().string() + ":" + (path ? path : "/usr/bin:/bin");
}

// The file of a program, "" if there is none.
std::string located(const std::string& program) {
  if (program.find('/') != std::string::npos) return program;
  std::istringstream folders(path_with_oneway());
  for (std::string folder; std::getline(folders, folder, ':');)
    if (::access((folder + "/" + program).c_str(), X_OK) == 0) return folder + "/" + program;
  return "";
}

std::vector<std::string> whole_environment(const Environment& given) {
  Environment all;
  for (char** entry = environ; *entry; ++entry) {
    const std::string_view text = *entry;
    const std::size_t equals = text.find('=');
    if (equals != std::string_view::npos && text.substr(0, 3) != "TF_")
      all.emplace(text.substr(0, equals), text.substr(equals + 1));
  }
  for (const auto& [name, value] : Environment{{"LC_ALL", "C.UTF-8"},
                                               {"NO_COLOR", "1"},
                                               {"COLUMNS", "80"},
                                               {"TERM", "dumb"},
                                               {"PATH", path_with_oneway()}})
    all[name] = value;
  for (const auto& [name, value] : given) all[name] = value;
  std::vector<std::string> entries;
  for (const auto& [name, value] : all) entries.push_back(name + "=" + value);
  return entries;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> all;
  for (std::string& text : texts) all.push_back(text.data());
  all.push_back(nullptr);
  return all;
}

}  // namespace

Child::Child(const std::vector<std::string>& command, const fs::path& folder,
             const Environment& environment) {
  const std::string out = streams_.path() / "out", err = streams_.path() / "err";
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 1, out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  posix_spawn_file_actions_addopen(&actions, 2, err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  posix_spawn_file_actions_addchdir_np(&actions, folder.c_str());
  std::vector<std::string> words = command, entries = whole_environment(environment);
  std::vector<char*> argv = pointers(words), envp = pointers(entries);
  const int failed =
      posix_spawn(&pid_, located(command[0]).c_str(), &actions, nullptr, argv.data(), envp.data());
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) throw std::runtime_error(command[0] + " cannot be started");
  const rlimit cpu{kCpuSeconds, kCpuSeconds};
  prlimit(pid_, RLIMIT_CPU, &cpu, nullptr);
}

void Child::kill_now() {
  ::kill(pid_, SIGKILL);
}

Outcome Child::wait() {
  const auto end = std::chrono::steady_clock::now() + kLongestRun;
  int status = 0;
  while (::waitpid(pid_, &status, WNOHANG) == 0) {
    if (std::chrono::steady_clock::now() > end) kill_now();
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status),
          read_file(streams_.path() / "out"), read_file(streams_.path() / "err")};
}

Outcome run(const std::string& command, const fs::path& folder, const Environment& environment) {
  return Child({"/bin/sh", "-c", command}, folder, environment).wait();
}

bool on_path(const std::string& program) {
  return !located(program).empty();
}

TemporaryFolder::TemporaryFolder() {
  std::string name = (fs::temp_directory_path() / ("oneway-test-" + std::string(6, 'X'))).string();
  if (!mkdtemp(name.data())) throw std::runtime_error("cannot make a temporary folder");
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

std::string read_file(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + file.string());
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

void write_file(const fs::path& file, std::string_view text) {
  if (file.has_parent_path()) fs::create_directories(file.parent_path());
  std::ofstream out(file, std::ios::binary);
  if (!out.write(text.data(), static_cast<std::streamsize>(text.size())).flush())
    throw std::runtime_error("cannot write " + file.string());
}

}  // namespace oneway::test
