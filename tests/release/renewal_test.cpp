// What an argument refers to, through variables and outputs of modules.
#include "release/renewal.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace oneway {
namespace {

using testing::IsEmpty;
using testing::Pair;
using testing::UnorderedElementsAre;

TEST(ConfigReferences, FollowsVariablesAndOutputs) {
  ConfigReferences c;
  c.resource(
      {.mode = "managed", .type = "vpc", .name = "this", .argument_references = {{"name", {"var.name"}}}});
  c.output({.module_path = {"network"},
            .name = "ids",
            .references = {"subnet.a[\"x.y\"].id", "subnet.a[\"x.y\"]", "subnet.a"}});
  c.module_call({.module_path = {},
                 .name = "app",
                 .arguments = {{"subnets", {"module.network[0].ids", "module.network[0]"}}}});
  c.resource({.module_path = {"app"},
              .mode = "managed",
              .type = "node",
              .name = "n",
              .argument_references = {{"subnets", {"var.subnets"}},
                                      {"plain", {"local.x", "each.value", "data.a.b.c"}}}});
  EXPECT_THAT(c.sources("module.app.node.n", "subnets"),
              UnorderedElementsAre(Pair("module.network.subnet.a", "id")));
  EXPECT_THAT(c.sources("module.app.node.n", "plain"), IsEmpty());
  EXPECT_THAT(c.sources("vpc.this", "name"), IsEmpty()) << "a variable of the root leads nowhere";
  EXPECT_THAT(c.arguments("module.app.node.n"), UnorderedElementsAre("plain", "subnets"));
}

TEST(ConfigReferences, EndsWhereACircleIsWritten) {
  ConfigReferences c;
  c.output({.module_path = {"m"}, .name = "o", .references = {"var.v"}});
  c.module_call({.module_path = {}, .name = "m", .arguments = {{"v", {"module.m.o", "module.m"}}}});
  c.resource({.mode = "managed",
              .type = "a",
              .name = "b",
              .argument_references = {{"x", {"module.m.o", "module.m"}}}});
  EXPECT_THAT(c.sources("a.b", "x"), IsEmpty());
}

}  // namespace
}  // namespace oneway
