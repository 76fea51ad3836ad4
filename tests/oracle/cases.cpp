#include "cases.h"

#include <algorithm>
#include <filesystem>

#include "simcloud/yaml_fields.h"

namespace oracle {
namespace fs = std::filesystem;
namespace {

// v2 is given whole, or as replacements in v1; each must be found.
std::string changed(simcloud::Fields& f, std::string text) {
  f.each("change", [&](const std::string& from, const YAML::Node& to) {
    std::size_t at = text.find(from);
    if (at == std::string::npos) f.fail(to, "not in v1: " + from);
    text.replace(at, from.size(), to.Scalar());
  });
  return text;
}

Case read_case(const std::string& file, const std::string& name, const YAML::Node& node) {
  simcloud::Fields f(node, file);
  Case c;
  c.name = name;
  c.file = fs::path(file).stem();
  c.providers = f.texts("providers");
  c.v1 = f.required("v1").Scalar();
  c.v2 = f.optional("v2").IsDefined() ? f.text("v2") : changed(f, c.v1);
  c.empty = f.flag("empty");
  c.options = f.texts("options");
  auto read_class = [&](const std::string& key) -> std::optional<oneway::RollbackClass> {
    YAML::Node at = f.optional(key);
    if (!at.IsDefined()) return std::nullopt;
    auto cls = oneway::rollback_class_from_id(at.Scalar());
    if (!cls) f.fail(at, "no rollback class: " + at.Scalar());
    return cls;
  };
  c.worst = read_class("worst").value_or(c.worst);
  c.stricter = read_class("stricter");
  c.because = f.text("because");
  if (c.stricter && (c.because.empty() || *c.stricter <= c.worst))
    f.fail(node, "a stricter verdict needs a reason");
  c.fixture = f.text("fixture");
  c.refused = f.text("refused");
  c.says = f.text("says");
  c.gone = f.texts("gone");
  f.text("note");
  f.done();
  return c;
}

}  // namespace

std::vector<Case> load_cases(const std::string& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(fs::path(ONEWAY_SOURCE_DIR) / "tests/oracle" / folder))
    files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::vector<Case> all;
  for (const fs::path& file : files) {
    simcloud::Fields f(YAML::LoadFile(file.string()), file.string());
    for (const auto& entry : f.node())
      all.push_back(read_case(file.string(), entry.first.Scalar(), entry.second));
  }
  return all;
}

}  // namespace oracle
