#include "source/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "model/error.h"

namespace oneway {
namespace {
namespace fs = std::filesystem;

constexpr std::uint64_t kMostFiles = 5'000, kMostBytes = 128u << 20, kLargestFile = 4u << 20;
constexpr std::size_t kMostEntries = 100'000, kMostNotes = 20;

struct Name {
  std::string stem;  // "main" of main.tf and main.tofu.json
  bool tofu = false, json = false;
};

std::optional<Name> configuration_name(const std::string& file) {
  if (file.starts_with('.') || file.ends_with('~') || (file.starts_with('#') && file.ends_with('#')))
    return std::nullopt;
  for (const auto& [ending, tofu, json] : {std::tuple{".tf.json", false, true},
                                           {".tofu.json", true, true},
                                           {".tf", false, false},
                                           {".tofu", true, false}})
    if (file.ends_with(ending))
      return Name{file.substr(0, file.size() - std::string_view(ending).size()), tofu, json};
  return std::nullopt;
}

bool overrides(const std::string& stem) {
  return stem == "override" || stem.ends_with("_override");
}

bool below(const fs::path& path, const fs::path& root) {
  return std::mismatch(root.begin(), root.end(), path.begin(), path.end()).first == root.end();
}

fs::path root_of(const fs::path& dir) {
  std::error_code error;
  for (fs::path at = dir;; at = at.parent_path()) {
    if (fs::exists(at / ".git", error)) return at;
    if (at == at.parent_path()) break;
  }
  const fs::path here = fs::canonical(fs::current_path(error), error);
  return !error && below(dir, here) ? here : dir;
}

}  // namespace

SourceFiles::SourceFiles(const fs::path& dir) {
  std::error_code error;
  dir_ = fs::canonical(dir, error);
  if (error || !fs::is_directory(dir_, error))
    throw UsageError("--source takes the folder of the configuration, got: " + dir.string());
  root_ = root_of(dir_);
}

bool SourceFiles::inside(const fs::path& path) const {
  return below(path, root_);
}

std::string SourceFiles::relative(const fs::path& path) const {
  return path.lexically_relative(root_).generic_string();
}

void SourceFiles::skip(const fs::path& path, const char* why) {
  if (skipped_.size() < kMostNotes) skipped_.push_back(relative(path) + ": " + why);
}

bool SourceFiles::read(const fs::path& path, std::string& into) {
  std::error_code error;
  const fs::path real = fs::canonical(path, error);
  if (error) return skip(path, "cannot be read"), false;
  if (!inside(real)) return skip(path, "a link that leads out of the repository"), false;
  const int descriptor = ::open(real.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  struct stat about {};
  const char* why = nullptr;
  if (descriptor < 0 || ::fstat(descriptor, &about) != 0)
    why = "cannot be read";
  else if (!S_ISREG(about.st_mode))
    why = "is no plain file";
  else if (static_cast<std::uint64_t>(about.st_size) > kLargestFile)
    why = "is larger than 4 MiB";
  else if (++files_ > kMostFiles || bytes_ + static_cast<std::uint64_t>(about.st_size) > kMostBytes)
    why = "is more than is read of one configuration";
  if (!why) {
    into.resize(static_cast<std::size_t>(about.st_size));
    std::size_t got = 0;
    for (ssize_t n = 0;
         got < into.size() && (n = ::read(descriptor, into.data() + got, into.size() - got)) > 0;)
      got += static_cast<std::size_t>(n);
    into.resize(got);
    bytes_ += got;
  }
  if (descriptor >= 0) ::close(descriptor);
  if (why) skip(path, why);
  return !why;
}

void SourceFiles::each(const fs::path& folder, bool tofu, const std::function<void(const File&)>& visit) {
  std::error_code error;
  const fs::path real = fs::canonical(folder, error);
  if (error || !inside(real)) return skip(folder, "a module that is not in the repository");
  std::vector<std::pair<Name, std::string>> names;
  std::set<std::pair<std::string, bool>> of_tofu;  // stem, JSON
  std::size_t entries = 0;
  for (fs::directory_iterator it(real, error), end; !error && it != end && entries < kMostEntries;
       it.increment(error), ++entries) {
    const std::string file = it->path().filename().string();
    if (const auto name = configuration_name(file); name && (tofu || !name->tofu)) {
      names.emplace_back(*name, file);
      if (name->tofu) of_tofu.emplace(name->stem, name->json);
    }
  }
  std::erase_if(names, [&](const auto& n) {
    return !n.first.tofu && of_tofu.contains({n.first.stem, n.first.json});
  });
  std::sort(names.begin(), names.end(), [](const auto& a, const auto& b) {
    return std::tuple(overrides(a.first.stem), a.second) < std::tuple(overrides(b.first.stem), b.second);
  });
  File file;
  for (const auto& [name, path] : names) {
    file.name = relative(real / path);
    file.json = name.json;
    if (read(real / path, file.text)) visit(file);
  }
}

}  // namespace oneway
