#include "ingest/engine_process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <vector>

#include "ingest/bytes/lookahead.h"
#include "ingest/foreign.h"
#include "model/error.h"

extern char** environ;

namespace oneway {
namespace {

constexpr std::size_t kMaxErrorText = 2000;

class Pipe {
 public:
  Pipe() {
    if (::pipe2(ends_, O_CLOEXEC) != 0)
      throw InputError(std::string("cannot make a pipe: ") + std::strerror(errno));
  }
  ~Pipe() {
    close_read();
    close_write();
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  int read_end() const { return ends_[0]; }
  int write_end() const { return ends_[1]; }
  void close_read() { close(ends_[0]); }
  void close_write() { close(ends_[1]); }

 private:
  static void close(int& end) {
    if (end >= 0) ::close(end);
    end = -1;
  }
  int ends_[2] = {-1, -1};
};

// The standard output of a process as a stream. Its standard error is kept, up to a bound, for the message.
class ProcessSource : public ByteSource {
 public:
  ProcessSource(const std::string& program, const std::string& file) : program_(program) {
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, out_.write_end(), STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, error_.write_end(), STDERR_FILENO);
    std::vector<std::string> words{program, "show", "-json", "-no-color", file};
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    const int fault = ::posix_spawnp(&child_, program.c_str(), &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    out_.close_write();
    error_.close_write();
    if (fault != 0) {
      child_ = -1;
      throw InputError("cannot run " + program + ": " + std::strerror(fault));
    }
  }

  ~ProcessSource() override {
    if (child_ < 0) return;
    ::kill(child_, SIGKILL);
    ::waitpid(child_, nullptr, 0);
  }

  std::size_t read(char* into, std::size_t size) override {
    while (out_.read_end() >= 0) {
      pollfd ends[] = {{out_.read_end(), POLLIN, 0}, {error_.read_end(), POLLIN, 0}};
      if (::poll(ends, 2, -1) < 0) {
        if (errno == EINTR) continue;
        throw InputError(std::string("cannot wait for ") + program_ + ": " + std::strerror(errno));
      }
      if (ends[1].revents != 0) read_error_text();
      if (ends[0].revents == 0) continue;
      const ssize_t got = ::read(out_.read_end(), into, size);
      if (got > 0) return static_cast<std::size_t>(got);
      if (got < 0 && errno == EINTR) continue;
      out_.close_read();
    }
    while (error_.read_end() >= 0) read_error_text();
    check_exit();
    return 0;
  }

 private:
  void read_error_text() {
    char piece[4096];
    const ssize_t got = ::read(error_.read_end(), piece, sizeof piece);
    if (got < 0 && errno == EINTR) return;
    if (got <= 0) return error_.close_read();
    const std::size_t room = kMaxErrorText - std::min(kMaxErrorText, error_text_.size());
    error_text_.append(piece, std::min(static_cast<std::size_t>(got), room));
  }

  void check_exit() {
    if (child_ < 0) return;
    int status = 0;
    while (::waitpid(child_, &status, 0) < 0 && errno == EINTR) {
    }
    child_ = -1;
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return;
    const std::string how = WIFEXITED(status) ? "exit code " + std::to_string(WEXITSTATUS(status))
                                              : "signal " + std::to_string(WTERMSIG(status));
    throw InputError(
        "`" + program_ + " show -json` failed on the plan file (" + how + "): " + one_line(error_text_),
        "run it in the initialised directory of the configuration, with the engine that made the plan");
  }

  static std::string one_line(const std::string& text) {
    std::string words;
    for (char c : text) {
      const bool blank = c == '\n' || c == '\t' || c == '\r' || c == ' ';
      if (!blank)
        words += c;
      else if (!words.empty() && words.back() != ' ')
        words += ' ';
    }
    return words.empty() ? "it printed no reason" : printable(words, kMaxErrorText);
  }

  std::string program_;
  Pipe out_, error_;
  pid_t child_ = -1;
  std::string error_text_;
};

// A process that has begun to print, with what it printed first.
class StartedProcess : public ByteSource {
 public:
  StartedProcess(const std::string& program, const std::string& file)
      : process_(program, file), ahead_(process_) {
    if (ahead_.peek(1).empty())
      throw InputError("`" + program + " show -json` printed nothing for the plan file");
  }
  std::size_t read(char* into, std::size_t size) override { return ahead_.read(into, size); }

 private:
  ProcessSource process_;
  Lookahead ahead_;
};

bool on_path(const std::string& program) {
  const char* variable = std::getenv("PATH");
  std::string_view rest = variable ? variable : "";
  while (!rest.empty()) {
    const std::string_view folder = rest.substr(0, rest.find(':'));
    rest.remove_prefix(std::min(rest.size(), folder.size() + 1));
    const std::string candidate = (folder.empty() ? "." : std::string(folder)) + "/" + program;
    if (::access(candidate.c_str(), X_OK) == 0) return true;
  }
  return false;
}

}  // namespace

ShownPlan show_binary_plan(const std::string& path, const std::string& engine) {
  const std::string what = "this is a binary plan file";
  const std::string advice =
      "run `terraform show -json FILE` (or `tofu show -json FILE`) with the engine that made it, "
      "in its directory, and give the output";
  if (engine == "none") throw InputError(what + ", and running an engine is switched off", advice);
  std::vector<std::string> programs;
  if (engine != "auto") {
    programs.push_back(engine);
  } else {
    for (const char* program : {"tofu", "terraform"})
      if (on_path(program)) programs.push_back(program);
    if (programs.empty())
      throw InputError(what + ", and neither tofu nor terraform is on PATH to read it", advice);
  }
  const std::string file = path.starts_with('-') ? "./" + path : path;
  std::string refusals;
  for (const std::string& program : programs) {
    try {
      return {std::make_unique<StartedProcess>(program, file),
              "binary plan file, shown by `" + program + " show -json`"};
    } catch (const InputError& refusal) {
      refusals += (refusals.empty() ? "" : "; ") + std::string(refusal.what());
    }
  }
  throw InputError(what + ", and the engine cannot show it: " + refusals, advice);
}

}  // namespace oneway
