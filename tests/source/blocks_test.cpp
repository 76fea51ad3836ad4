#include "source/blocks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <random>

#include "support/process.h"

namespace oneway {
namespace {

using ::testing::ElementsAre;

// "resource aws_x a 1:1-3:2" a block.
std::vector<std::string> shown(const BlockList& list) {
  std::vector<std::string> lines;
  for (const Block& b : list.blocks) {
    std::string line = b.kind;
    for (const std::string& label : b.labels) line += " " + label;
    for (const auto& [mark, place] : {std::pair(" ", b.begin), {"-", b.end}})
      line += mark + std::to_string(place.line) + ":" + std::to_string(place.column);
    lines.push_back(line);
  }
  return lines;
}

std::vector<std::string> hcl(std::string_view text) {
  return shown(read_hcl_blocks(text));
}

TEST(HclBlocks, FindsEveryKindOfBlockAtTheTopLevel) {
  EXPECT_THAT(
      hcl(R"(resource "aws_db_instance" "main" {
  lifecycle {
    ignore_changes = [tags["resource"]]
  }
}
data aws_ami ubuntu { }
module "db" { source = "./db" }
moved {
  from = a.b
  to   = a.c
}
locals { x = { y = { z = 1 } } }
  variable "v" {}
)"),
      ElementsAre("resource aws_db_instance main 1:1-5:2", "data aws_ami ubuntu 6:1-6:24",
                  "module db 7:1-7:32", "moved 8:1-11:2", "locals 12:1-12:33", "variable v 13:3-13:18"));
}

TEST(HclBlocks, BracesInTextAndCommentsAreNoBraces) {
  EXPECT_THAT(hcl(R"(resource "a" "b" {
  x = "} \" } ${ f("}", { k = "${"}"}" }) } $${ } %{ if true }}%{ endif }"
  # } resource "no" "no" {
  // }
  /* } {
     } */
  y = [for k, v in { a = 1 } : "${k}}"]
}
resource "c" "d" {}
)"),
              ElementsAre("resource a b 1:1-8:2", "resource c d 9:1-9:20"));
}

TEST(HclBlocks, HeredocsEndAtTheirMarkOnly) {
  EXPECT_THAT(hcl(R"(resource "a" "b" {
  x = <<EOT
} " EOT
  ${ f("}",
EOT
) } $${
resource "no" "no" {
EOT
  y = <<-END_2
    } ' "
      ${ <<IN
}
IN
}
    END_2
}
resource "c" "d" {}
)")
                  .back(),
              "resource c d 17:1-17:20");
  EXPECT_THAT(hcl("a {\n x = <<E\nE\n}\nb {}\n"), ElementsAre("a 1:1-4:2", "b 5:1-5:5"));
  EXPECT_THAT(hcl("a {\r\n x = <<-E\r\n } \r\n  E\r\n}\r\nb {}\r\n"), ElementsAre("a 1:1-5:2", "b 6:1-6:5"));
}

TEST(HclBlocks, ColumnsCountCharactersAndAByteOrderMarkIsNone) {
  EXPECT_THAT(hcl("/* \xC3\xA4\xC3\xB6 */ a {} b {}"), ElementsAre("a 1:10-1:14", "b 1:15-1:19"));
  EXPECT_THAT(hcl("\xEF\xBB\xBFmoved {}").size(), 1u);
}

TEST(HclBlocks, AFaultHidesNoMoreThanItsOwnBlock) {
  // Brackets that stay open end with the brace, a quoted text with its line.
  EXPECT_THAT(hcl("a {\n x = [ ( \n}\nb {\n y = \"open\n}\nc {}\n"),
              ElementsAre("a 1:1-3:2", "b 4:1-6:2", "c 7:1-7:5"));
  EXPECT_THAT(hcl("x = { y = 1 }\nb {}"), ElementsAre("b 2:1-2:5"));
  EXPECT_THAT(hcl("resource \"a\" \"b\"\n{\n}\nb {}"), ElementsAre("b 4:1-4:5"));  // no block in the language
  EXPECT_THAT(hcl("a {"), ElementsAre("a 1:1-1:4"));
}

TEST(HclBlocks, KeepsCommentsWithTheirLines) {
  const BlockList list = read_hcl_blocks("# one\na { // two\n  x = \"# no\" /* three\n */\n}\n");
  ASSERT_EQ(list.comments.size(), 3u);
  EXPECT_EQ(list.comments[0].text, " one");
  EXPECT_TRUE(list.comments[0].alone);
  EXPECT_EQ(list.comments[1].text, " two");
  EXPECT_FALSE(list.comments[1].alone);
  EXPECT_EQ(list.comments[2].first_line, 3u);
  EXPECT_EQ(list.comments[2].last_line, 4u);
}

TEST(JsonBlocks, FindsBlocksInEveryShapeThatTheLanguageAllows) {
  const BlockList list = read_json_blocks(R"({
  "//": "a comment",
  "resource": {
    "aws_x": {
      "a": {"//": "oneway:ack", "y": "}"},
      "b": [{"y": 1}]
    }
  },
  "data": [{"aws_y": [{"c": {}}]}],
  "module": {"m": {"source": "./m"}},
  "moved": [{"from": "a.b", "to": "a.c"}],
  "locals": {"resource": {}}
})");
  EXPECT_THAT(shown(list), ElementsAre("resource aws_x a 5:7-5:42", "resource aws_x b 6:7-6:21",
                                       "data aws_y c 9:24-9:31", "module m 10:14-10:36", "moved 11:3-11:41"));
  ASSERT_EQ(list.comments.size(), 1u);
  EXPECT_EQ(list.comments[0].text, "oneway:ack");
  EXPECT_TRUE(read_json_blocks("[1]").blocks.empty());
}

const char kRich[] = R"(# oneway:ack OW201 until 2027-01-31 because
resource "a" "b" {
  x = "${ f("}", <<-EOT
    $${ ${ "%{ if x }" } }
    EOT
  ) }"
  /* } */ y = { "k" = [1, (2)] }
}
module "m" { source = "./m" }
)";

TEST(Blocks, CutAndFlippedFilesAreReadToTheirEnd) {
  std::mt19937 random(8);
  std::vector<std::string> seeds{
      kRich, R"({"resource":{"a":{"b":[{"//":"oneway:ack","x":"\u007d"}]}},"moved":[{}]})"};
  if (const char* corpus = std::getenv("ONEWAY_CORPUS"))
    for (const auto& entry : std::filesystem::recursive_directory_iterator(corpus))
      if (entry.path().extension() == ".tf" && entry.file_size() < 20'000 && seeds.size() < 40)
        seeds.push_back(test::read_file(entry.path()));
  std::size_t tried = 0;
  for (const std::string& seed : seeds) {
    const auto check = [&](const std::string& text) {
      for (const auto& read : {read_hcl_blocks, read_json_blocks})
        for (const Block& b : read(text).blocks) {
          EXPECT_LE(std::pair(b.begin.line, b.begin.column), std::pair(b.end.line, b.end.column));
          EXPECT_LE(b.end.line, 1 + static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')));
        }
      ++tried;
    };
    for (std::size_t n = 0; n <= seed.size(); n += 1 + seed.size() / 400) check(seed.substr(0, n));
    for (int i = 0; i < 400; ++i) {
      std::string text = seed;
      for (int flips = 1 + static_cast<int>(random() % 4); flips > 0; --flips) {
        constexpr std::string_view kSharp = "{}[]()\"\\$%<#/*\n\0\xFF";
        text[random() % text.size()] = kSharp[random() % kSharp.size()];
      }
      check(text);
    }
  }
  std::cout << tried << " damaged files\n";
}

TEST(Blocks, HostileFilesCostNoMoreThanTheirLength) {
  const auto repeated = [](std::string_view part, std::size_t n) {
    std::string text;
    for (std::size_t i = 0; i < n; ++i) text += part;
    return text;
  };
  const auto start = std::chrono::steady_clock::now();
  for (const std::string_view part :
       {"{", "[", "\"${", "a{}", "/**/", "x=<<A\n", "\"", "a ", "#\n", " /* */ a {} "}) {
    const std::string text = repeated(part, (2u << 20) / part.size());
    read_hcl_blocks(text);
    read_json_blocks(text);
  }
  read_json_blocks("{\"resource\":" + repeated("[", 1'000'000));
  read_json_blocks("{\"moved\":[" + repeated("{},", 300'000) + "{}]}");
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));
}

}  // namespace
}  // namespace oneway
