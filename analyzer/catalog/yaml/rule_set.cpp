#include "catalog/yaml/rule_set.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "catalog/yaml/registry_reader.h"
#include "catalog/yaml/type_table.h"

namespace oneway {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostFiles = 10'000;

// One pass over the files; each may hold any of the sections.
class RuleReader {
 public:
  RuleReader(const std::string& folder, Diagnostics& out) : folder_(folder), out_(out), types_(out) {}

  void file(const std::string& name) {
    auto tree =
        std::make_shared<const yaml::Node>(yaml::load((fs::path(folder_) / name).string(), name, out_));
    const yaml::Source source{name, &out_};
    if (tree->kind == yaml::Node::Kind::Null) {
      source.error(*tree, "the file is empty or unreadable");
      return;
    }
    yaml::Fields top(source, *tree, "the file");
    types_.gather(tree, name, top);
    yaml::read_codes(top, set_.codes);
    yaml::read_repairs(top, set_.repairs);
    yaml::read_classes(top, set_.classes);
    yaml::read_inference(top, set_.inference);
  }

  RuleSet finish() {
    for (auto& [name, entry] : types_.read_all(false)) {
      check_repair(entry);
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

  const std::string folder_;
  Diagnostics& out_;
  yaml::TypeTable types_;
  RuleSet set_;
};

}  // namespace

std::vector<std::string> yaml_files(const std::string& folder, Diagnostics& out) {
  std::vector<std::string> files;
  std::error_code fault;
  fs::recursive_directory_iterator it(folder, fs::directory_options::none, fault);
  for (; !fault && it != fs::recursive_directory_iterator(); it.increment(fault)) {
    const std::string extension = it->path().extension().string();
    if (extension != ".yaml" && extension != ".yml") continue;
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

RuleSet read_rules(const std::string& folder, Diagnostics& out) {
  RuleReader reader(folder, out);
  for (const std::string& name : yaml_files((fs::path(folder) / "providers").string(), out))
    reader.file("providers/" + name);
  for (const char* name : {"kinds.yaml", "inference.yaml", "codes.yaml", "repairs.yaml", "classes.yaml"})
    reader.file(name);
  return reader.finish();
}

}  // namespace oneway
