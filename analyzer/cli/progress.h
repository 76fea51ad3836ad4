// How far a long piece of work is, on one line of the terminal: only there, never in a log or a pipe, and
// only once the work has taken a while.
#pragma once
#include <chrono>
#include <cstddef>
#include <mutex>
#include <string>

namespace oneway::cli {

class Progress {
 public:
  // "12 of 500 stacks"
  Progress(std::string what, bool quiet);
  ~Progress();  // takes the line away
  void begin(std::size_t all) { all_ = all; }
  void step();  // from any thread

 private:
  using Clock = std::chrono::steady_clock;
  const std::string what_;
  const bool shown_;
  std::mutex mutex_;
  std::size_t done_ = 0, all_ = 0;
  Clock::time_point next_;
  bool written_ = false;
};

}  // namespace oneway::cli
