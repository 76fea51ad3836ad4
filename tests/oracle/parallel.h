// Runs the cases two at a time (ONEWAY_ORACLE_JOBS) and keeps their order in the results.
#pragma once
#include <atomic>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include "cases.h"

namespace oracle {

// The cases whose "file: name" holds ONEWAY_ORACLE_ONLY, all if it is not set.
inline std::vector<Case> chosen(const std::vector<Case>& all) {
  const char* only = std::getenv("ONEWAY_ORACLE_ONLY");
  std::vector<Case> some;
  for (const Case& c : all)
    if (!only || (c.file + ": " + c.name).find(only) != std::string::npos) some.push_back(c);
  return some;
}

template <class Result, class Run>
std::vector<Result> run_all(const std::vector<Case>& cases, Run run) {
  const char* jobs = std::getenv("ONEWAY_ORACLE_JOBS");
  std::vector<Result> results(cases.size());
  std::atomic<std::size_t> next = 0;
  std::vector<std::thread> workers;
  for (int i = 0; i < (jobs ? std::max(1, std::atoi(jobs)) : 2); ++i)
    workers.emplace_back([&] {
      for (std::size_t at; (at = next++) < cases.size();) results[at] = run(cases[at]);
    });
  for (std::thread& w : workers) w.join();
  return results;
}

}  // namespace oracle
