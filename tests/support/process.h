// Runs a shell command the way a person would, and tells everything it said.
#pragma once
#include <filesystem>
#include <map>
#include <string>

namespace oneway::test {

struct Outcome {
  int exit = 0;  // 128 + the signal's number if it was killed by one
  std::string out, err;
};

// Runs `command` with /bin/sh in `folder`. `oneway` is found on PATH; text is UTF-8, 80 columns wide and
// without colour unless `environment` says otherwise. The command may use at most a minute of CPU time.
Outcome run(const std::string& command, const std::filesystem::path& folder,
            const std::map<std::string, std::string>& environment = {});

// An empty folder of its own that goes away with the object.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

std::string read_file(const std::filesystem::path& file);
void write_file(const std::filesystem::path& file, std::string_view text);

}  // namespace oneway::test
