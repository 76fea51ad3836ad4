#include "simcloud/versions.h"

#include <algorithm>
#include <filesystem>

namespace simcloud {
namespace fs = std::filesystem;
namespace {

// v2 is given whole, or as replacements in v1; each must be found.
std::string changed(Fields& f, std::string text) {
  f.each("change", [&](const std::string& from, const YAML::Node& to) {
    std::size_t at = text.find(from);
    if (at == std::string::npos) f.fail(to, "not in v1: " + from);
    text.replace(at, from.size(), to.Scalar());
  });
  return text;
}

Versions read_versions(Fields& f, const std::string& name) {
  Versions v;
  v.name = name;
  v.providers = f.texts("providers");
  v.v1 = f.required("v1").Scalar();
  v.v2 = f.optional("v2").IsDefined() ? f.text("v2") : changed(f, v.v1);
  f.each("modules",
         [&](const std::string& path, const YAML::Node& text) { v.modules[path] = text.Scalar(); });
  v.options = f.texts("options");
  f.text("note");
  return v;
}

}  // namespace

void each_case(const std::string& folder, const std::function<void(Fields&, Versions)>& visit) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(fs::path(ONEWAY_SOURCE_DIR) / "tests" / folder))
    if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  for (const fs::path& file : files) {
    const YAML::Node document = YAML::LoadFile(file.string());
    Fields all(document, file.string());
    for (const auto& entry : all.node()) {
      Fields f(entry.second, file.string());
      Versions versions = read_versions(f, file.stem().string() + ": " + entry.first.Scalar());
      visit(f, std::move(versions));
      f.done();
    }
  }
}

}  // namespace simcloud
