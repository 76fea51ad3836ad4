// measure RUNS COMMAND [ARGUMENT]...: runs a command RUNS times, its output thrown away, and prints one line:
// wall seconds, CPU seconds (user and system), peak resident KiB and exit code of the run with the least CPU
// time. A small program, since Linux counts the caller's own size into the peak of what it starts.
#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>

namespace {

struct Run {
  double wall = 0, cpu = 0;
  long peak_kib = 0;
  int exit = 0;
};

double seconds(const timeval& t) {
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
}

Run run_once(char** command) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  const auto start = std::chrono::steady_clock::now();
  pid_t child = 0;
  if (posix_spawnp(&child, command[0], &actions, nullptr, command, environ) != 0) {
    std::fprintf(stderr, "measure: cannot start %s\n", command[0]);
    std::exit(2);
  }
  int status = 0;
  rusage usage{};
  wait4(child, &status, 0, &usage);
  posix_spawn_file_actions_destroy(&actions);
  Run r;
  r.wall = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  r.cpu = seconds(usage.ru_utime) + seconds(usage.ru_stime);
  r.peak_kib = usage.ru_maxrss;
  r.exit = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return r;
}

}  // namespace

int main(int argc, char** argv) {
  const int runs = argc > 2 ? std::atoi(argv[1]) : 0;
  if (runs < 1) {
    std::fputs("usage: measure RUNS COMMAND [ARGUMENT]...\n", stderr);
    return 2;
  }
  Run best = run_once(argv + 2);
  for (int i = 1; i < runs; ++i)
    if (const Run r = run_once(argv + 2); r.cpu < best.cpu) best = r;
  std::printf("%.4f %.4f %ld %d\n", best.wall, best.cpu, best.peak_kib, best.exit);
}
