#include "support/process.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace oneway::test {
namespace fs = std::filesystem;

namespace {

void redirect(const fs::path& file, int to) {
  const int fd = open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  if (fd < 0 || dup2(fd, to) < 0) _exit(127);
}

[[noreturn]] void become(const std::string& command, const fs::path& folder, const fs::path& out,
                         const fs::path& err, const std::map<std::string, std::string>& environment) {
  redirect(out, STDOUT_FILENO);
  redirect(err, STDERR_FILENO);
  if (const int nothing = open("/dev/null", O_RDONLY); nothing >= 0) dup2(nothing, STDIN_FILENO);
  if (chdir(folder.c_str()) != 0) _exit(127);
  const rlimit cpu{60, 60};
  setrlimit(RLIMIT_CPU, &cpu);
  for (const auto& [name, value] : environment) setenv(name.c_str(), value.c_str(), 1);
  execl("/bin/sh", "sh", "-c", command.c_str(), nullptr);
  _exit(127);
}

}  // namespace

Outcome run(const std::string& command, const fs::path& folder,
            const std::map<std::string, std::string>& environment) {
  const TemporaryFolder streams;
  const fs::path out = streams.path() / "out", err = streams.path() / "err";
  std::map<std::string, std::string> all = {
      {"LC_ALL", "C.UTF-8"}, {"NO_COLOR", "1"}, {"COLUMNS", "80"}, {"TERM", "dumb"}};
  const char* path = std::getenv("PATH");
  all["PATH"] = fs::path(ONEWAY_BINARY).parent_path().string() + ":" + (path ? path : "/usr/bin:/bin");
  for (const auto& [name, value] : environment) all[name] = value;

  const pid_t child = fork();
  if (child < 0) throw std::runtime_error("fork failed");
  if (child == 0) become(command, folder, out, err, all);
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), read_file(out), read_file(err)};
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
  std::ofstream out(file, std::ios::binary);
  if (!out.write(text.data(), static_cast<std::streamsize>(text.size())))
    throw std::runtime_error("cannot write " + file.string());
}

}  // namespace oneway::test
