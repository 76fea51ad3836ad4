#include "assess/blocks/blocks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace oneway {
namespace {

using Kind = StateRepair::Kind;
using testing::ElementsAre;
using testing::HasSubstr;

EngineVersion engine(const char* text) {
  return engine_version_from(text).value();
}

StateRepair moved(std::string from, std::string to) {
  StateRepair r;
  r.from = std::move(from);
  r.to = std::move(to);
  return r;
}

TEST(Blocks, ReadEngineVersions) {
  const EngineVersion tf = engine("terraform@1.4");
  EXPECT_EQ(tf.engine, Engine::Terraform);
  EXPECT_EQ(tf.minor, 4);
  EXPECT_EQ(engine("tofu@1.10.2").minor, 10);
  EXPECT_EQ(engine("opentofu").engine, Engine::OpenTofu);
  EXPECT_EQ(engine("terraform@1.16.0-rc2").minor, 16);
  for (const char* wrong : {"", "pulumi@1.0", "terraform@", "terraform@x", "terraform@1.x", "1.4"})
    EXPECT_EQ(engine_version_from(wrong), std::nullopt) << wrong;
}

TEST(Blocks, KnowTheFloorsOfBothEngines) {
  StateRepair plain = moved("a.b", "a.c"), across = plain, external = plain, import, identity, removed, keyed;
  across.cross_type = true;
  external.external_package = true;
  import.kind = identity.kind = Kind::Import;
  identity.identity = R"({"id":"x"})";
  removed.kind = keyed.kind = Kind::Removed;
  removed.from = "a.b";
  keyed.from = "a.b[0]";
  struct Row {
    const StateRepair& repair;
    const char *no, *yes;
  };
  for (const Row& row :
       {Row{plain, "terraform@1.0", "terraform@1.1"}, Row{plain, "terraform@0.13", "tofu@1.6"},
        Row{across, "terraform@1.7", "terraform@1.8"}, Row{across, "tofu@1.9", "tofu@1.10"},
        Row{external, "terraform@1.2", "terraform@1.3"}, Row{import, "terraform@1.4", "terraform@1.5"},
        Row{identity, "terraform@1.11", "tofu@1.12"}, Row{removed, "terraform@1.6", "tofu@1.7"}}) {
    EXPECT_FALSE(block_supported(row.repair, engine(row.no))) << row.no;
    EXPECT_TRUE(block_supported(row.repair, engine(row.yes))) << row.yes;
    EXPECT_TRUE(block_supported(row.repair, {})) << "an unknown engine is taken for a current one";
  }
  EXPECT_FALSE(block_supported(keyed, engine("terraform@1.11"))) << "removed takes no instance key";
}

TEST(Blocks, AreWrittenInHcl) {
  EXPECT_EQ(hcl_block(moved("a.b[\"x\"]", "module.m.a.b")),
            "moved {\n  from = a.b[\"x\"]\n  to   = module.m.a.b\n}\n");
  StateRepair removed;
  removed.kind = Kind::Removed;
  removed.from = "a.b";
  EXPECT_EQ(hcl_block(removed), "removed {\n  from = a.b\n  lifecycle {\n    destroy = false\n  }\n}\n");
  StateRepair import;
  import.kind = Kind::Import;
  import.to = "a.b";
  import.id = "x\"${y}\n%{z}\\";
  EXPECT_EQ(hcl_block(import), "import {\n  to = a.b\n  id = \"x\\\"$${y}\\n%%{z}\\\\\"\n}\n");
  import.identity = R"({"name":"q\"","port":5432})";
  EXPECT_THAT(hcl_block(import),
              HasSubstr("identity = {\n    \"name\" = \"q\\\"\"\n    \"port\" = 5432\n  }"));
  import.identity.clear();
  import.complete = false;
  EXPECT_THAT(hcl_block(import), HasSubstr("# Fill in"));
}

TEST(Blocks, LetNoTextOutOfItsCommentOrQuotes) {
  StateRepair r = moved("a.b", "a.c");
  r.why = "x\n}\nresource \"evil\" \"y\" {\r\x1b[2J";
  EXPECT_EQ(hcl_block(r).find("\nresource"), std::string::npos);
  EXPECT_EQ(hcl_block(r).find('\x1b'), std::string::npos);
  EXPECT_EQ(shell_quote("it's; $(rm -rf /) `x`"), "'it'\"'\"'s; $(rm -rf /) `x`'");
}

TEST(Blocks, HaveCommandsThatDoTheSame) {
  const EngineVersion tf = engine("terraform@1.0"), tofu = engine("tofu@1.6");
  EXPECT_THAT(state_commands(moved("a.b[\"it's\"]", "a.c"), tf),
              ElementsAre("terraform state mv 'a.b[\"it'\"'\"'s\"]' 'a.c'"));
  StateRepair import;
  import.kind = Kind::Import;
  import.to = "a.b";
  import.id = "p/q r";
  EXPECT_THAT(state_commands(import, tofu), ElementsAre("tofu import 'a.b' 'p/q r'"));
  // `state mv` keeps the type.
  StateRepair across = moved("old.b", "new.b");
  across.cross_type = true;
  across.covers = {{"old.b", "new.b"}};
  across.steps = {{"new.b", "id-1"}};
  EXPECT_THAT(state_commands(across, tf),
              ElementsAre("terraform state rm 'old.b'", "terraform import 'new.b' 'id-1'"));
}

}  // namespace
}  // namespace oneway
