#include "simcloud/description.h"

#include <gtest/gtest.h>

#include <set>

#include "simcloud/driver.h"

namespace simcloud {
namespace {

std::string refusal(const std::string& yaml) {
  try {
    parse_description(yaml, "f.yaml");
  } catch (const std::runtime_error& e) {
    return e.what();
  }
  return "accepted";
}

std::string with_type(const std::string& body) {
  return "provider: p\ntypes:\n  t:\n    arguments:\n      id: {is: string computed}\n      n: string "
         "required\n" +
         body;
}

TEST(Description, EveryFileIsSoundAndNamesItsSources) {
  std::size_t types = 0;
  for (const auto& d : all_descriptions()) {
    types += d->types.size();
    for (const auto& [name, t] : d->types) EXPECT_FALSE(t.sources.empty()) << name;
  }
  EXPECT_GE(types, 40u);
}

TEST(Description, CoversEveryKindOfJudgement) {
  const char* const wanted[] = {"aws_db_instance",
                                "aws_rds_cluster",
                                "aws_db_snapshot",
                                "aws_s3_bucket",
                                "aws_s3_object",
                                "aws_ebs_volume",
                                "aws_dynamodb_table",
                                "aws_kms_key",
                                "aws_kms_alias",
                                "aws_secretsmanager_secret",
                                "aws_iam_role",
                                "aws_iam_policy",
                                "aws_sqs_queue",
                                "aws_route53_zone",
                                "aws_route53_record",
                                "aws_cognito_user_pool",
                                "aws_eip",
                                "aws_security_group",
                                "aws_lb",
                                "aws_lb_target_group",
                                "aws_eks_cluster",
                                "aws_eks_node_group",
                                "azurerm_resource_group",
                                "azurerm_storage_account",
                                "azurerm_key_vault",
                                "azurerm_log_analytics_workspace",
                                "google_sql_database_instance",
                                "google_storage_bucket",
                                "google_kms_key_ring",
                                "google_project",
                                "google_service_account",
                                "kubernetes_namespace",
                                "kubernetes_persistent_volume_claim",
                                "kubernetes_manifest",
                                "null_resource",
                                "random_password",
                                "tls_private_key"};
  std::set<std::string> described;
  for (const auto& d : all_descriptions())
    for (const auto& [name, t] : d->types) described.insert(name);
  for (const char* name : wanted) EXPECT_TRUE(described.count(name)) << name;
}

TEST(Description, RefusesWhatItDoesNotKnowWithItsPlace) {
  EXPECT_EQ(refusal(with_type("    colour: red\n")), "f.yaml:7:5: unknown key colour");
  EXPECT_EQ(refusal(with_type("    guards: [{when: {}, eror: x}]\n")),
            "f.yaml:7:14: the key error is missing");
  EXPECT_EQ(refusal("provider: p\ntypes:\n  t: {arguments: {a: string comp}}\n"),
            "f.yaml:3:22: unknown word comp for an argument");
  EXPECT_EQ(refusal("provider: p\ntypes:\n  t: {arguments: {a: strin optional}}\n"),
            "f.yaml:3:6: t: no type: strin");
  EXPECT_EQ(refusal("provider: p\nprovider: q\n"), "f.yaml:2:1: the key provider is given twice");
}

TEST(Description, RefusesRulesThatNameNothing) {
  EXPECT_EQ(refusal(with_type("    one_way: [{argument: size, meets: refused}]\n")),
            "f.yaml: t: size names no argument");
  EXPECT_EQ(refusal(with_type("    names: [{of: [nam]}]\n")), "f.yaml: t: nam names no argument");
  EXPECT_EQ(refusal(with_type("    import: \"{const.account}\"\n")),
            "f.yaml: t: {const.account} names no constant");
  EXPECT_EQ(refusal("provider: p\ntypes:\n  t:\n    arguments: {id: {is: string optional, made: x}}\n"),
            "f.yaml: t: id: only a computed argument can be made");
  EXPECT_EQ(refusal("provider: p\ntypes:\n  t:\n    arguments: {id: {is: string computed, made: \"{b}\"}, "
                    "b: {is: string computed, made: \"{id}\"}}\n"),
            "f.yaml: t: the template of b leads back to itself");
}

struct StepCase {
  Step step;
  json from, to;
  bool taken;
};

TEST(Description, DirectionsOfAChange) {
  const StepCase cases[] = {{Step::Increase, 20, 100, true},
                            {Step::Increase, 100, 20, false},
                            {Step::Decrease, "10Gi", "5Gi", true},
                            {Step::Decrease, "1.31", "1.30", true},
                            {Step::Enable, nullptr, true, true},
                            {Step::Enable, true, true, false},
                            {Step::Disable, true, nullptr, true},
                            {Step::Disable, nullptr, false, false},
                            {Step::Set, "", "x", true},
                            {Step::Unset, "x", nullptr, true},
                            {Step::Add, {1}, {1, 2}, true},
                            {Step::Add, {1, 2}, {1}, false},
                            {Step::Remove, {1, 2}, {1}, true},
                            {Step::Change, 1, 1, false}};
  for (const StepCase& c : cases)
    EXPECT_EQ(took_step(c.step, c.from, c.to), c.taken) << c.from << " to " << c.to;
}

}  // namespace
}  // namespace simcloud
