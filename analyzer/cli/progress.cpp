#include "cli/progress.h"

#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <string_view>

namespace oneway::cli {
namespace {

constexpr auto kFirst = std::chrono::milliseconds(500), kBetween = std::chrono::milliseconds(100);

bool terminal() {
  const char* kind = std::getenv("TERM");
  return isatty(STDERR_FILENO) && kind != nullptr && std::string_view(kind) != "dumb";
}

}  // namespace

Progress::Progress(std::string what, bool quiet)
    : what_(std::move(what)), shown_(!quiet && terminal()), next_(Clock::now() + kFirst) {}

Progress::~Progress() {
  if (written_) std::cerr << "\r\033[K" << std::flush;
}

void Progress::step() {
  if (!shown_) return;
  const std::scoped_lock lock(mutex_);
  ++done_;
  if (Clock::now() < next_) return;
  next_ = Clock::now() + kBetween;
  written_ = true;
  std::cerr << "\r\033[K" << done_ << " of " << all_ << " " << what_ << std::flush;
}

}  // namespace oneway::cli
