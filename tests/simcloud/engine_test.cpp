#include <gtest/gtest.h>

#include "simcloud/driver.h"

namespace simcloud {
namespace {

class Engine : public testing::Test {
 protected:
  void SetUp() override {
    if (!engine_found()) GTEST_SKIP() << "terraform is not on PATH";
  }
};

TEST_F(Engine, CreatesAndReplaces) {
  Scenario s({"null"});
  ASSERT_TRUE(s.converge(R"(resource "null_resource" "a" { triggers = { v = "1" } })")) << s.last().err;
  ASSERT_EQ(s.managed().size(), 1u);
  s.write(R"(resource "null_resource" "a" { triggers = { v = "2" } })");
  ASSERT_TRUE(s.plan().ok()) << s.last().err;
  EXPECT_EQ(s.plan_json()["resource_changes"][0]["change"]["actions"], json({"delete", "create"}));
}

}  // namespace
}  // namespace simcloud
