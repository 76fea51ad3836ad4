// Every file in fixtures/judgements states what is right for one surface: a change, its class, and what the
// report says.
#include <gtest/gtest.h>
#include <unistd.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "assess/plan/plan_assessor.h"
#include "ingest/input.h"

namespace oneway {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

json to_json(const YAML::Node& n) {
  if (n.IsMap()) {
    json out = json::object();
    for (const auto& member : n) out[member.first.Scalar()] = to_json(member.second);
    return out;
  }
  if (n.IsSequence()) {
    json out = json::array();
    for (const auto& element : n) out.push_back(to_json(element));
    return out;
  }
  if (n.IsNull()) return nullptr;
  const std::string text = n.Scalar();
  if (n.Tag() == "!") return text;  // quoted
  if (text == "true" || text == "false") return text == "true";
  const json number = json::parse(text, nullptr, false);
  return number.is_number() ? number : json(text);
}

// Plain values as the configuration section writes them: each scalar as a constant expression.
json expressions(const json& v) {
  if (v.is_object() || v.is_array()) {
    json out = v;
    for (auto& element : out) element = expressions(element);
    return out;
  }
  return {{"constant_value", v}};
}

json plan_of(const YAML::Node& c) {
  const std::string type = c["type"].Scalar(), name = "x";
  json change = {{"actions", to_json(c["actions"])}, {"before", nullptr},         {"after", nullptr},
                 {"after_unknown", json::object()},  {"before_sensitive", false}, {"after_sensitive", false}};
  for (const char* key :
       {"before", "after", "after_unknown", "before_sensitive", "after_sensitive", "replace_paths"})
    if (c[key]) change[key] = to_json(c[key]);
  json entry = {{"address", type + "." + name},
                {"mode", "managed"},
                {"type", type},
                {"name", name},
                {"provider_name", "registry.terraform.io/example/example"},
                {"change", change}};
  if (c["action_reason"]) entry["action_reason"] = c["action_reason"].Scalar();
  json configuration = json::object();
  if (c["provider_config"])
    configuration["provider_config"] = {{"p",
                                         {{"name", "p"},
                                          {"full_name", "registry.terraform.io/example/example"},
                                          {"expressions", expressions(to_json(c["provider_config"]))}}}};
  return {{"format_version", "1.2"},
          {"terraform_version", "1.11.4"},
          {"resource_changes", json::array({entry})},
          {"configuration", configuration},
          {"complete", true},
          {"applyable", true},
          {"errored", false}};
}

Assessment assess(const json& plan) {
  const fs::path path =
      fs::temp_directory_path() / ("oneway-judgement-" + std::to_string(::getpid()) + ".json");
  std::ofstream(path) << plan.dump();
  PlanAssessor assessor(Catalog::builtin());
  auto inputs = read_plans(path.string(), {}, [&](std::size_t) -> PlanVisitor& { return assessor.begin(); });
  fs::remove(path);
  return assessor.finish(std::move(inputs));
}

std::string everything_said(const AssessedChange& c) {
  std::string text = c.why_replaced + "\n" + c.window.length + "\n";
  for (const Effect& e : c.effects) text += e.code + " " + e.message + "\n";
  for (const ApplyStop& s : c.apply_stops) text += s.code + " " + s.message + "\n";
  for (const Repair& r : c.repairs) text += r.pattern + " " + r.summary + "\n";
  return text;
}

void check(const YAML::Node& expected, const std::string& file) {
  const std::string name = expected["name"].Scalar();
  SCOPED_TRACE(file + ": " + name);
  const Assessment a = assess(plan_of(expected));
  ASSERT_EQ(a.changes.size(), 1u);
  const AssessedChange& c = a.changes.front();
  const std::string said = everything_said(c);
  EXPECT_EQ(id(c.cls), expected["class"].Scalar()) << said;
  for (const auto& code : expected["codes"])
    EXPECT_NE(said.find(code.Scalar()), std::string::npos) << code.Scalar() << " not in\n" << said;
  for (const auto& code : expected["not_codes"])
    EXPECT_EQ(said.find(code.Scalar()), std::string::npos) << code.Scalar() << " in\n" << said;
  for (const auto& text : expected["says"])
    EXPECT_NE(said.find(text.Scalar()), std::string::npos) << text.Scalar() << " not in\n" << said;
  if (expected["window"]) EXPECT_EQ(c.window.length, expected["window"].Scalar());
  if (expected["stops_with"])
    EXPECT_TRUE(std::any_of(c.apply_stops.begin(), c.apply_stops.end(), [&](const ApplyStop& s) {
      return s.code == expected["stops_with"].Scalar();
    })) << said;
  if (expected["stops"]) {
    std::string stops;
    for (const ApplyStop& s : c.apply_stops) stops += s.code + (s.certain ? "" : "?") + " ";
    if (!stops.empty()) stops.pop_back();
    EXPECT_EQ(stops, expected["stops"].Scalar()) << said;
  }
}

TEST(Judgements, EveryStatedJudgementHolds) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(fs::path(ONEWAY_SOURCE_DIR) / "fixtures/judgements"))
    if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::size_t n = 0;
  for (const fs::path& file : files)
    for (const auto& expected : YAML::LoadFile(file.string())) {
      check(expected, file.filename().string());
      ++n;
    }
  std::cout << "tally: judgements, " << n << " stated in " << files.size() << " files\n";
  EXPECT_GT(n, 0u);
}

}  // namespace
}  // namespace oneway
