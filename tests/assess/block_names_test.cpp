#include "assess/plan/block_names.h"

#include <gtest/gtest.h>

#include <string>

namespace oneway {
namespace {

TEST(BlockNames, EveryNameHasOneNumberAndComesBackWhole) {
  BlockNames names;
  const std::string deep = "module.a.module.b.aws_vpc.c";
  EXPECT_EQ(names.id("aws_vpc.c"), 0u);
  EXPECT_EQ(names.id(deep), 1u);
  EXPECT_EQ(names.id("module.a.module.b"), 2u);
  EXPECT_EQ(names.id("module.a.var.name"), 3u);
  EXPECT_EQ(names.id(deep), 1u);
  EXPECT_EQ(names.text(1), deep);
  EXPECT_EQ(names.text(2), "module.a.module.b");
  EXPECT_EQ(names.find("module.a.var.name"), 3u);
  EXPECT_EQ(names.find("module.a"), std::nullopt);
  EXPECT_EQ(names.find("module.b.aws_vpc.c"), std::nullopt);
}

TEST(BlockNames, AnEmptyNameIsANameToo) {
  BlockNames names;
  EXPECT_EQ(names.text(names.id("")), "");
  EXPECT_EQ(names.text(names.id("module.a.")), "module.a.");
}

TEST(BlockNames, ManyAndVeryLongNamesStayWhereTheyAre) {
  BlockNames names;
  const std::string longest(200'000, 'x');
  for (int i = 0; i < 20'000; ++i) names.id("module.m" + std::to_string(i % 7) + ".t.n" + std::to_string(i));
  const BlockNames::Id last = names.id(longest);
  EXPECT_EQ(names.text(last), longest);
  for (int i = 0; i < 20'000; i += 999)
    EXPECT_EQ(names.text(static_cast<BlockNames::Id>(i)),
              "module.m" + std::to_string(i % 7) + ".t.n" + std::to_string(i));
}

}  // namespace
}  // namespace oneway
