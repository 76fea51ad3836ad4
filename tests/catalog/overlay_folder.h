// A folder of rules of one's own, for tests.
#pragma once
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "catalog/overlay.h"

namespace oneway::test {

inline constexpr char kToday[] = "2026-11-25";

// A folder of one overlay file, gone afterwards.
class Overlay {
 public:
  explicit Overlay(const std::string& text) {
    folder_ = std::filesystem::temp_directory_path() /
              ("oneway-overlay-" + std::to_string(::getpid()) + "-" + std::to_string(++count_));
    std::filesystem::create_directories(folder_);
    std::ofstream(folder_ / "own.yaml") << text;
  }
  ~Overlay() { std::filesystem::remove_all(folder_); }

  std::string folder() const { return folder_.string(); }
  // The messages without the folder: "own.yaml:3:5: error: ...".
  std::string faults() const {
    std::string all = check_overlay(folder(), kToday).to_string();
    const std::string prefix = folder() + "/";
    for (std::size_t at; (at = all.find(prefix)) != std::string::npos;) all.erase(at, prefix.size());
    return all;
  }

 private:
  std::filesystem::path folder_;
  static inline int count_ = 0;
};

}  // namespace oneway::test
