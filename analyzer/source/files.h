// The configuration files of a folder, read within bounds and never from outside of the repository.
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace oneway {

// The files that a configuration may have, in the order in which the engine's main definitions come first:
// override files last, each group by name.
class SourceFiles {
 public:
  // Where paths of reports start, and what no link leads out of: the folder at or above `dir` that holds
  // .git, or else the current folder if `dir` is below it, or else `dir`. Throws UsageError if `dir` is no
  // folder.
  explicit SourceFiles(const std::filesystem::path& dir);

  const std::filesystem::path& root() const { return root_; }  // absolute, without links
  const std::filesystem::path& dir() const { return dir_; }

  struct File {
    std::string name;  // relative to root(), with "/"
    bool json = false;
    std::string text;
  };
  // One file at a time. What is no plain file, leads out of root(), or is over a bound is left out and told
  // in skipped(). `tofu`: files of OpenTofu stand for those of the same name, otherwise they do not count.
  void each(const std::filesystem::path& folder, bool tofu, const std::function<void(const File&)>& visit);
  const std::vector<std::string>& skipped() const { return skipped_; }
  bool inside(const std::filesystem::path& path) const;  // of root()
  std::string relative(const std::filesystem::path& path) const;

 private:
  bool read(const std::filesystem::path& path, std::string& into);
  void skip(const std::filesystem::path& path, const char* why);

  std::filesystem::path root_, dir_;
  std::vector<std::string> skipped_;
  std::uint64_t files_ = 0, bytes_ = 0;
};

}  // namespace oneway
