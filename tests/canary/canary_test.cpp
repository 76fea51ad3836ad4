// Secrets in every place of every input: none of them may come out anywhere.
#include <gtest/gtest.h>

#include <filesystem>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>

#include "canary/canaries.h"
#include "support/process.h"

namespace oneway::canary {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using test::read_file;
using test::run;
using test::TemporaryFolder;
using test::write_file;

constexpr const char* kFormats[] = {"text",  "json",  "ndjson", "markdown", "html",
                                    "sarif", "junit", "github", "gitlab",   "gitlab-terraform"};
constexpr char kProvider[] = "registry.terraform.io/hashicorp/aws";

// Everything the commands say about a plan, by what said it.
std::map<std::string, std::string> all_output(const fs::path& folder, const std::string& plan) {
  std::map<std::string, std::string> said;
  const auto keep = [&](const std::string& name, const test::Outcome& o) {
    said[name] += o.out + "\n" + o.err;
    EXPECT_NE(o.exit, 70) << name << o.err;
    EXPECT_LT(o.exit, 128) << name;
  };
  std::string command = "oneway plan --verbose --ledger ledger.db " + plan;
  for (const char* format : kFormats) command += std::string(" -o ") + format + "=out." + format;
  keep("plan --verbose", run(command, folder));
  for (const char* format : kFormats)
    if (fs::exists(folder / ("out." + std::string(format))))
      said[format] = read_file(folder / ("out." + std::string(format)));
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.path().filename().string().starts_with("ledger.db"))
      said[entry.path().filename().string()] = read_file(entry.path());
  for (const char* command_line : {"repair ", "repair --format commands ", "repair --format json "})
    keep(command_line, run(std::string("oneway ") + command_line + plan, folder));
  fs::remove(folder / "ledger.db");
  return said;
}

void expect_none(const Canaries& canaries, const std::map<std::string, std::string>& said,
                 const std::string& about) {
  for (const auto& [name, text] : said)
    for (const std::string& leak : canaries.found_in(text))
      ADD_FAILURE() << about << ", " << name << ": " << leak;
}

// --- every string of every fixture becomes a secret

struct Replacer {
  Canaries& canaries;
  bool shaped;
  std::map<std::string, std::string> known = {};  // equal texts stay equal

  void replace(json& value) {
    if (value.is_string()) {
      auto [at, fresh] = known.try_emplace(value.get<std::string>());
      if (fresh) at->second = shaped ? canaries.make_shaped("a value") : canaries.make_any("a masked value");
      value = at->second;
    } else if (value.is_structured()) {
      for (json& inner : value) replace(inner);
    }
  }
  void replace_change(json& entry) {
    json& change = entry["change"];
    for (const char* side : {"before", "after"}) {
      replace(change[side]);
      if (!shaped) change[std::string(side) + "_sensitive"] = true;
    }
    for (const char* side : {"before_identity", "after_identity"})
      if (change.contains(side) && shaped) replace(change[side]);
  }
  void replace_tree(json& module) {
    for (json& resource : module["resources"]) {
      replace(resource["values"]);
      if (!shaped) resource["sensitive_values"] = true;
    }
    if (module.contains("child_modules"))
      for (json& child : module["child_modules"]) replace_tree(child);
  }
  void replace_plan(json& plan) {
    for (const char* section : {"resource_changes", "resource_drift"})
      if (plan.contains(section) && plan[section].is_array())
        for (json& entry : plan[section])
          if (entry.contains("change")) replace_change(entry);
    for (const json::json_pointer& path :
         {"/planned_values/root_module"_json_pointer, "/prior_state/values/root_module"_json_pointer})
      if (plan.contains(path)) replace_tree(plan[path]);
    if (plan.contains("variables"))
      for (json& variable : plan["variables"])
        if (shaped) replace(variable["value"]);
  }
};

TEST(Canary, NoValueOfAFixtureComesOutOnceItIsASecret) {
  std::size_t plans = 0, secrets = 0;
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(ONEWAY_SOURCE_DIR) / "fixtures/plans")) {
    if (entry.path().extension() != ".json") continue;
    for (bool shaped : {false, true}) {
      json plan = json::parse(read_file(entry.path()), nullptr, false);
      if (plan.is_discarded() || !plan.is_object() || !plan.contains("resource_changes")) continue;
      Canaries canaries;
      Replacer{canaries, shaped}.replace_plan(plan);
      const TemporaryFolder folder;
      write_file(folder.path() / "plan.json", plan.dump());
      expect_none(canaries, all_output(folder.path(), "plan.json"),
                  entry.path().parent_path().filename().string() + (shaped ? " (by shape)" : " (masked)"));
      ++plans;
      secrets += canaries.size();
    }
  }
  std::cout << secrets << " secrets in " << plans << " plans made from fixtures\n";
  EXPECT_GT(plans, 50u);
}

// --- a plan, a state and a log with secrets in every place

json change(const std::string& address, json actions, json before, json after,
            json before_mask = json::object(), json after_mask = json::object()) {
  const std::size_t dot = address.find('.');
  return {{"address", address},
          {"mode", "managed"},
          {"type", address.substr(0, dot)},
          {"name", address.substr(dot + 1)},
          {"provider_name", kProvider},
          {"change",
           {{"actions", actions},
            {"before", before},
            {"after", after},
            {"after_unknown", json::object()},
            {"before_sensitive", before_mask},
            {"after_sensitive", after_mask}}}};
}

json plan_of(json changes) {
  return {{"format_version", "1.2"},
          {"terraform_version", "1.11.4"},
          {"resource_changes", std::move(changes)},
          {"applyable", true},
          {"complete", true},
          {"errored", false}};
}

// Arguments that evidence and messages quote.
json database(const std::string& identifier, const std::string& engine_version) {
  return {{"identifier", identifier},
          {"engine", "postgres"},
          {"engine_version", engine_version},
          {"skip_final_snapshot", true},
          {"storage_encrypted", false},
          {"backup_retention_period", 7},
          {"final_snapshot_identifier", nullptr},
          {"allocated_storage", 10}};
}

struct Scene {
  Canaries canaries;
  json plan = plan_of(json::array());

  json& changes() { return plan["resource_changes"]; }

  // One secret of every shape in what is shown of a database: masked, and copied to where no mask is.
  void masked_and_copied() {
    for (int i = 0; i < kShapes; ++i) {
      const std::string secret = canaries.make(static_cast<Shape>(i), "a masked argument and its copies");
      const std::string n = std::to_string(i);
      json before = database("db" + n, secret), after = database("db" + n, secret + "x");
      changes().push_back(change("aws_db_instance.masked" + n, {"update"}, before, after,
                                 {{"engine_version", true}}, {{"engine_version", true}}));
      for (const std::string& copy : {secret, "before-" + secret + "-after", base64("user:" + secret)})
        changes().push_back(change("aws_db_instance.copy" + std::to_string(changes().size()), {"delete"},
                                   database(copy, copy), nullptr));
    }
  }

  // By the name of its argument, unmarked; and a copy of it.
  void named() {
    for (int i = 0; i < kShapes; ++i) {
      const std::string secret = canaries.make(static_cast<Shape>(i), "an argument called password"),
                        n = std::to_string(i);
      json before = database("n" + n, "15"), after = database("n" + n, "16");
      before["password"] = secret;
      after["password"] = secret + "2";
      changes().push_back(change("aws_db_instance.named" + n, {"delete", "create"}, before, after));
      changes().push_back(
          change("aws_s3_bucket.named" + n, {"delete"}, {{"bucket", secret}, {"id", secret}}, nullptr));
      changes().push_back(change("aws_ssm_parameter.named" + n, {"update"},
                                 {{"name", "/a"}, {"type", "String"}, {"value", secret}},
                                 {{"name", "/a"}, {"type", "String"}, {"value", secret + "2"}}));
    }
  }

  // By its shape only, in names, ids and versions; created, destroyed, forgotten, moved, deposed.
  void shaped() {
    for (int i = static_cast<int>(Shape::AwsKeyId); i < kShapes; ++i) {
      const std::string secret = canaries.make(static_cast<Shape>(i), "a name, an id, a version"),
                        n = std::to_string(i);
      changes().push_back(change("aws_instance.data" + n, {"delete", "create"},
                                 {{"user_data", secret}, {"ami", secret}},
                                 {{"user_data", secret + "2"}, {"ami", secret + "2"}}));
      changes().back()["change"]["replace_paths"] = json::array({{"user_data"}, {"ami"}});
      changes().push_back(change("aws_db_instance.deposed" + n, {"delete"}, database("x", secret), nullptr));
      changes().back()["deposed"] = "00" + std::to_string(100000 + i);
      if (!is_of_known_make(static_cast<Shape>(i))) continue;  // what is only random may be an id
      json bucket = {
          {"bucket", secret}, {"id", secret}, {"tags", {{"Name", secret}}}, {"force_destroy", true}};
      changes().push_back(change("aws_s3_bucket.old" + n, {"delete"}, bucket, nullptr));
      changes().push_back(change("aws_s3_bucket.new" + n, {"create"}, nullptr, bucket));
      changes().push_back(change("aws_s3_bucket.kept" + n, {"forget"}, bucket, nullptr));
      changes().back()["change"]["before_identity"] = {{"bucket", secret}};
    }
  }

  // Each with an unmarked copy in a name that is shown.
  void copy_shown(const std::string& secret) {
    changes().push_back(change("aws_s3_bucket.shown" + std::to_string(changes().size()), {"delete"},
                               {{"bucket", secret}, {"id", secret}, {"force_destroy", true}}, nullptr));
  }

  void other_sections() {
    for (int i = 0; i < 12; ++i) {
      const std::string n = std::to_string(i);
      const auto make = [&](const char* place) {
        const std::string secret = canaries.make(i % 2 == 0 ? Shape::Plain : Shape::PlainWithSymbols, place);
        copy_shown(secret);
        return secret;
      };
      plan["variables"]["marked" + n]["value"] = make("a sensitive variable");
      plan["configuration"]["root_module"]["variables"]["marked" + n] = {{"sensitive", true}};
      plan["variables"]["db_password" + n]["value"] = make("a variable called password");
      plan["output_changes"]["marked" + n] = {{"actions", {"update"}},
                                              {"before", make("a sensitive output")},
                                              {"after", make("a sensitive output")},
                                              {"before_sensitive", true},
                                              {"after_sensitive", true}};
      plan["output_changes"]["api_token" + n] = {
          {"actions", {"create"}}, {"before", nullptr}, {"after", make("an output called token")}};
      plan["configuration"]["provider_config"]["aws" + n] = {
          {"name", "aws"},
          {"full_name", kProvider},
          {"expressions", {{"secret_key", {{"constant_value", make("the configuration of a provider")}}}}}};
      plan["resource_drift"].push_back(change("aws_db_instance.drift" + n, {"update"},
                                              {{"engine_version", make("drift, before")}},
                                              {{"engine_version", make("drift, after")}},
                                              {{"engine_version", true}}, {{"engine_version", true}}));
      plan["prior_state"]["values"]["root_module"]["resources"].push_back(
          {{"address", "aws_db_instance.named" + n},
           {"mode", "managed"},
           {"type", "aws_db_instance"},
           {"name", "named" + n},
           {"provider_name", kProvider},
           {"values", {{"identifier", "x"}, {"domain_auth_secret_arn", canaries.make_shaped("prior_state")}}},
           {"sensitive_values", {{"identifier", true}}}});
      plan["checks"].push_back({{"address", {{"kind", "check"}, {"to_display", "check.c" + n}}},
                                {"status", "fail"},
                                {"instances",
                                 {{{"address", {{"to_display", "check.c" + n}}},
                                   {"status", "fail"},
                                   {"problems",
                                    {{{"message", "the token " + canaries.make_shaped("a failed check") +
                                                      " is not accepted, password: " +
                                                      canaries.make(Shape::Plain, "a failed check")}}}}}}}});
    }
    plan["prior_state"]["format_version"] = "1.0";
  }

  void provisioners() {
    for (int i = 0; i < 6; ++i) {
      const std::string n = std::to_string(i);
      changes().push_back(change("terraform_data.run" + n, {"create"}, nullptr, json::object()));
      const std::string secret =
          canaries.make(i % 2 ? Shape::Plain : Shape::GitHub, "a provisioner's command");
      plan["configuration"]["root_module"]["resources"].push_back(
          {{"address", "terraform_data.run" + n},
           {"mode", "managed"},
           {"type", "terraform_data"},
           {"name", "run" + n},
           {"provisioners",
            {{{"type", "local-exec"},
              {"expressions",
               {{"command",
                 {{"constant_value", i % 3 ? "psql --user app:" + secret : "PW=" + secret + " run"}}}}}}}}});
    }
  }

  void everything() {
    masked_and_copied();
    named();
    shaped();
    other_sections();
    provisioners();
  }
};

TEST(Canary, NoSecretOfAPlanComesOut) {
  Scene scene;
  scene.everything();
  const TemporaryFolder folder;
  write_file(folder.path() / "plan.json", scene.plan.dump());
  const auto said = all_output(folder.path(), "plan.json");
  expect_none(scene.canaries, said, "the plan");
  std::cout << scene.canaries.size() << " secrets in one plan, " << said.size() << " outputs\n";
  EXPECT_GE(scene.canaries.size(), 200u);
  EXPECT_GE(said.size(), 15u);
  EXPECT_NE(said.at("text").find("aws_db_instance.masked0"), std::string::npos);
}

TEST(Canary, NoSecretComesOutOfADamagedPlan) {
  Scene scene;
  scene.everything();
  const std::string whole = scene.plan.dump();
  const TemporaryFolder folder;
  std::size_t refused = 0;
  for (std::size_t i = 1; i <= 60; ++i) {
    std::string text = whole.substr(0, whole.size() * i / 61);
    if (i % 3 == 0) text += "\x01";
    if (i % 3 == 1) text += "\xFF\"";
    write_file(folder.path() / "plan.json", text);
    const auto o = run("oneway plan --verbose plan.json", folder.path());
    refused += o.exit == 3;
    expect_none(scene.canaries, {{"stdout", o.out}, {"stderr", o.err}},
                "cut at " + std::to_string(text.size()));
  }
  EXPECT_EQ(refused, 60u);
}

TEST(Canary, NoSecretComesOutOfAFaultsPathOrAFilesName) {
  Canaries canaries;
  const TemporaryFolder folder;
  for (int i = static_cast<int>(Shape::AwsKeyId); i <= static_cast<int>(Shape::Hex); ++i) {
    if (!is_of_known_make(static_cast<Shape>(i))) continue;
    const std::string key = canaries.make(static_cast<Shape>(i), "a key, a file's name");
    json plan = plan_of({change("a_b.c", {"delete"}, {{"tokens", {{key, 1}}}}, nullptr)});
    std::string text = plan.dump();
    const std::string member = "\"" + key + "\":1";
    text.replace(text.find(member), member.size(), member + "," + member);
    write_file(folder.path() / (key + ".json"), text);
    const auto twice = run("oneway plan --verbose '" + key + ".json'", folder.path());
    EXPECT_EQ(twice.exit, 3);
    text.replace(text.find(member), member.size(), "\"" + key + "\":nope");
    write_file(folder.path() / (key + ".json"), text);
    const auto broken = run("oneway plan '" + key + ".json'", folder.path());
    EXPECT_EQ(broken.exit, 3);
    write_file(folder.path() / (key + ".json"), plan.dump());
    auto said = all_output(folder.path(), "'" + key + ".json'");
    said["twice"] = twice.out + twice.err;
    said["broken"] = broken.out + broken.err;
    said["missing"] = run("oneway plan 'no-" + key + "'", folder.path()).err;
    expect_none(canaries, said, "keys and files");
  }
}

// --- states and logs

json state_of(Canaries& canaries, int serial) {
  json state = {{"version", 4},
                {"terraform_version", "1.11.4"},
                {"serial", serial},
                {"lineage", "3f6a1c2e-1111-2222-3333-444455556666"},
                {"outputs", json::object()},
                {"resources", json::array()},
                {"check_results", nullptr}};
  for (int i = 0; i < kShapes; ++i) {
    const std::string n = std::to_string(i), secret = canaries.make(static_cast<Shape>(i), "a state");
    state["outputs"]["o" + n] = {{"value", secret}, {"type", "string"}, {"sensitive", true}};
    const bool marked = i < static_cast<int>(Shape::AwsKeyId) || i % 2 == 0;
    json instance = {
        {"schema_version", 1},
        {"attributes", {{"id", secret}, {"bucket", secret}, {"identifier", secret}, {"password", secret}}},
        {"sensitive_attributes", json::array()},
        {"private", base64(secret)}};
    if (marked)
      for (const char* name : {"id", "bucket", "identifier"})
        instance["sensitive_attributes"].push_back({{{"type", "get_attr"}, {"value", name}}});
    state["resources"].push_back({{"mode", "managed"},
                                  {"type", i % 3 ? "aws_s3_bucket" : "aws_db_instance"},
                                  {"name", "r" + n},
                                  {"provider", "provider[\"" + std::string(kProvider) + "\"]"},
                                  {"instances", {instance}}});
  }
  return state;
}

TEST(Canary, NoSecretOfAStateComesOut) {
  Canaries canaries;
  const TemporaryFolder folder;
  const json candidate = state_of(canaries, 3), current = state_of(canaries, 9);
  json fewer = current;
  fewer["resources"].erase(fewer["resources"].begin(), fewer["resources"].begin() + 10);
  write_file(folder.path() / "old.tfstate", candidate.dump());
  write_file(folder.path() / "new.tfstate", current.dump());
  write_file(folder.path() / "fewer.tfstate", fewer.dump());
  std::map<std::string, std::string> said;
  for (const char* other : {"new", "fewer"})
    for (const char* format : {"text", "json", "markdown"}) {
      const auto o = run(std::string("oneway restore --verbose --candidate old.tfstate --current ") + other +
                             ".tfstate --format " + format,
                         folder.path());
      EXPECT_NE(o.exit, 3) << o.err;
      said[std::string(other) + " " + format] = o.out + o.err;
    }
  const auto cut = candidate.dump();
  for (std::size_t i = 1; i < 20; ++i) {
    write_file(folder.path() / "cut.tfstate", cut.substr(0, cut.size() * i / 20));
    const auto o = run("oneway restore --candidate cut.tfstate --current new.tfstate", folder.path());
    EXPECT_EQ(o.exit, 3);
    said["cut " + std::to_string(i)] = o.out + o.err;
  }
  expect_none(canaries, said, "the states");
  std::cout << canaries.size() << " secrets in two states\n";
}

TEST(Canary, NoSecretOfALogComesOut) {
  Canaries canaries;
  std::string log =
      R"({"@level":"info","@message":"Terraform 1.11.4","type":"version","terraform":"1.11.4","ui":"1.2"})";
  log += "\n";
  for (int i = 0; i < 24; ++i) {
    const std::string secret = canaries.make_shaped("a message of the log");
    log += json{{"@level", "error"},
                {"@message", "Error: " + secret},
                {"type", "diagnostic"},
                {"diagnostic", {{"severity", "error"}, {"summary", secret}, {"detail", "with " + secret}}}}
               .dump() +
           "\n";
    log += json{{"@level", "info"},
                {"@message", "out: " + secret},
                {"type", "outputs"},
                {"outputs", {{"o", {{"sensitive", true}, {"value", secret}, {"action", "create"}}}}}}
               .dump() +
           "\n";
  }
  const TemporaryFolder folder;
  write_file(folder.path() / "log.json", log);
  expect_none(canaries, all_output(folder.path(), "log.json"), "the log");
}

// --- releases and declarations

TEST(Canary, NoSecretComesOutOfAReleaseOrADeclaration) {
  Scene scene;
  scene.everything();
  const TemporaryFolder folder;
  fs::create_directories(folder.path() / "plans/prod");
  write_file(folder.path() / "plans/prod/plan.json", scene.plan.dump());
  write_file(folder.path() / "plan.json", scene.plan.dump());
  std::map<std::string, std::string> said;
  for (const char* format : {"text", "json", "markdown", "junit"}) {
    const auto o =
        run(std::string("oneway release --verbose --upgrade plans --format ") + format, folder.path());
    EXPECT_TRUE(o.exit == 0 || o.exit == 1) << o.err;
    said[std::string("release ") + format] = o.out + o.err;
  }
  const auto blessed = run("oneway release --upgrade plans --bless", folder.path());
  said["bless"] = blessed.out + blessed.err;
  for (const auto& entry : fs::recursive_directory_iterator(folder.path()))
    if (entry.path().filename() == "oneway.expect.yaml") said["expectations"] = read_file(entry.path());
  const auto init = run("oneway change init plan.json", folder.path());
  said["change init"] = init.out + init.err;
  expect_none(scene.canaries, said, "releases");
}

}  // namespace
}  // namespace oneway::canary
