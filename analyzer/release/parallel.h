// Work on many things at once, one a core.
#pragma once
#include <algorithm>
#include <atomic>
#include <exception>
#include <thread>
#include <vector>

namespace oneway {

// Runs work(i) for 0..count-1 on `threads` (0 = one a core); the first failure by number is thrown.
template <class Work>
void on_all_cores(std::size_t count, unsigned threads, Work work) {
  if (threads == 0) threads = std::max(1u, std::thread::hardware_concurrency());
  std::atomic<std::size_t> next{0};
  std::vector<std::exception_ptr> failures(count);
  const auto loop = [&] {
    for (std::size_t i = next++; i < count; i = next++) try {
        work(i);
      } catch (...) {
        failures[i] = std::current_exception();
      }
  };
  {
    std::vector<std::jthread> pool;
    for (unsigned t = 1; t < threads && t < count; ++t) pool.emplace_back(loop);
    loop();
  }
  for (const std::exception_ptr& failure : failures)
    if (failure) std::rethrow_exception(failure);
}

}  // namespace oneway
