#include "model/address.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

namespace oneway {
namespace {

TEST(Address, ReadsBackAsItIsPrinted) {
  for (const char* text :
       {"aws_instance.web", "aws_instance.web[0]", "aws_instance.web[\"0\"]", "aws_instance.web[\"\"]",
        "data.aws_ami.a-b[\"x\"]", "ephemeral.vault_secret.s", "aws_instance.web[*]",
        R"(module.a["x.y[\"z\"]"].module.b[3].aws_s3_bucket.logs["a]b.module.c[0]"])",
        R"(terraform_data.k["$${a} %%{b} $ % $$$${c}"])", R"(terraform_data.k["it's\\n\n\t\r"])",
        "terraform_data.k[\"\\u200b\\u0007\xC3\xA9\"]", "terraform_data.\xC3\xBC\xE4\xB8\x96_1"}) {
    const auto a = parse_address(text);
    ASSERT_TRUE(a) << text;
    EXPECT_EQ(a->to_string(), text);
  }
}

TEST(Address, HasItsParts) {
  const auto a = parse_address(R"(module.net["eu.west"].module.sub[2].data.aws_subnet.this["a\"]"])");
  ASSERT_TRUE(a);
  EXPECT_EQ(a->mode, "data");
  EXPECT_EQ(a->type, "aws_subnet");
  EXPECT_EQ(a->name, "this");
  EXPECT_EQ(a->key.kind, InstanceKey::Kind::String);
  EXPECT_EQ(a->key.text, "a\"]");
  ASSERT_EQ(a->modules.size(), 2u);
  EXPECT_EQ(a->modules[0].key.text, "eu.west");
  EXPECT_EQ(a->modules[1].key.kind, InstanceKey::Kind::Number);
  EXPECT_EQ(a->module_string(), R"(module.net["eu.west"].module.sub[2])");
  EXPECT_EQ(a->static_string(), "module.net.module.sub.data.aws_subnet.this");
  EXPECT_EQ(parse_address("resource.aws_subnet.this")->to_string(), "aws_subnet.this");
  EXPECT_NE(parse_address("a.b[0]"), parse_address("a.b[\"0\"]"));
  EXPECT_EQ(parse_address(R"(a.b["\U0001f600"])")->key.text, "\xF0\x9F\x98\x80");
}

TEST(Address, RefusesWhatIsNone) {
  for (const char* text : {"",
                           "aws_instance",
                           "aws_instance.",
                           ".web",
                           "aws_instance.web.",
                           "aws_instance.web[",
                           "a.b[]",
                           "a.b[\"x]",
                           "a.b[\"x\"",
                           "a.b[x]",
                           "a.b[0]c",
                           "a.b[1.5]",
                           "module.a",
                           "module.a.",
                           "module.a.b",
                           "data.aws_ami",
                           "a.b[\"\\q\"]",
                           "a.b[\"\\u12\"]",
                           "a.b[\"\\ud800\"]",
                           "a.b c",
                           "a..b",
                           "0a.b",
                           "a.b\n",
                           "module..a.b",
                           "a.b[\"\\"})
    EXPECT_EQ(parse_address(text), std::nullopt) << text;
}

TEST(ModulePath, Alone) {
  EXPECT_TRUE(parse_module_path("")->empty());
  EXPECT_EQ(parse_module_path(R"(module.a["x"].module.b)")->size(), 2u);
  for (const char* text : {"module.", "module.a.", "a.b", "module.a.a.b", "module.a[", "module.a.module"})
    EXPECT_EQ(parse_module_path(text), std::nullopt) << text;
}

TEST(HclQuote, WritesAsTheEnginesDo) {
  EXPECT_EQ(hcl_quote("a\"b\\c\n\r\t"), R"("a\"b\\c\n\r\t")");
  EXPECT_EQ(hcl_quote("${x} %{y} $ % $$"), R"("$${x} %%{y} $ % $$")");
  EXPECT_EQ(hcl_quote("\x01\x7F\xC2\xA0\xE2\x80\x8B"), R"("\u0001\u007f\u00a0\u200b")");
  EXPECT_EQ(hcl_quote("\xF3\xA0\x80\x81\xF0\x9F\x98\x80"), "\"\\U000e0001\xF0\x9F\x98\x80\"");
  EXPECT_EQ(hcl_quote("\xFF"), "\"\xEF\xBF\xBD\"");
}

// Every address that an engine wrote reads back, and its parts are the entry's own.
TEST(Address, AgreesWithTheCorpus) {
  const char* corpus = std::getenv("ONEWAY_CORPUS");
  if (!corpus) GTEST_SKIP() << "ONEWAY_CORPUS names no corpus";
  std::size_t seen = 0;
  for (const auto& file :
       std::filesystem::recursive_directory_iterator(std::filesystem::path(corpus) / "samples")) {
    if (file.path().extension() != ".json") continue;
    std::ifstream in(file.path());
    const auto plan = nlohmann::json::parse(in, nullptr, false);
    if (!plan.is_object() || !plan.contains("resource_changes") || !plan["resource_changes"].is_array())
      continue;
    for (const auto& change : plan["resource_changes"]) {
      const std::string text = change["address"];
      const auto a = parse_address(text);
      ASSERT_TRUE(a) << text << " in " << file.path();
      EXPECT_EQ(a->to_string(), text);
      EXPECT_EQ(a->module_string(), change.value("module_address", ""));
      EXPECT_EQ(a->type, change["type"]);
      EXPECT_EQ(a->name, change["name"]);
      EXPECT_EQ(a->mode, change["mode"]);
      const auto index = change.contains("index") ? change["index"] : nlohmann::json();
      EXPECT_EQ(a->key.text, index.is_string() ? index.get<std::string>()
                             : index.is_null() ? ""
                                               : index.dump());
      ++seen;
    }
  }
  EXPECT_GT(seen, 0u);
}

}  // namespace
}  // namespace oneway
