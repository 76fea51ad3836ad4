// Conditions are judged on the right side, in three values: what cannot be known is never taken for a yes or
// a no.
#include <gtest/gtest.h>

#include "catalog/catalog.h"
#include "ingest/json/reader.h"

namespace oneway {
namespace {

Condition when(std::string path, Clause::Op op, std::vector<std::string> operands,
               std::optional<std::string> fallback = {}) {
  return {{{std::move(path), op, std::move(operands), std::move(fallback)}}};
}

Truth judge(const Condition& c, std::string_view side, std::string_view unknown = "false") {
  const Document object = json::parse(side), mask = json::parse(unknown);
  return holds(c, object.root(), mask.root());
}

using Op = Clause::Op;

TEST(Condition, ScalarsAreEqualWhetherWrittenAsBooleanNumberOrText) {
  EXPECT_EQ(judge(when("a", Op::Is, {"true"}), R"({"a": true})"), Truth::Yes);
  EXPECT_EQ(judge(when("a", Op::Is, {"true"}), R"({"a": "true"})"), Truth::Yes);
  EXPECT_EQ(judge(when("a", Op::Is, {"7"}), R"({"a": 7.0})"), Truth::Yes);
  EXPECT_EQ(judge(when("a", Op::Is, {"9007199254740992"}), R"({"a": 9007199254740993})"), Truth::No);
  EXPECT_EQ(judge(when("a", Op::OneOf, {"Retain", "Orphan"}), R"({"a": "Orphan"})"), Truth::Yes);
  EXPECT_EQ(judge(when("a", Op::Matches, {"^db-[0-9]+$"}), R"({"a": "db-12"})"), Truth::Yes);
}

TEST(Condition, NullIsAbsentAndTakesTheDefault) {
  const Condition with_default = when("a", Op::Is, {"true"}, "true");
  EXPECT_EQ(judge(with_default, R"({"a": null})"), Truth::Yes);
  EXPECT_EQ(judge(with_default, R"({})"), Truth::Yes);
  EXPECT_EQ(judge(with_default, R"({"a": false})"), Truth::No);
  EXPECT_EQ(judge(when("a", Op::Is, {"false"}), R"({"a": null})"), Truth::Yes) << "an unset flag is off";
  EXPECT_EQ(judge(when("a", Op::Is, {"true"}), R"({})"), Truth::No);
  EXPECT_EQ(judge(when("a", Op::Set, {}), R"({"a": ""})"), Truth::No);
  EXPECT_EQ(judge(when("a", Op::Unset, {}), R"({"a": []})"), Truth::Yes);
  EXPECT_EQ(judge(when("a", Op::Set, {}), R"({"a": false})"), Truth::Yes);
}

TEST(Condition, NobodyKnowsHowMuchAnAbsentNumberIs) {
  EXPECT_EQ(judge(when("days", Op::Above, {"0"}), R"({})"), Truth::Unknown);
  EXPECT_EQ(judge(when("days", Op::Above, {"0"}, "7"), R"({})"), Truth::Yes);
  EXPECT_EQ(judge(when("days", Op::Above, {"0"}), R"({"days": 0})"), Truth::No);
  EXPECT_EQ(judge(when("days", Op::AtLeast, {"7"}), R"({"days": "7"})"), Truth::Yes);
  EXPECT_EQ(judge(when("days", Op::Below, {"7"}), R"({"days": "soon"})"), Truth::Unknown);
}

TEST(Condition, WhatIsKnownOnlyAfterApplyIsUnknown) {
  const Condition c = when("block.flag", Op::Is, {"true"});
  EXPECT_EQ(judge(c, R"({"block": [{"flag": true}]})", R"({"block": [{"flag": false}]})"), Truth::Yes);
  EXPECT_EQ(judge(c, R"({"block": [{}]})", R"({"block": [{"flag": true}]})"), Truth::Unknown);
  EXPECT_EQ(judge(c, R"({})", R"({"block": true})"), Truth::Unknown);
  EXPECT_EQ(judge(c, R"({})", R"(true)"), Truth::Unknown);
}

TEST(Condition, SeveralNestedBlocksMustAgree) {
  const Condition c = when("disk.keep", Op::Is, {"true"});
  EXPECT_EQ(judge(c, R"({"disk": [{"keep": true}, {"keep": true}]})"), Truth::Yes);
  EXPECT_EQ(judge(c, R"({"disk": [{"keep": true}, {"keep": false}]})"), Truth::Unknown);
  EXPECT_EQ(judge(c, R"({"disk": []})"), Truth::No);
}

TEST(Condition, ATextThatHoldsAnObjectIsNotLookedInto) {
  EXPECT_EQ(judge(when("body.keep", Op::Is, {"false"}), R"({"body": "keep: true"})"), Truth::Unknown);
}

TEST(Condition, AListIsAskedForOneElementAndADotInANameIsEscaped) {
  const Condition has = when("metadata.finalizers", Op::Matches, {"^resources-finalizer"});
  EXPECT_EQ(judge(has, R"({"metadata": {"finalizers": ["a", "resources-finalizer.x"]}})"), Truth::Yes);
  EXPECT_EQ(judge(has, R"({"metadata": {"finalizers": ["a"]}})"), Truth::No);
  EXPECT_EQ(judge(has, R"({"metadata": {}})"), Truth::No);
  EXPECT_EQ(judge(when("a", Op::IsNot, {"x"}), R"({"a": ["y", "x"]})"), Truth::No);
  const Condition kept = when("annotations.example\\.com/keep", Op::Is, {"true"});
  EXPECT_EQ(judge(kept, R"({"annotations": {"example.com/keep": "true"}})"), Truth::Yes);
}

TEST(Condition, OneNoDecidesAndAMissingSideDecidesNothing) {
  Condition both = when("a", Op::Is, {"1"});
  both.all.push_back({"b", Op::Above, {"0"}, {}});
  EXPECT_EQ(judge(both, R"({"a": 2})"), Truth::No);
  EXPECT_EQ(judge(both, R"({"a": 1})"), Truth::Unknown);
  EXPECT_EQ(judge(both, R"({"a": 1, "b": 3})"), Truth::Yes);
  EXPECT_EQ(holds(both, Value()), Truth::Unknown);
  EXPECT_EQ(holds(Condition(), Value()), Truth::Yes);
}

TEST(Condition, ProviderPathsLookIntoTheProvidersConfiguration) {
  const Condition c = when("provider.features.key_vault.purge", Op::Is, {"true"}, "true");
  const Document constant =
      json::parse(R"({"features": [{"key_vault": [{"purge": {"constant_value": false}}]}]})");
  const Document computed =
      json::parse(R"({"features": [{"key_vault": [{"purge": {"references": ["var.purge"]}}]}]})");
  const Document empty = json::parse(R"({"features": [{}]})");
  EXPECT_EQ(holds(c, {}, {}, constant.root()), Truth::No);
  EXPECT_EQ(holds(c, {}, {}, computed.root()), Truth::Unknown);
  EXPECT_EQ(holds(c, {}, {}, empty.root()), Truth::Yes);
  EXPECT_EQ(holds(c, {}, {}, {}), Truth::Yes) << "no configuration: the provider's default";
  EXPECT_EQ(holds(when("provider.x", Op::Is, {"1"}), {}), Truth::Unknown);
}

TEST(Period, ConstantsArgumentsDefaultsAndUnitsInTheValue) {
  const auto seconds = [](const Period& p, std::string_view side) {
    const Document object = json::parse(side);
    const auto span = resolve(p, object.root());
    return span ? span->max_seconds : -1;
  };
  Period days;
  days.argument = "days";
  days.unit_seconds = 86400;
  EXPECT_EQ(seconds(days, R"({"days": 7})"), 7 * 86400);
  EXPECT_EQ(seconds(days, R"({})"), -1);
  days.fallback = 30;
  EXPECT_EQ(seconds(days, R"({"days": null})"), 30 * 86400);
  EXPECT_EQ(seconds(days, R"({"days": "604800s"})"), 604800);
  EXPECT_EQ(seconds(days, R"({"days": "P7DT1H"})"), 7 * 86400 + 3600);
  EXPECT_EQ(seconds(days, R"({"days": "168h0m0s"})"), 604800);
  EXPECT_EQ(seconds(days, R"({"days": "P1M"})"), -1) << "a month has no length";
  EXPECT_EQ(seconds(days, R"({"days": 99999999999999999999})"), -1);
  EXPECT_EQ(seconds(Period(), "{}"), -1);
}

TEST(Period, ReadsAsAPersonWouldSayIt) {
  EXPECT_EQ(to_words({7 * 86400, 7 * 86400}), "7 days");
  EXPECT_EQ(to_words({60, 60}), "1 minute");
  EXPECT_EQ(to_words({90, 90}), "90 seconds");
  EXPECT_EQ(to_words({7 * 86400, 90 * 86400}), "7 to 90 days");
  EXPECT_EQ(to_words({3600, 86400}), "1 hour to 1 day");
}

}  // namespace
}  // namespace oneway
