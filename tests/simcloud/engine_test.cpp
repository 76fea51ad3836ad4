// What the simulated cloud does under the real engine, one behaviour a test.
#include <gtest/gtest.h>

#include <filesystem>

#include "simcloud/driver.h"
#include "simcloud/shape.h"

namespace simcloud {
namespace {

class Engine : public testing::Test {
 protected:
  void SetUp() override { ONEWAY_NEEDS_ENGINE(); }
};

std::vector<std::string> actions(const json& plan) {
  std::vector<std::string> all;
  for (const json& c : plan["resource_changes"])
    all.push_back(c["address"].get<std::string>() + " " + c["change"]["actions"].dump());
  return all;
}

std::string database(const std::string& more) {
  return "resource \"aws_db_instance\" \"a\" {\n  identifier = \"orders\"\n  engine = \"postgres\"\n"
         "  instance_class = \"db.t3.micro\"\n" +
         more + "\n}\n";
}

std::string secret(const std::string& more = "") {
  return "resource \"aws_secretsmanager_secret\" \"a\" {\n  name = \"s\"\n" + more + "\n}\n";
}

TEST_F(Engine, ASecondPlanOfEveryFirstApplyIsEmpty) {
  Scenario s({"aws", "random", "tls", "kubernetes"});
  const std::string body = database("tags = { a = \"1\" }\nskip_final_snapshot = true") +
                           R"(
    resource "aws_security_group" "g" {
      name = "web"
      ingress {
        from_port = 443
        to_port   = 443
        protocol  = "tcp"
      }
    }
    resource "random_password" "p" { length = 16 }
    resource "tls_private_key" "k" { algorithm = "RSA" }
    resource "kubernetes_manifest" "m" {
      manifest = {
        apiVersion = "v1"
        kind       = "Thing"
        metadata   = { name = "x" }
        spec       = { exact = 0.1, big = 9007199254740993, list = [1, "two", true] }
      }
    })";
  ASSERT_TRUE(s.converge(body)) << s.last().err;
  EXPECT_EQ(s.plan({"-detailed-exitcode"}).exit, 0) << s.last().out;
  EXPECT_TRUE(member(s.plan_json(), "resource_drift").is_null());
}

TEST_F(Engine, AForceNewArgumentReplacesAndSaysWhichOne) {
  Scenario s({"aws"});
  ASSERT_TRUE(s.converge(database("storage_encrypted = false")));
  s.write(database("storage_encrypted = true"));
  ASSERT_TRUE(s.plan().ok());
  const json change = s.plan_json()["resource_changes"][0];
  EXPECT_EQ(change["change"]["actions"], json({"delete", "create"}));
  EXPECT_EQ(change["change"]["replace_paths"], json::parse(R"([["storage_encrypted"]])"));
  EXPECT_EQ(change["action_reason"], "replace_because_cannot_update");
}

TEST_F(Engine, AGuardAndAMissingSnapshotNameRefuseTheDestroy) {
  Scenario s({"aws"});
  ASSERT_TRUE(s.converge(database("deletion_protection = true")));
  s.write("");
  ASSERT_TRUE(s.plan().ok());
  EXPECT_FALSE(s.apply().ok());
  EXPECT_NE(s.last().err.find("Cannot delete protected DB Instance"), std::string::npos);
  ASSERT_TRUE(s.converge(database("deletion_protection = false")));
  s.write("");
  ASSERT_TRUE(s.plan().ok());
  EXPECT_FALSE(s.apply().ok());
  EXPECT_NE(s.last().err.find("final_snapshot_identifier is required"), std::string::npos);
  EXPECT_EQ(s.world().find("aws_db_instance").size(), 1u);
}

TEST_F(Engine, AFinalSnapshotHoldsTheContentsAndARestoreBringsThemBack) {
  Scenario s({"aws"});
  ASSERT_TRUE(s.converge(database("final_snapshot_identifier = \"last\"")));
  s.write_contents();
  const json contents = s.world().find("aws_db_instance")[0]["contents"]["data"];
  ASSERT_TRUE(s.converge(""));
  EXPECT_TRUE(s.world().find("aws_db_instance").empty());
  ASSERT_TRUE(s.converge(database("snapshot_identifier = \"last\"\nfinal_snapshot_identifier = \"last-2\"")))
      << s.last().err;
  EXPECT_EQ(s.world().find("aws_db_instance")[0]["contents"]["data"], contents);
}

TEST_F(Engine, AHeldNameIsFreeWhenItsTimeIsOver) {
  Scenario s({"aws"});
  ASSERT_TRUE(s.converge(secret()));
  ASSERT_TRUE(s.converge(""));
  EXPECT_FALSE(s.converge(secret()));
  EXPECT_NE(s.last().err.find("already scheduled for deletion"), std::string::npos);
  s.world().advance(31 * 86400);
  EXPECT_TRUE(s.converge(secret())) << s.last().err;
}

TEST_F(Engine, AnOperatorBringsABuriedObjectBackAndAnImportAdoptsIt) {
  Scenario s({"aws"});
  ASSERT_TRUE(s.converge(secret()));
  s.write_contents();
  const json was = s.world().find("aws_secretsmanager_secret")[0];
  ASSERT_TRUE(s.converge(""));
  ASSERT_TRUE(s.world().bring_back("aws_secretsmanager_secret", {{"name", "s"}}));
  s.write(secret() + "import {\n  to = aws_secretsmanager_secret.a\n  id = \"" +
          was["attributes"]["arn"].get<std::string>() + "\"\n}\n");
  ASSERT_TRUE(s.plan().ok()) << s.last().err;
  ASSERT_TRUE(s.apply().ok()) << s.last().err;
  EXPECT_EQ(s.managed()[0].object["contents"], was["contents"]);
}

TEST_F(Engine, ACreateUnderTheNameOfASoftDeletedVaultRecoversItUnlessToldOtherwise) {
  auto configuration = [](const std::string& feature, const std::string& vault) {
    return "provider \"azurerm\" {\n  features {\n    key_vault {\n" + feature + "\n    }\n  }\n}\n" +
           "resource \"azurerm_resource_group\" \"g\" {\n  name = \"rg\"\n  location = \"x\"\n}\n" + vault;
  };
  const std::string keep = "purge_soft_delete_on_destroy = false";
  const std::string vault =
      "resource \"azurerm_key_vault\" \"a\" {\n  name = \"v\"\n  resource_group_name = "
      "azurerm_resource_group.g.name\n  location = \"x\"\n  tenant_id = \"t\"\n  sku_name = "
      "\"standard\"\n}\n";
  Scenario s({"azurerm"});
  ASSERT_TRUE(s.converge(configuration(keep, vault))) << s.last().err;
  s.write_contents();
  const json was = s.world().find("azurerm_key_vault")[0];
  ASSERT_TRUE(s.converge(configuration(keep, "")));
  EXPECT_FALSE(s.converge(configuration(keep + "\nrecover_soft_deleted_key_vaults = false", vault)));
  EXPECT_NE(s.last().err.find("deleted state"), std::string::npos);
  ASSERT_TRUE(s.converge(configuration(keep, vault))) << s.last().err;
  EXPECT_EQ(s.world().find("azurerm_key_vault")[0]["contents"], was["contents"]);
}

TEST_F(Engine, AnIdempotentCreateHandsBackTheOldObjectWhichTheDestroyThenDeletes) {
  auto queue = [](const std::string& fifo) {
    return "resource \"aws_sqs_queue\" \"a\" {\n  name = \"jobs\"\n  fifo_queue = " + fifo +
           "\n  lifecycle {\n    create_before_destroy = true\n  }\n}\n";
  };
  Scenario s({"aws"});
  ASSERT_TRUE(s.converge(queue("false")));
  ASSERT_TRUE(s.converge(queue("true"))) << s.last().err;
  EXPECT_TRUE(s.world().find("aws_sqs_queue").empty());
  EXPECT_EQ(s.managed().size(), 1u) << "the state believes in an object that is gone";
}

TEST_F(Engine, AnObjectInUseIsNotDeleted) {
  Scenario s({"aws"});
  const std::string group = "resource \"aws_security_group\" \"g\" {\n  name = \"web\"\n}\n";
  ASSERT_TRUE(s.converge(group + database("skip_final_snapshot = true\n"
                                          "vpc_security_group_ids = [aws_security_group.g.id]")));
  ASSERT_TRUE(s.engine({"state", "rm", "aws_db_instance.a"}).ok());
  EXPECT_FALSE(s.converge(""));
  EXPECT_NE(s.last().err.find("DependencyViolation"), std::string::npos);
}

TEST_F(Engine, AContainerTakesWhatIsInItAndRefusesWhileItIsFull) {
  const std::string lax =
      "provider \"azurerm\" {\n  features {\n    resource_group {\n      "
      "prevent_deletion_if_contains_resources = "
      "false\n    }\n  }\n}\n";
  const std::string group =
      "resource \"azurerm_resource_group\" \"g\" {\n  name = \"rg\"\n  location = \"x\"\n}\n";
  const std::string server =
      "resource \"azurerm_mssql_server\" \"s\" {\n  name = \"sql\"\n  resource_group_name = "
      "azurerm_resource_group.g.name\n  location = \"x\"\n  version = \"12.0\"\n}\n";
  Scenario s({"azurerm"});
  ASSERT_TRUE(s.converge(group + server)) << s.last().err;
  ASSERT_TRUE(s.engine({"state", "rm", "azurerm_mssql_server.s"}).ok());
  EXPECT_FALSE(s.converge(""));
  EXPECT_NE(s.last().err.find("still contains Resources"), std::string::npos);
  ASSERT_TRUE(s.converge(lax)) << s.last().err;
  EXPECT_TRUE(s.world().find("azurerm_mssql_server").empty());
}

TEST_F(Engine, AReadThatLagsShowsTheWorldBefore) {
  Scenario s({"aws"});
  ASSERT_TRUE(s.converge(database("multi_az = false")));
  ASSERT_TRUE(s.converge(database("multi_az = true")));
  s.world().add_fault({{"op", "read"}, {"type", "aws_db_instance"}, {"stale", true}});
  EXPECT_EQ(s.plan({"-detailed-exitcode"}).exit, 2);
  EXPECT_EQ(actions(s.plan_json()), std::vector<std::string>{R"(aws_db_instance.a ["update"])"});
  EXPECT_EQ(s.plan({"-detailed-exitcode"}).exit, 0) << "the next read does not lag";
}

TEST_F(Engine, ACreateThatFailsHalfWayLeavesATaintedObject) {
  Scenario s({"aws"});
  s.write(database("skip_final_snapshot = true"));
  ASSERT_TRUE(s.plan().ok());
  s.world().add_fault({{"op", "create"}, {"error", "timed out"}, {"after", true}});
  EXPECT_FALSE(s.apply().ok());
  ASSERT_TRUE(s.plan().ok());
  EXPECT_EQ(s.plan_json()["resource_changes"][0]["action_reason"], "replace_because_tainted");
}

TEST_F(Engine, AnEngineKilledInMidApplyLeavesAnOrphanAndANameConflict) {
  Scenario s({"aws"});
  s.write(database("skip_final_snapshot = true"));
  ASSERT_TRUE(s.plan().ok());
  s.world().add_fault({{"op", "create"}, {"pause", true}});
  EXPECT_EQ(s.apply_killed_in_pause().exit, 128 + 9);
  for (int i = 0; i < 100 && s.world().find("aws_db_instance").empty(); ++i) s.run({"sleep", "0.05"});
  EXPECT_EQ(s.world().find("aws_db_instance").size(), 1u) << "the cloud goes on with what it was asked";
  EXPECT_TRUE(s.managed().empty());
  ASSERT_TRUE(s.plan({"-lock=false"}).ok()) << s.last().err;
  EXPECT_FALSE(s.engine({"apply", "-no-color", "-input=false", "-lock=false", "plan.tfplan"}).ok());
  EXPECT_EQ(s.world().snapshot()["log"].back()["cause"], "name-taken");
}

TEST_F(Engine, AOneWayArgumentIsRefusedOrTakenWithoutEffect) {
  Scenario s({"aws"});
  ASSERT_TRUE(s.converge(database("allocated_storage = 100")));
  EXPECT_FALSE(s.converge(database("allocated_storage = 20")));
  EXPECT_NE(s.last().err.find("storage cannot be decreased"), std::string::npos);
  EXPECT_EQ(s.world().find("aws_db_instance")[0]["attributes"]["allocated_storage"], 100);

  Scenario k({"kubernetes"});
  auto volume = [](const std::string& size) {
    return "resource \"kubernetes_persistent_volume_v1\" \"v\" {\n  metadata {\n    name = \"disk\"\n  }\n  "
           "spec {\n"
           "    access_modes = [\"ReadWriteOnce\"]\n    capacity = { storage = \"" +
           size +
           "\" }\n    persistent_volume_source {\n      host_path {\n        path = \"/disk\"\n      }\n    "
           "}\n  }\n}\n";
  };
  ASSERT_TRUE(k.converge(volume("10Gi"))) << k.last().err;
  ASSERT_TRUE(k.converge(volume("5Gi"))) << k.last().err;
  EXPECT_EQ(
      at_path(k.world().find("kubernetes_persistent_volume_v1")[0]["attributes"], "spec.capacity.storage"),
      "10Gi");
  EXPECT_EQ(k.plan({"-detailed-exitcode"}).exit, 2)
      << "the cloud did not follow, and the plan says so each time";
}

TEST_F(Engine, ADeleteObeysWhatTheStateSaysOfArgumentsThatNoReadBringsBack) {
  Scenario s({"aws"});
  ASSERT_TRUE(s.converge(database("skip_final_snapshot = true")));
  const std::string careless = s.pull();
  ASSERT_TRUE(s.converge(database("skip_final_snapshot = false")));
  s.add("old.tfstate", careless);
  ASSERT_TRUE(s.engine({"state", "push", "-force", "old.tfstate"}).ok());
  EXPECT_TRUE(s.converge("")) << "the old state lets the destroy skip the snapshot: " << s.last().err;
}

TEST_F(Engine, WhatFailsIsKeptWithAllThatLedToIt) {
  std::filesystem::path folder;
  {
    Scenario s({"aws"});
    folder = s.folder();
    ASSERT_TRUE(s.converge(database("skip_final_snapshot = true")));
    s.keep();
  }
  for (const char* file : {"log.txt", "1-main.tf.txt", "1-plan.json", "terraform.tfstate", "world.json"})
    EXPECT_TRUE(std::filesystem::exists(folder / file)) << file;
  std::filesystem::remove_all(folder);
}

TEST_F(Engine, AMoveAcrossTypesKeepsTheObject) {
  auto object = [](const std::string& type, const std::string& more) {
    return "resource \"aws_s3_bucket\" \"b\" {\n  bucket = \"site\"\n}\nresource \"" + type +
           "\" \"o\" {\n  bucket = aws_s3_bucket.b.id\n  key = \"k\"\n  content = \"c\"\n}\n" + more;
  };
  Scenario s({"aws"});
  ASSERT_TRUE(s.converge(object("aws_s3_bucket_object", "")));
  s.write(object("aws_s3_object", "moved {\n  from = aws_s3_bucket_object.o\n  to = aws_s3_object.o\n}\n"));
  ASSERT_TRUE(s.plan().ok()) << s.last().err;
  EXPECT_EQ(actions(s.plan_json()),
            (std::vector<std::string>{R"(aws_s3_bucket.b ["no-op"])", R"(aws_s3_object.o ["no-op"])"}));
}

TEST_F(Engine, TwoAliasesAreTwoPlaces) {
  Scenario s({"aws"});
  ASSERT_TRUE(s.converge(R"(
    provider "aws" { region = "eu-west-1" }
    provider "aws" {
      alias  = "us"
      region = "us-east-1"
    }
    resource "aws_sns_topic" "a" { name = "t" }
    resource "aws_sns_topic" "b" {
      provider = aws.us
      name     = "t"
    })"))
      << s.last().err;
  EXPECT_EQ(s.world().find("aws_sns_topic").size(), 2u);
}

}  // namespace
}  // namespace simcloud
