#include "ingest/json/reader.h"

#include <gtest/gtest.h>

#include "model/error.h"

namespace oneway::json {
namespace {

std::string fault(std::string_view text) {
  try {
    parse(text);
  } catch (const InputError& e) {
    return std::to_string(e.byte_offset().value_or(999)) + " " + e.json_path() + ": " + e.what();
  }
  return "";
}

TEST(Parse, KeepsWhatWasWritten) {
  const std::string text =
      R"({"b":[1.10,-0,1e400,9007199254740993],"a":{"":null},"t":true,"f":[false,[],{}],"s":"\u00e9\ud83d\ude00\n"})";
  const Document d = parse(text);
  EXPECT_EQ(d.root().to_json(),
            "{\"b\":[1.10,-0,1e400,9007199254740993],\"a\":{\"\":null},\"t\":true,"
            "\"f\":[false,[],{}],\"s\":\"\xC3\xA9\xF0\x9F\x98\x80\\n\"}");
  EXPECT_EQ(d.root()["b"].size(), 4u);
  EXPECT_EQ(d.root().size(), 5u);
}

TEST(Parse, SaysWhereAndWhat) {
  EXPECT_EQ(fault(""), "0 $: the input is empty where a JSON value was expected");
  EXPECT_EQ(fault(R"({"a":[1,{"b":tru}]})"), "16 $.a[1].b: a number or word is cut short");
  EXPECT_EQ(fault(R"({"a":1,"a":2})"), "13 $: the key \"a\" stands twice in one object");
  EXPECT_EQ(fault(R"({"x y":{"b":2,"a":1,"b":3}})"),
            "26 $[\"x y\"]: the key \"b\" stands twice in one object");
  EXPECT_EQ(fault(R"({"a":1}})"), "7 $: something stands behind the end of the JSON value");
  EXPECT_EQ(fault(R"(["\ud800"])"), "8 $[0]: a lone surrogate is no character");
  EXPECT_EQ(fault("[01]"), "2 $[0]: no such number or word in JSON");
  EXPECT_EQ(fault(R"({"a":)"), "5 $.a: the input ends here, in the middle of a value");
}

TEST(Reader, WalksSkipsAndCaptures) {
  const auto source =
      memory_source(R"( { "skip" : {"x":[1,{"}":"\"]"}]} , "keep":[ "a" , 12.50 ],"n":3 } tail)");
  Reader r(*source);
  ASSERT_EQ(r.peek(), Kind::Object);
  r.begin_object();
  std::string key;
  ASSERT_TRUE(r.next_key(key));
  EXPECT_EQ(key, "skip");
  r.skip();
  ASSERT_TRUE(r.next_key(key));
  EXPECT_EQ(key, "keep");
  Document d;
  r.capture(d);
  EXPECT_EQ(d.root().to_json(), R"(["a",12.50])");
  ASSERT_TRUE(r.next_key(key));
  EXPECT_EQ(r.path(), "$.n");
  EXPECT_EQ(r.number(), "3");
  EXPECT_FALSE(r.next_key(key));
  EXPECT_FALSE(r.at_end());
  EXPECT_EQ(r.unread(), "tail");
}

}  // namespace
}  // namespace oneway::json
