#include "cases.h"

namespace oracle {
namespace {

Case read_case(simcloud::Fields& f, simcloud::Versions versions) {
  Case c;
  static_cast<simcloud::Versions&>(c) = std::move(versions);
  c.before = f.text("before");
  c.then = f.texts("then");
  f.each_item("faults", [&](const YAML::Node& fault) { c.faults.push_back(simcloud::to_json(fault)); });
  c.empty = f.flag("empty");
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
    f.fail(f.node(), "a stricter verdict needs a reason");
  c.fixture = f.text("fixture");
  c.refused = f.text("refused");
  c.says = f.text("says");
  c.gone = f.texts("gone");
  return c;
}

}  // namespace

std::vector<Case> load_cases(const std::string& folder) {
  std::vector<Case> all;
  simcloud::each_case("oracle/" + folder, [&](simcloud::Fields& f, simcloud::Versions versions) {
    all.push_back(read_case(f, std::move(versions)));
  });
  return all;
}

}  // namespace oracle
