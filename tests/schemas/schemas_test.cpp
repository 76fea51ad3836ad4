// The JSON Schemas that editors use, held against the readers: both take and refuse the same documents.
#include <gtest/gtest.h>

#include <set>

#include "catalog/words.h"
#include "catalog/yaml/tree.h"
#include "declaration/declaration.h"
#include "model/error.h"
#include "policy/policy.h"
#include "release/expectations.h"
#include "support/process.h"
#include "support/schema.h"

namespace oneway {
namespace {

using nlohmann::json;
using report::testing::load_schema;
using report::testing::violations;

json as_json(const yaml::Node& node) {
  json out;
  switch (node.kind) {
    case yaml::Node::Kind::Null:
      return nullptr;
    case yaml::Node::Kind::Scalar:
      if (!node.quoted && (node.text == "true" || node.text == "false")) return node.text == "true";
      if (!node.quoted && yaml::is_number(node.text)) return json::parse(node.text);
      return node.text;
    case yaml::Node::Kind::List:
      out = json::array();
      for (const yaml::Node& item : node.items) out.push_back(as_json(item));
      return out;
    case yaml::Node::Kind::Map:
      out = json::object();
      for (std::size_t i = 0; i < node.items.size(); ++i) out[node.keys[i].text] = as_json(node.items[i]);
      return out;
  }
  return out;
}

struct Case {
  bool sound;
  const char* text;
};

// `read` throws UsageError for what it refuses.
template <class Read>
void hold_against(const char* schema_file, Read read, std::initializer_list<Case> cases) {
  const json schema = load_schema(schema_file);
  for (const Case& c : cases) {
    Diagnostics faults;
    const json document = as_json(yaml::parse(c.text, "case.yaml", faults));
    ASSERT_FALSE(faults.has_errors()) << c.text;
    EXPECT_EQ(violations(document, schema, true).empty(), c.sound) << "the schema: " << c.text;
    std::string complaint;
    try {
      read(c.text);
    } catch (const UsageError& e) {
      complaint = e.what();
    }
    EXPECT_EQ(complaint.empty(), c.sound) << "the reader: " << c.text << complaint;
  }
}

TEST(Schemas, OfThePolicy) {
  const auto acknowledgement = [](const char* fields) {
    return std::string("acknowledge: [{address: \"**\", reason: r, approved_by: ana, ") + fields + "}]\n";
  };
  const Day today = *parse_day("2026-11-25");
  const std::string by_code = acknowledgement("code: OW201, expires: 2027-01-31"),
                    by_class = acknowledgement("class: forward-only, expires: 2027-01-31"),
                    of_nothing = acknowledgement("expires: 2027-01-31"),
                    endless = acknowledgement("code: OW201"),
                    undated = acknowledgement("code: OW201, expires: soon"),
                    misspelt = acknowledgement("code: OW201, expires: 2027-01-31, digest: ab"),
                    no_code = acknowledgement("code: lost, expires: 2027-01-31");
  hold_against(
      "analyzer/policy/policy.schema.json", [&](const char* text) { read_policy(text, "case.yaml", today); },
      {{true, "{}"},
       {true, "fail_on: forward-only"},
       {true,
        "environments: {prod: {fail_on: compensatable}}\nsurfaces: {database: {fail_on: forward-only}}"},
       {true, "fail: [OW201]\nwarn: [OW513, OW401]"},
       {true, "protect: {addresses: [\"module.core.**\"], types: [aws_db_instance]}"},
       {true, "limits: {destroys: 0, percent_destroyed: 100}"},
       {true, "acknowledge_for_at_most_days: 30"},
       {true, "warn_on: forward-only\nacknowledge_in_source: false\nacknowledge_in_policy: true"},
       {false, "acknowledge_in_source: never"},
       {true, by_code.c_str()},
       {true, by_class.c_str()},
       {false, "[]"},
       {false, "fail_om: forward-only"},
       {false, "fail_on: forwards"},
       {false, "fail_on:"},
       {false, "fail: OW201"},
       {false, "fail: [lost]"},
       {false, "environments: [prod]"},
       {false, "environments: {prod: forward-only}"},
       {false, "environments: {prod: {warn: [OW201]}}"},
       {false, "surfaces: {databases: {fail_on: forward-only}}"},
       {false, "protect: [aws_db_instance]"},
       {false, "protect: {adresses: []}"},
       {false, "limits: {destroys: -1}"},
       {false, "limits: {destroys: 1.5}"},
       {false, "limits: {percent_destroyed: 101}"},
       {false, "acknowledge_for_at_most_days: 0"},
       {false, "acknowledge: {}"},
       {false, of_nothing.c_str()},
       {false, endless.c_str()},
       {false, undated.c_str()},
       {false, misspelt.c_str()},
       {false, no_code.c_str()}});
}

// The keys that a reader knows, as it lists them to somebody who wrote quite another one.
template <class Read>
std::set<std::string> keys_of(Read read, const std::string& text) {
  std::string message;
  try {
    read(text);
  } catch (const UsageError& e) {
    message = e.what();
  }
  const std::size_t begin = message.find("(it knows: ") + 11;
  std::set<std::string> keys;
  std::string key;
  for (char c : message.substr(begin, message.find(')', begin) - begin) + ",")
    if (c == ',')
      keys.insert(std::exchange(key, ""));
    else if (c != ' ')
      key += c;
  return keys;
}

std::set<std::string> properties(const json& schema) {
  std::set<std::string> keys;
  for (const auto& [name, member] : schema.at("properties").items()) keys.insert(name);
  return keys;
}

TEST(Schemas, KnowEveryKeyThatTheReadersKnow) {
  const json policy = load_schema("analyzer/policy/policy.schema.json");
  const auto read = [](const std::string& text) { read_policy(text, "case.yaml", 0); };
  EXPECT_EQ(properties(policy), keys_of(read, "zzzzzzzzzzzz: 1"));
  EXPECT_EQ(properties(policy["$defs"]["acknowledgement"]),
            keys_of(read, "acknowledge: [{zzzzzzzzzzzz: 1}]"));
  EXPECT_EQ(properties(policy["properties"]["protect"]), keys_of(read, "protect: {zzzzzzzzzzzz: 1}"));
  EXPECT_EQ(properties(policy["properties"]["limits"]), keys_of(read, "limits: {zzzzzzzzzzzz: 1}"));

  const json change = load_schema("analyzer/declaration/change.schema.json");
  const auto declare = [](const std::string& text) { read_declaration(text, "case.yaml"); };
  EXPECT_EQ(properties(change), keys_of(declare, "zzzzzzzzzzzz: 1"));
  EXPECT_EQ(properties(change["properties"]["rollbackSLO"]),
            keys_of(declare, "rollbackSLO: {zzzzzzzzzzzz: 1}"));
  EXPECT_EQ(properties(change["properties"]["rollbackWindow"]["anyOf"][1]),
            keys_of(declare, "rollbackWindow: {zzzzzzzzzzzz: 1}"));

  const json expected = load_schema("analyzer/release/expectations.schema.json");
  const auto expect = [](const std::string& text) { read_expectations(text, "case.yaml"); };
  EXPECT_EQ(properties(expected), keys_of(expect, "zzzzzzzzzzzz: 1"));
  EXPECT_EQ(properties(expected["properties"]["findings"]["items"]),
            keys_of(expect, "findings: [{zzzzzzzzzzzz: 1}]"));
  EXPECT_EQ(properties(expected["properties"]["moves"]["items"]),
            keys_of(expect, "moves: [{zzzzzzzzzzzz: 1}]"));
}

TEST(Schemas, ThePolicysSchemaKnowsEverySurface) {
  const json schema = load_schema("analyzer/policy/policy.schema.json");
  EXPECT_EQ(schema["$defs"]["surface"]["enum"], json(kSurfaces));
}

TEST(Policy, ACodeThatDoesNotExistIsRefused) {
  EXPECT_THROW(read_policy("fail: [OW299]", "case.yaml", 0), UsageError);
}

TEST(Schemas, OfTheDeclaration) {
  const std::string least = "id: CHG-1\nenvironment: prod\nrollbackClass: forward-only\n";
  const auto with = [&](const char* more) { return least + more; };
  const std::string cases[] = {with(""),
                               with("rollbackWindow: 30d"),
                               with("rollbackWindow: P7DT12H"),
                               with("rollbackWindow: {appImage: 48h, policyRule: 30m}"),
                               with("irreversibleEffects: [\"a.b: OW401 grown\"]\napprovers: [ana]"),
                               with("rollbackSLO: {detect: 5m, evidence: 24h}\nexpectedDuration: 1h30m"),
                               with("rollbackWindow: none"),
                               with("rollbackWindow: until-contract-phase"),
                               with("rollbackWindow: 2h unless compromise is suspected"),
                               with("secret: {leaked: no, oldValueAccepted: unknown}"),
                               with("irreversibleEffects: []"),
                               with("rollbackWindow: long"),
                               with("rollbackWindow: 2h maybe"),
                               with("rollbackWindow: until"),
                               with("rollbackWindow: \"\""),
                               with("secret: {leaked: perhaps}"),
                               with("secret: {leak: no}"),
                               with("approvers: []"),
                               with("rollbackWindow: {app: 48h}"),
                               with("rollbackWindow: [48h]"),
                               with("approvers: ana"),
                               with("approver: [ana]"),
                               with("expectedDuration: 15"),
                               with("rollbackSLO: {detect: soon}"),
                               "id: CHG-1\nenvironment: prod\n",
                               "id: CHG-1\nenvironment: prod\nrollbackClass: bad\n"};
  int n = 0;
  for (const std::string& text : cases)
    hold_against("analyzer/declaration/change.schema.json",
                 [](const char* given) { read_declaration(given, "case.yaml"); }, {{n++ < 11, text.c_str()}});
}

TEST(Schemas, OfTheExpectations) {
  hold_against(
      "analyzer/release/expectations.schema.json",
      [](const char* text) { read_expectations(text, "case.yaml"); },
      {{true, "{}"},
       {true, "classes: [fully-reversible]"},
       {true, "findings: [{code: OW904, stack: a, address: \"b.*\", reason: r, expires: 2027-01-31}]"},
       {true, "moves: [{from: a.b, to: a.c}]"},
       {false, "classes: [reversible]"},
       {false, "findings: [{code: OW904, reason: r}]"},
       {false, "findings: [{code: OW904, reason: r, expires: never}]"},
       {false, "moves: [{from: a.b}]"},
       {false, "move: []"}});
}

}  // namespace
}  // namespace oneway
