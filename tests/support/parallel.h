// Many scenarios, two at a time (ONEWAY_JOBS), with their results in the order of the scenarios.
#pragma once
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <iostream>
#include <string>
#include <thread>
#include <vector>

namespace oneway::test {

// Those whose name holds ONEWAY_ONLY; all if it is not set.
inline const char* only() {
  return std::getenv("ONEWAY_ONLY");
}
template <class Item>
std::vector<Item> chosen(const std::vector<Item>& all) {
  std::vector<Item> some;
  for (const Item& item : all)
    if (!only() || item.name.find(only()) != std::string::npos) some.push_back(item);
  return some;
}

template <class Result, class Item, class Run>
std::vector<Result> run_all(const std::vector<Item>& items, Run run_one) {
  const char* jobs = std::getenv("ONEWAY_JOBS");
  std::vector<Result> results(items.size());
  std::atomic<std::size_t> next = 0;
  std::vector<std::thread> workers;
  for (int i = 0; i < (jobs ? std::max(1, std::atoi(jobs)) : 2); ++i)
    workers.emplace_back([&] {
      for (std::size_t at; (at = next++) < items.size();) results[at] = run_one(items[at]);
    });
  for (std::thread& worker : workers) worker.join();
  return results;
}

// What became of one scenario: nothing to complain of, or what and where all of it is kept.
struct Checked {
  std::string name, folder;
  std::vector<std::string> complaints;
};

// Reports the complaints; the number of scenarios without any.
inline std::size_t report(const std::vector<Checked>& checked) {
  std::size_t sound = 0;
  for (const Checked& v : checked) {
    if (v.complaints.empty()) {
      ++sound;
      continue;
    }
    std::string text = v.name;
    for (const std::string& complaint : v.complaints) text += "\n      " + complaint;
    ADD_FAILURE() << text << "\n      kept in " << v.folder;
  }
  return sound;
}

}  // namespace oneway::test
