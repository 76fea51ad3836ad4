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

TEST(Parse, KeysAreComparedDecoded) {
  EXPECT_EQ(parse(R"({"\u0061ctions":1})").root()["actions"].text(), "1");
  EXPECT_NE(fault(R"({"actions":1,"\u0061ctions":2})"), "");
}

TEST(Parse, KeepsEveryNumberAsWritten) {
  const std::string digits(155, '3');
  for (const std::string& number : {std::string("1.10"), std::string("-0"), std::string("1e400"),
                                    std::string("9007199254740993"), "0." + digits})
    EXPECT_EQ(parse("[" + number + "]").root().at(0).text(), number);
}

// Strings, keys, numbers and escapes fall on every place around the border of the window.
TEST(Parse, ValuesCutByTheWindowsBorder) {
  const std::string tail = R"("k\u00e9y":[12345.678,"\ud83d\ude00\n",true,"x"],"z":null})";
  const std::string expected =
      "{\"a\":\"%\",\"k\xC3\xA9y\":[12345.678,\"\xF0\x9F\x98\x80\\n\",true,\"x\"],\"z\":null}";
  for (std::size_t pad = (256 << 10) - 140; pad < (256 << 10) + 10; ++pad) {
    const std::string filler(pad, 'x');
    std::string want = expected;
    want.replace(want.find('%'), 1, filler);
    ASSERT_EQ(parse("{\"a\":\"" + filler + "\"," + tail).root().to_json(), want) << pad;
    const std::string spread = "{\"a\":\"" + filler + "\"," + tail;
    const auto source = memory_source(spread);
    Reader r(*source);
    std::string key, keys;
    r.begin_object();
    while (r.next_key(key)) {
      keys += key + ' ';
      r.skip();
    }
    ASSERT_EQ(keys, "a k\xC3\xA9y z ") << pad;
    ASSERT_TRUE(r.at_end());
  }
}

TEST(Limits, DepthIsRefusedWithoutAStack) {
  const std::string deep(1'000'000, '[');
  EXPECT_EQ(fault(deep).substr(0, 4), "512 ");
  const std::string whole = deep + std::string(1'000'000, ']');
  const Document d = parse(whole, {.depth = 1'000'000});
  EXPECT_EQ(d.root().to_json(), whole);
  EXPECT_TRUE(deep_equal(d.root(), parse(whole, {.depth = 1'000'000}).root()));
  EXPECT_EQ(content_hash(d.root()), content_hash(parse(whole, {.depth = 1'000'000}).root()));
}

TEST(Limits, AValueMayNotBeLargerThanAllowed) {
  const std::string text = R"({"big":")" + std::string(5000, 'x') + R"(","many":[1,2,3,4,5,6,7,8,9,10]})";
  EXPECT_NO_THROW(parse(text, {.value_bytes = 6000}));
  EXPECT_THROW(parse(text, {.value_bytes = 4000}), InputError);
  const auto source = memory_source(text);
  Reader r(*source, {.value_bytes = 20});
  std::string key;
  r.begin_object();
  ASSERT_TRUE(r.next_key(key));
  r.skip();  // what is not kept may be of any size
  ASSERT_TRUE(r.next_key(key));
  Document d;
  EXPECT_THROW(r.capture(d), InputError);
}

TEST(Reader, CapturesBehindWhatIsThereAlready) {
  const auto source = memory_source(R"([{"a":1},[2]])");
  Reader r(*source);
  Document d;
  d.begin_object();
  r.begin_array();
  for (const char* name : {"first", "second"}) {
    ASSERT_TRUE(r.next_element());
    d.key(name);
    r.capture(d);
  }
  d.end();
  EXPECT_FALSE(r.next_element());
  EXPECT_EQ(d.root().to_json(), R"({"first":{"a":1},"second":[2]})");
}

TEST(Reader, LeavesLongStringsOutOfAShortCapture) {
  const std::string at_most(10, 'a'), longer(11, 'b'), giant(600 << 10, 'c');
  const std::string text = "[\"" + at_most + "\",\"" + longer + "\",{\"k\":\"" + giant + "\"},1]";
  const auto source = memory_source(text);
  Reader r(*source);
  Document d;
  r.capture_short(d, 10);
  EXPECT_EQ(d.root().to_json(), "[\"" + at_most + "\",null,{\"k\":null},1]");
  EXPECT_TRUE(r.at_end());
}

TEST(Reader, NamesTheKindThatItFound) {
  const auto source = memory_source(R"({"a":[null,"x"]})");
  Reader r(*source);
  std::string key;
  r.begin_object();
  r.next_key(key);
  r.begin_array();
  r.next_element();
  try {
    r.string();
    FAIL();
  } catch (const InputError& e) {
    EXPECT_STREQ(e.what(), "expected a string, found null");
    EXPECT_EQ(e.json_path(), "$.a[0]");
    EXPECT_EQ(e.byte_offset(), 6u);
  }
}

TEST(Reader, NoiseBehindADocumentIsLeftUnread) {
  const auto source = memory_source("{\"a\":1}\nError: no\xFF value\n{\"b\":2}");
  Reader r(*source);
  r.skip();
  EXPECT_EQ(r.unread(), "\nError: no\xFF value\n{\"b\":2}");
  EXPECT_FALSE(r.at_end());
  EXPECT_THROW(r.peek(), InputError);
}

}  // namespace
}  // namespace oneway::json
