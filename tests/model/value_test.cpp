#include "model/value.h"

#include <gtest/gtest.h>

#include "ingest/json/reader.h"

namespace oneway {
namespace {

Document json(std::string_view text) {
  return json::parse(text);
}

bool equal(std::string_view a, std::string_view b) {
  const Document x = json(a), y = json(b);
  const bool same = deep_equal(x.root(), y.root());
  EXPECT_EQ(content_hash(x.root()) == content_hash(y.root()), same) << a << " " << b;
  return same;
}

TEST(Number, ComparesExactDecimals) {
  EXPECT_EQ(compare_numbers("1.0", "1"), 0);
  EXPECT_EQ(compare_numbers("1.10", "1.1"), 0);
  EXPECT_EQ(compare_numbers("-0", "0.000e5"), 0);
  EXPECT_EQ(compare_numbers("100", "1e2"), 0);
  EXPECT_EQ(compare_numbers("0.001", "1E-3"), 0);
  EXPECT_EQ(compare_numbers("1e400", "10e399"), 0);
  EXPECT_EQ(compare_numbers("9007199254740993", "9007199254740992"), 1);
  EXPECT_EQ(compare_numbers("-9007199254740993", "-9007199254740992"), -1);
  EXPECT_EQ(compare_numbers("-1", "1"), -1);
  EXPECT_EQ(compare_numbers("0", "-1"), 1);
  EXPECT_EQ(compare_numbers("0.99999", "1"), -1);
  EXPECT_EQ(compare_numbers("12.5", "12.49999"), 1);
  EXPECT_EQ(compare_numbers("1e999999999999999999999", "1e400"), 1);
  const std::string third = "0." + std::string(155, '3');
  EXPECT_EQ(compare_numbers(third + "1", third), 1);
}

TEST(Value, EqualWhateverTheOrderAndTheSpelling) {
  EXPECT_TRUE(equal(R"({"a":1,"b":[true,null]})", R"({"b":[true,null],"a":1.0})"));
  EXPECT_TRUE(equal(R"([{"x":{"p":1,"q":{"r":2,"s":3}}}])", R"([{"x":{"q":{"s":3,"r":2},"p":1e0}}])"));
  EXPECT_TRUE(equal("{}", "{}"));
  EXPECT_FALSE(equal("{}", "[]"));
  EXPECT_FALSE(equal("[1,2]", "[2,1]"));
  EXPECT_FALSE(equal("[[1],2]", "[1,[2]]"));
  EXPECT_FALSE(equal("[\"1\"]", "[1]"));
  EXPECT_FALSE(equal("[null]", "[false]"));
  EXPECT_FALSE(equal("[null]", "[]"));
  EXPECT_FALSE(equal(R"({"a":1,"b":2})", R"({"a":2,"b":1})"));
  EXPECT_FALSE(equal(R"({"a":1})", R"({"b":1})"));
  EXPECT_FALSE(equal(R"(["ab","c"])", R"(["a","bc"])"));
  EXPECT_FALSE(equal("9007199254740993", "9007199254740992"));
  EXPECT_TRUE(deep_equal(Value(), Value()));
  EXPECT_FALSE(deep_equal(Value(), json("null").root()));
}

TEST(Value, IsReadByKeyIndexAndPath) {
  const Document d =
      json(R"({"settings":[{"disk":{"size":"10"},"tags":["x","y"]}],"two":[{"a":1},{"a":2}],"s":""})");
  const Value v = d.root();
  EXPECT_EQ(v.dotted("settings.disk.size").text(), "10");
  EXPECT_EQ(v.dotted("settings.0.tags.1").text(), "y");
  EXPECT_EQ(v.dotted("two.1.a").text(), "2");
  EXPECT_TRUE(v.dotted("two.a").missing());
  EXPECT_TRUE(v.dotted("settings.absent.size").missing());
  EXPECT_TRUE(v.dotted("s.x").missing());
  EXPECT_TRUE(v["two"].at(2).missing());
  EXPECT_TRUE(v["s"].empty_value());
  EXPECT_FALSE(v["two"].empty_value());
  std::string keys;
  for (auto [key, value] : v.members()) keys += std::string(key) + ":" + std::to_string(value.size()) + " ";
  EXPECT_EQ(keys, "settings:1 two:2 s:0 ");
  EXPECT_TRUE(any_true(json(R"({"a":[{},{"b":true}]})").root()));
  EXPECT_FALSE(any_true(json(R"({"true":[false,"true",{}]})").root()));
  EXPECT_FALSE(any_true(Value()));
}

TEST(Value, IsWrittenBackAsJson) {
  const std::string text =
      "{\"b\":\"q\\\"\\\\\\n\\r\\t\\u0000\\u001f\xC3\xA9/\",\"a\":[1.10,{\"y\":{},\"x\":[]}]}";
  EXPECT_EQ(json(text).root().to_json(), text);
  EXPECT_EQ(json(text).root().to_canonical_json(),
            "{\"a\":[1.10,{\"x\":[],\"y\":{}}],\"b\":\"q\\\"\\\\\\n\\r\\t\\u0000\\u001f\xC3\xA9/\"}");
}

TEST(Document, CopiesAValueOfAnyDocument) {
  const Document from = json(R"({"skip":[1],"take":{"a":[1,"x"],"b":null}})");
  Document to;
  to.begin_array();
  to.copy(from.root()["take"]);
  to.number("7");
  to.end();
  to.clear();
  to.begin_array();
  to.copy(from.root()["take"]);
  to.copy(from.root()["take"]["a"]);
  to.end();
  EXPECT_EQ(to.root().to_json(), R"([{"a":[1,"x"],"b":null},[1,"x"]])");
  EXPECT_EQ(to.root().at(1).at(1).text(), "x");
}

}  // namespace
}  // namespace oneway
