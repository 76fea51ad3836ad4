#include "support/schema.h"

#include <gtest/gtest.h>

namespace oneway::report::testing {

using nlohmann::json;

TEST(Schema, TheValidatorRefusesWhatIsWrong) {
  const json schema =
      json::parse(R"({"type":"object","required":["a"],"properties":{"a":{"type":"integer","minimum":1}}})");
  EXPECT_TRUE(violations(json::parse(R"({"a":1})"), schema, true).empty());
  EXPECT_EQ(violations(json::parse(R"({"a":0})"), schema, true).size(), 1u);
  EXPECT_EQ(violations(json::parse(R"({"b":0})"), schema, true).size(), 2u);
  EXPECT_EQ(violations(json::parse(R"({"a":1,"b":0})"), schema, false).size(), 0u);
  EXPECT_EQ(violations(json::parse("1"), json::parse(R"({"not":{}})"), true).size(), 1u);
}

}  // namespace oneway::report::testing
