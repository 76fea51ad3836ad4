// Looking facts up: by type, by what the type carries, by inference; and what a look-up costs.
#include "catalog/catalog.h"

#include <gtest/gtest.h>

#include <chrono>

#include "ingest/json/reader.h"

namespace oneway {
namespace {

Change change(std::string type, std::string_view before) {
  Change c;
  c.mode = "managed";
  c.type = std::move(type);
  c.actions.add("delete");
  c.values = json::parse(before);
  c.before = c.values.root();
  return c;
}

const Catalog& catalog() {
  return Catalog::builtin();
}

TEST(Catalog, FindsATypeWithAllThatTheFileSays) {
  const TypeFacts* t = catalog().find("aws_db_instance");
  ASSERT_NE(t, nullptr);
  EXPECT_EQ(t->surface, "database");
  EXPECT_EQ(t->holds, TypeFacts::Holds::Customer);
  EXPECT_TRUE(t->rule.starts_with("aws/rds.yaml:")) << t->rule;
  EXPECT_FALSE(t->recovery.empty());
  EXPECT_FALSE(t->sources.empty());
  EXPECT_EQ(catalog().find("aws_db_instance"), t) << "decoded once";
  EXPECT_EQ(catalog().find("aws_db_instanc"), nullptr);
}

TEST(Catalog, VisitsEveryTypeInOrderAndKnowsItsDigest) {
  std::string last;
  std::size_t n = 0;
  catalog().each([&](const TypeFacts& t) {
    EXPECT_LT(last, t.type);
    last = t.type;
    ++n;
  });
  EXPECT_EQ(n, catalog().size());
  EXPECT_EQ(catalog().digest().size(), 64u);
}

TEST(Catalog, AKubernetesObjectIsJudgedByItsKindAndGroup) {
  const Match m = catalog().match(change(
      "kubernetes_manifest", R"({"manifest": {"apiVersion": "v1", "kind": "Namespace", "metadata": {}}})"));
  EXPECT_EQ(m.facts->type, "kind:/Namespace");
  EXPECT_EQ(m.object_path, "manifest");
  EXPECT_FALSE(m.inferred);
}

TEST(Catalog, AKubectlManifestIsReadFromItsTextWhenTheKindIsNotStated) {
  const Match m = catalog().match(change(
      "kubectl_manifest", R"({"yaml_body": "apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n"})"));
  EXPECT_EQ(m.facts->type, "kind:/Namespace");
}

TEST(Catalog, AnUnknownKindIsCarefulUnlessItsNameSaysThatItHoldsNothing) {
  const auto kind = [](const std::string& name) {
    return catalog().match(
        change("kubernetes_manifest",
               R"({"manifest": {"apiVersion": "acme.example/v1", "kind": ")" + name + R"("}})"));
  };
  EXPECT_TRUE(kind("Warehouse").inferred);
  EXPECT_EQ(kind("Warehouse").facts->holds, TypeFacts::Holds::Customer);
  EXPECT_EQ(kind("TeamRoleBinding").facts->holds, TypeFacts::Holds::None);
}

TEST(Catalog, AChartThatIsNotRenderedTakesTheWorstCaseAndSaysWhy) {
  const Match bare = catalog().match(change("helm_release", R"({"chart": "redis", "manifest": null})"));
  EXPECT_EQ(bare.facts->holds, TypeFacts::Holds::Customer);
  EXPECT_NE(bare.why.find("not rendered"), std::string::npos) << bare.why;

  const Match rendered = catalog().match(change(
      "helm_release",
      R"({"manifest": "{\"a\": {\"apiVersion\": \"v1\", \"kind\": \"ConfigMap\"}, \"b\": {\"apiVersion\": \"v1\", \"kind\": \"Namespace\"}}"})"));
  EXPECT_EQ(rendered.facts->type, "kind:/Namespace");
  EXPECT_FALSE(rendered.arguments_apply);
}

TEST(Catalog, CloudControlTypesBorrowTheFactsOfTheirSiblings) {
  const Match m = catalog().match(change("awscc_rds_db_instance", "{}"));
  EXPECT_EQ(m.facts->holds, TypeFacts::Holds::Customer);
  EXPECT_EQ(catalog().match(change("awscc_s3_bucket", "{}")).facts->type, "aws_s3_bucket");
  EXPECT_TRUE(seen_by(catalog().match(change("awscc_s3_bucket", "{}")), Value()).missing());
}

TEST(Catalog, AzapiIsJudgedByItsArmType) {
  const Match m =
      catalog().match(change("azapi_resource", R"({"type": "Microsoft.KeyVault/vaults@2023-07-01"})"));
  EXPECT_EQ(m.facts->type, "azurerm_key_vault");
  EXPECT_FALSE(m.arguments_apply);
  EXPECT_EQ(catalog().match(change("azapi_resource", R"({"type": "Microsoft.Nobody/knows@1"})")).facts->type,
            "azapi_resource");
}

TEST(Catalog, AKindWithoutAnEntryTakesWhatIsSaidOfItsGroups) {
  const Match m = catalog().match(change(
      "kubernetes_manifest", R"({"manifest": {"apiVersion": "rds.aws.upbound.io/v1", "kind": "Instance"}})"));
  EXPECT_EQ(m.facts->type, "kind:*.upbound.io/*");
}

TEST(Catalog, AReadNeedsNoFacts) {
  Change c = change("nobody_knows_this", "{}");
  c.mode = "data";
  EXPECT_EQ(catalog().match(c).facts->holds, TypeFacts::Holds::None);
}

TEST(Catalog, AnUnknownTypeMayHoldDataAndArgumentsMakeItStricter) {
  const Match m = catalog().match(change("acme_thing", R"({"deletion_protection": true})"));
  EXPECT_TRUE(m.inferred);
  EXPECT_EQ(m.confidence, Confidence::Inferred);
  EXPECT_EQ(m.facts->holds, TypeFacts::Holds::Customer);
  ASSERT_EQ(m.facts->guards.size(), 1u);
  EXPECT_EQ(m.facts->guards[0].when.all[0].path, "deletion_protection");
  EXPECT_NE(m.why.find("deletion_protection"), std::string::npos);
}

TEST(Catalog, LookingATypeUpParsesNothing) {
  const auto start = std::chrono::steady_clock::now();
  std::size_t found = 0;
  for (int i = 0; i < 1000; ++i)
    for (const char* type : {"aws_db_instance", "aws_s3_bucket", "helm_release", "no_such_type"})
      found += catalog().find(type) != nullptr;
  const auto each = (std::chrono::steady_clock::now() - start) / 4000;
  EXPECT_EQ(found, 3000u);
  EXPECT_LT(each, std::chrono::microseconds(50));
}

}  // namespace
}  // namespace oneway
