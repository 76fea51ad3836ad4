#include "release/stack_folders.h"

#include <filesystem>
#include <set>

#include "model/error.h"

namespace oneway {
namespace {

namespace fs = std::filesystem;

// What a file is called when its folder says which stack it is.
const std::set<std::string> kPlainNames = {"plan", "state", "terraform"};

// The name without its endings; "" if it is no such file.
std::string stem_of(const std::string& name, StackFiles kind) {
  for (const char* ending : {".json", ".json.gz", ".json.zst", ".tfstate", ".tfstate.gz", ".tfstate.zst"}) {
    const bool state = std::string_view(ending).starts_with(".tfstate");
    if (name.ends_with(ending) && (!state || kind == StackFiles::States))
      return name.substr(0, name.size() - std::string_view(ending).size());
  }
  return "";
}

std::string stack_name(const fs::path& folder, const std::string& stem) {
  if (!kPlainNames.contains(stem)) return (folder / stem).generic_string();
  return folder.empty() ? "plan" : folder.generic_string();
}

}  // namespace

std::map<std::string, std::string> find_stacks(const std::string& folder, StackFiles kind) {
  if (!fs::is_directory(folder)) throw UsageError("no folder: " + folder);
  std::map<std::string, std::string> stacks;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
    const std::string stem = stem_of(entry.path().filename().string(), kind);
    if (stem.empty() || !entry.is_regular_file()) continue;
    const std::string name = stack_name(entry.path().lexically_relative(folder).parent_path(), stem);
    const auto [at, fresh] = stacks.emplace(name, entry.path().string());
    if (!fresh)
      throw UsageError("two files for the stack " + name + ": " + at->second + " and " +
                       entry.path().string());
  }
  if (stacks.empty())
    throw UsageError(kind == StackFiles::Plans
                         ? "no plan JSON (*.json, *.json.gz, *.json.zst) in " + folder
                         : "no state (*.tfstate or *.json, also .gz and .zst) in " + folder);
  return stacks;
}

std::vector<StackPair> pair_stacks(const std::map<std::string, std::string>& before,
                                   const std::map<std::string, std::string>& after) {
  std::map<std::string, StackPair> pairs;
  for (const auto& [name, path] : before) pairs[name] = {name, path, ""};
  for (const auto& [name, path] : after) pairs[name].name = name, pairs[name].after = path;
  std::vector<StackPair> out;
  for (auto& [name, pair] : pairs) out.push_back(std::move(pair));
  return out;
}

}  // namespace oneway
