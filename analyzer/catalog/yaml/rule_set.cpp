#include "catalog/yaml/rule_set.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "catalog/yaml/known_names.h"
#include "catalog/yaml/playbook_reader.h"
#include "catalog/yaml/registry_reader.h"
#include "catalog/yaml/surface_reader.h"
#include "catalog/yaml/type_table.h"

namespace oneway {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostFiles = 10'000;
constexpr std::size_t kMostEntries = 100'000;  // looked at below a folder

// One pass over the files; each may hold any of the sections.
class RuleReader {
 public:
  RuleReader(const std::string& folder, Diagnostics& out) : folder_(folder), out_(out), types_(out) {}

  void file(const std::string& name) {
    auto tree =
        std::make_shared<const yaml::Node>(yaml::load((fs::path(folder_) / name).string(), name, out_));
    const yaml::Source source{name, &out_};
    if (tree->kind == yaml::Node::Kind::Null) return;
    yaml::Fields top(source, *tree, "the file");
    types_.gather(tree, name, top);
    yaml::read_codes(top, set_.codes);
    yaml::read_repairs(top, set_.repairs);
    yaml::read_classes(top, set_.classes);
    yaml::read_inference(top, set_.inference);
    yaml::read_playbooks(top, set_.playbooks, set_.loops);
    yaml::read_surfaces(top, set_.surfaces);
  }

  // A list of the names that types really have.
  void names(const std::string& file) {
    std::ifstream in(fs::path(folder_) / file, std::ios::binary);
    const std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    known_names_.add(text, file, out_);
  }

  RuleSet finish() {
    for (auto& [name, entry] : types_.read_all(false)) {
      check_repair(entry);
      check_names(entry);
      set_.types.push_back(std::move(entry.facts));
    }
    return std::move(set_);
  }

 private:
  void check_repair(const yaml::TypeTable::Entry& entry) {
    const std::string& wanted = entry.facts.repair_pattern;
    if (wanted.empty()) return;
    std::vector<std::string_view> patterns;
    for (const RepairInfo& r : set_.repairs) patterns.push_back(r.pattern);
    if (std::find(patterns.begin(), patterns.end(), wanted) != patterns.end()) return;
    const yaml::Node* repair = entry.node->find("repair");
    const yaml::Node* at = repair ? repair->find("pattern") : nullptr;
    yaml::Source{entry.file, &out_}.error(
        at ? *at : *entry.key,
        "no repair pattern `" + wanted + "` in repairs.yaml" + did_you_mean(wanted, patterns));
  }

  void check_names(const yaml::TypeTable::Entry& entry) {
    for (const auto& stranger : known_names_.strangers(entry.facts)) {
      const yaml::Node* at = naming(*entry.node, stranger.path);
      yaml::Source{entry.file, &out_}.error(at ? *at : *entry.key, stranger.message);
    }
  }

  // Where an entry writes this path, as a value or as the key of a condition; nullptr if it took it over from
  // another type.
  static const yaml::Node* naming(const yaml::Node& node, const std::string& path) {
    if (node.text == path || node.text == path + ".#") return &node;
    for (const auto* list : {&node.keys, &node.items})
      for (const yaml::Node& inner : *list)
        if (const yaml::Node* found = naming(inner, path)) return found;
    return nullptr;
  }

  const std::string folder_;
  Diagnostics& out_;
  yaml::TypeTable types_;
  yaml::KnownNames known_names_;
  RuleSet set_;
};

}  // namespace

namespace {

// Every regular file below `folder` with one of these extensions, sorted, relative to it.
std::vector<std::string> files_below(const std::string& folder,
                                     std::initializer_list<std::string_view> extensions, Diagnostics& out) {
  std::vector<std::string> files;
  std::error_code fault;
  fs::recursive_directory_iterator it(folder, fs::directory_options::none, fault);
  std::size_t entries = 0;
  for (; !fault && it != fs::recursive_directory_iterator(); it.increment(fault)) {
    if (++entries > kMostEntries) {
      out.error(
          {folder, 0, 0, "more than " + std::to_string(kMostEntries) + " files: name a folder of rules"});
      return {};
    }
    const std::string extension = it->path().extension().string();
    if (std::find(extensions.begin(), extensions.end(), extension) == extensions.end()) continue;
    if (!it->is_regular_file(fault)) continue;
    files.push_back(fs::relative(it->path(), folder).generic_string());
    if (files.size() > kMostFiles) {
      out.error({folder, 0, 0, "more than " + std::to_string(kMostFiles) + " rule files"});
      return {};
    }
  }
  if (fault) out.error({folder, 0, 0, "cannot be listed: " + fault.message()});
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

std::vector<std::string> yaml_files(const std::string& folder, Diagnostics& out) {
  return files_below(folder, {".yaml", ".yml"}, out);
}

RuleSet read_rules(const std::string& folder, Diagnostics& out) {
  RuleReader reader(folder, out);
  for (const std::string& name : yaml_files((fs::path(folder) / "providers").string(), out))
    reader.file("providers/" + name);
  for (const std::string& name : yaml_files((fs::path(folder) / "surfaces").string(), out))
    reader.file("surfaces/" + name);
  for (const char* name :
       {"kinds.yaml", "inference.yaml", "codes.yaml", "repairs.yaml", "classes.yaml", "playbooks.yaml"})
    reader.file(name);
  for (const std::string& name : files_below((fs::path(folder) / "arguments").string(), {".txt"}, out))
    reader.names("arguments/" + name);
  return reader.finish();
}

}  // namespace oneway
