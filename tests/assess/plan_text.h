// Small plans written as text, judged as a whole through the real readers, in any order of their entries.
#pragma once
#include <algorithm>
#include <string>
#include <vector>

#include "assess/plan/plan_assessor.h"
#include "ingest/plan/reader.h"

namespace oneway::test {

// One entry of resource_changes; every text is JSON. `address` is as the engine prints it.
struct Entry {
  std::string address;
  std::string actions = R"(["create"])";
  std::string before = "null", after = "null", unknown = "{}";
  std::string provider = "registry.terraform.io/hashicorp/aws";
  std::string before_sensitive = "{}", after_sensitive = "{}";
};

inline std::string json_string(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n')
      out += "\\n";
    else
      out += c;
  }
  return out + "\"";
}

// Values as the engine gives them for an object that is destroyed or created; what is computed is unknown at
// first.
inline Entry gone(std::string address, std::string values) {
  Entry e;
  e.address = std::move(address);
  e.actions = R"(["delete"])";
  e.before = std::move(values);
  return e;
}
inline Entry made(std::string address, std::string values,
                  std::string unknown = R"({"id":true,"arn":true})") {
  Entry e;
  e.address = std::move(address);
  e.after = std::move(values);
  e.unknown = std::move(unknown);
  return e;
}
inline Entry changed(std::string address, std::string actions, std::string before, std::string after,
                     std::string unknown = R"({"id":true})") {
  Entry e = made(std::move(address), std::move(after), std::move(unknown));
  e.actions = std::move(actions);
  e.before = std::move(before);
  return e;
}

inline std::string plan_text(const std::vector<Entry>& entries, const std::string& configuration = "{}",
                             const std::string& prior = R"({"format_version":"1.0"})", bool sorted = false) {
  std::string changes;
  for (const Entry& e : entries) {
    const Address a = parse_address(e.address).value();
    changes += (changes.empty() ? "" : ",") + std::string("{\"address\":") + json_string(e.address) +
               ",\"mode\":\"managed\",\"type\":" + json_string(a.type) + ",\"name\":" + json_string(a.name) +
               ",\"provider_name\":" + json_string(e.provider) + ",\"change\":{\"actions\":" + e.actions +
               ",\"before\":" + e.before + ",\"after\":" + e.after + ",\"after_unknown\":" + e.unknown +
               ",\"before_sensitive\":" + e.before_sensitive + ",\"after_sensitive\":" + e.after_sensitive +
               "}}";
  }
  const std::string head =
      R"("format_version":"1.2","terraform_version":"1.11.4","planned_values":{"root_module":{}},)";
  const std::string list = "\"resource_changes\":[" + changes + "],";
  const std::string rest = "\"prior_state\":" + prior + ",\"configuration\":" + configuration + ",";
  const std::string verdict = R"("applyable":true,"complete":true,"errored":false)";
  // The engine's order of sections, or another one (`jq -S` puts the configuration and the prior state
  // first).
  return "{" + (sorted ? rest + head + list : head + list + rest) + verdict + "}";
}

// Judges the plans together, as `oneway plan A B` does.
inline Assessment assess(const std::vector<std::string>& plans) {
  PlanAssessor assessor(Catalog::builtin());
  std::vector<InputInfo> infos;
  for (const std::string& text : plans) {
    auto source = memory_source(text);
    json::Reader reader(*source);
    PlanReader(reader, 1'000'000, [&]() -> PlanVisitor& { return assessor.begin(); }).read();
    InputInfo info;
    info.path = "plan-" + std::to_string(infos.size());
    info.engine = Engine::Terraform;
    info.engine_version = "1.11.4";
    infos.push_back(info);
  }
  return assessor.finish(infos);
}

inline Assessment assess(std::vector<Entry> entries, const std::string& configuration = "{}") {
  return assess(std::vector<std::string>{plan_text(entries, configuration)});
}

inline const AssessedChange* change_of(const Assessment& a, const std::string& address) {
  const auto it =
      std::find_if(a.changes.begin(), a.changes.end(), [&](const auto& c) { return c.address == address; });
  return it == a.changes.end() ? nullptr : &*it;
}

}  // namespace oneway::test
