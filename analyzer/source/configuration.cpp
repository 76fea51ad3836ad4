#include "source/configuration.h"

#include <algorithm>

namespace oneway {
namespace {
namespace fs = std::filesystem;

constexpr std::string_view kMark = "oneway:ack";
constexpr std::size_t kMostMarks = 1'000;  // of one module

bool is_local(std::string_view source) {
  return source.starts_with("./") || source.starts_with("../") || source == "." || source == "..";
}

bool is_resource(std::string_view kind) {
  return kind == "resource" || kind == "data" || kind == "ephemeral";
}

// How the block is named within its module.
std::string name_of(const Block& b) {
  const bool resource = is_resource(b.kind) || b.kind == "action";
  if (resource ? b.labels.size() != 2 : b.kind != "module" || b.labels.size() != 1) return "";
  const std::string kind = b.kind == "resource" ? "" : b.kind + ".";
  return resource ? kind + b.labels[0] + "." + b.labels[1] : kind + b.labels[0];
}

SourceLocation location_of(const Block& b, const std::string& file) {
  return {file, b.begin.line, b.begin.column, b.end.line, b.end.column, true};
}

std::string prefix_of(const std::vector<std::string>& modules) {
  std::string text;
  for (const std::string& name : modules) text += "module." + name + ".";
  return text;
}

// The block that a comment stands beside: the one around it, or the one right below the lines of comments
// that it is part of.
const Block* beside(const BlockList& list, std::size_t index) {
  const Comment& c = list.comments[index];
  for (const Block& b : list.blocks)
    if (b.begin.line <= c.first_line && c.last_line <= b.end.line) return &b;
  std::size_t below = c.last_line + 1;
  for (std::size_t i = index + 1;
       c.alone && i < list.comments.size() && list.comments[i].alone && list.comments[i].first_line == below;
       ++i)
    below = list.comments[i].last_line + 1;
  for (const Block& b : list.blocks)
    if (c.alone && b.begin.line == below) return &b;
  return nullptr;
}

}  // namespace

Configuration::Configuration(SourceFiles& files, const std::vector<ConfigModuleCall>& calls, Engine engine) {
  const bool tofu = engine != Engine::Terraform;
  modules_[{}] = files.dir().string();
  read_folder(files, files.dir(), tofu);
  std::vector<const ConfigModuleCall*> outer_first;
  for (const ConfigModuleCall& call : calls) outer_first.push_back(&call);
  std::sort(outer_first.begin(), outer_first.end(), [](const auto* a, const auto* b) {
    return std::tuple(a->module_path.size(), a->module_path, a->name) <
           std::tuple(b->module_path.size(), b->module_path, b->name);
  });
  for (const ConfigModuleCall* call : outer_first) {
    const auto caller = modules_.find(call->module_path);
    if (caller == modules_.end() || !is_local(call->source)) continue;
    const fs::path folder = (fs::path(caller->second) / call->source / "").lexically_normal().parent_path();
    std::vector<std::string> path = call->module_path;
    path.push_back(call->name);
    modules_[path] = folder.string();
    if (!folders_.contains(folder.string())) read_folder(files, folder, tofu);
  }
}

void Configuration::read_folder(SourceFiles& files, const fs::path& path, bool tofu) {
  Folder& folder = folders_[path.string()];
  files.each(path, tofu, [&](const SourceFiles::File& file) { add(folder, file); });
}

void Configuration::add(Folder& folder, const SourceFiles::File& file) {
  const BlockList list = file.json ? read_json_blocks(file.text) : read_hcl_blocks(file.text);
  if (folder.first_file.empty()) folder.first_file = file.name;
  for (const Block& b : list.blocks)
    if (std::string name = name_of(b); !name.empty()) folder.blocks.emplace(name, location_of(b, file.name));
  for (std::size_t i = 0; i < list.comments.size(); ++i) {
    const Comment& c = list.comments[i];
    if (c.text.find(kMark) == std::string::npos || folder.comments.size() >= kMostMarks) continue;
    const Block* block = beside(list, i);
    folder.comments.push_back(
        {file.name, block && is_resource(block->kind) ? name_of(*block) : "", c.text, c.first_line});
  }
}

std::optional<SourceLocation> Configuration::locate(std::string_view text) const {
  std::vector<ModuleStep> steps;
  std::string name;
  if (const auto address = parse_address(text)) {
    steps = address->modules;
    name = (address->mode == "managed" ? "" : address->mode + ".") + address->type + "." + address->name;
  } else if (auto path = parse_module_path(text)) {
    steps = std::move(*path);
  }
  std::vector<std::string> path;
  for (const ModuleStep& step : steps) path.push_back(step.name);
  if (name.empty() && !path.empty()) {
    name = "module." + path.back();
    path.pop_back();
  }
  for (bool exact = true;; exact = false) {
    if (const auto module = modules_.find(path); module != modules_.end()) {
      const Folder& folder = folders_.at(module->second);
      if (const auto block = folder.blocks.find(name); block != folder.blocks.end()) {
        SourceLocation found = block->second;
        found.exact = exact;
        return found;
      }
      if (path.empty()) {
        if (folder.first_file.empty()) return std::nullopt;
        return SourceLocation{folder.first_file, 1, 1, 1, 1, false};
      }
    }
    name = "module." + path.back();
    path.pop_back();
  }
}

std::vector<Configuration::Mark> Configuration::marks() const {
  std::vector<Mark> marks;
  for (const auto& [path, folder] : folders_)
    for (const Folder::FileComment& c : folder.comments) {
      Mark mark{c.text, c.file, c.line, {}};
      for (const auto& [modules, where] : modules_)
        if (where == path && !c.resource.empty()) mark.resources.push_back(prefix_of(modules) + c.resource);
      marks.push_back(std::move(mark));
    }
  return marks;
}

}  // namespace oneway
