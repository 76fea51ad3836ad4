// Runs programs the way a person would, and tells everything that they said.
#pragma once
#include <sys/types.h>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace oneway::test {

struct Outcome {
  int exit = 0;  // 128 + the signal's number if it was killed by one
  std::string out, err;
  bool ok() const { return exit == 0; }
};

// Variables that are set beside the caller's. What begins with TF_ is never taken over from the caller.
using Environment = std::map<std::string, std::string>;

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

// A program that runs beside the test. `oneway` is found on PATH; text is UTF-8, 80 columns wide and without
// colour unless `environment` says otherwise; there is nothing to read. Output goes into files, so that no
// pipe can fill up. It may use a minute of CPU time and three minutes in all.
class Child {
 public:
  Child(const std::vector<std::string>& command, const std::filesystem::path& folder,
        const Environment& environment = {});
  void kill_now();
  Outcome wait();

 private:
  TemporaryFolder streams_;
  pid_t pid_ = 0;
};

// Runs `command` with /bin/sh in `folder`.
Outcome run(const std::string& command, const std::filesystem::path& folder,
            const Environment& environment = {});

bool on_path(const std::string& program);

std::string read_file(const std::filesystem::path& file);
// Makes the folders on the way.
void write_file(const std::filesystem::path& file, std::string_view text);

}  // namespace oneway::test
