// The value codec and the planner without an engine.
#include "simcloud/planner.h"

#include <gtest/gtest.h>

#include "simcloud/generator.h"
#include "simcloud/shape.h"

namespace simcloud {
namespace {

const Type& sample() {
  static const ProviderDescription d = parse_description(R"(
provider: p
types:
  t:
    arguments:
      id: {is: string computed, made: "t-{hex:8}"}
      name: string required new
      size: {is: number optional computed, made: 8}
      kept: {is: bool optional, default: true}
      url: {is: string computed, made: "https://{name}/{id}", after: [size]}
      secret: string optional write_only
      any: any optional
    blocks:
      rule: {nesting: set, arguments: {port: number required new}}
      disk: {max: 1, arguments: {gb: {is: number optional computed, made: 20}, kind: string optional new}}
    one_way: [{argument: disk.gb, on: decrease, meets: replaced}]
)",
                                                         "sample.yaml");
  return d.types.at("t");
}

json plan_of(const json& prior, const json& config) {
  json proposed = shape(sample().block, config, Form::Wire);
  if (!prior.is_null())
    for (const auto& [name, a] : sample().block.arguments)
      if (a.computed && proposed[name].is_null()) proposed[name] = prior[name];
  return plan_change(sample(), prior, proposed, shape(sample().block, config, Form::Wire)).state;
}

TEST(Value, NumbersThatNoDoubleHoldsStayText) {
  json v = parse_json(R"({"a": 0.1, "b": 9007199254740993, "c": 123456789012345678901234567890, "d": -7})");
  EXPECT_EQ(v["a"], "0.1");
  EXPECT_EQ(v["b"].dump(), "9007199254740993");
  EXPECT_EQ(v["c"], "123456789012345678901234567890");
  EXPECT_EQ(v["d"], -7);
  EXPECT_EQ(from_msgpack(to_msgpack(v)), v);
}

TEST(Value, UnknownsKeepTheirBytes) {
  EXPECT_EQ(to_msgpack(unknown()), std::string("\xd4\x00\x00", 3));
  EXPECT_TRUE(is_unknown(from_msgpack(std::string("\xd4\x00\x00", 3))));
  const std::string refined("\xc7\x03\x0c\x81\x01\xc2",
                            6);  // what Terraform sends for an unknown that is not null
  EXPECT_TRUE(is_unknown(from_msgpack(refined)));
  EXPECT_EQ(to_msgpack(from_msgpack(refined)), refined);
}

TEST(Shape, EverythingIsThereAndDynamicValuesCarryTheirType) {
  json shaped = shape(sample().block, {{"any", {{"type", "string"}, {"value", "x"}}}}, Form::Wire);
  EXPECT_TRUE(shaped["name"].is_null());
  EXPECT_EQ(shaped["rule"], json::array());
  EXPECT_TRUE(shaped["any"][0].is_binary());
  EXPECT_EQ(shape(sample().block, shaped, Form::File)["any"], json({{"type", "string"}, {"value", "x"}}));
}

TEST(Planner, ACreateLeavesComputedValuesUnknownAndTakesDefaults) {
  json planned = plan_of(nullptr, {{"name", "n"}, {"secret", "s"}});
  EXPECT_TRUE(is_unknown(planned["id"]));
  EXPECT_TRUE(is_unknown(planned["size"]));
  EXPECT_EQ(planned["kept"], true);
  EXPECT_TRUE(planned["secret"].is_null());
}

TEST(Planner, TheGeneratorFillsTemplatesThatLeanOnOneAnotherRepeatably) {
  json planned = plan_of(nullptr, {{"name", "n"}});
  json made = Generator(json::object(), 7).fill(sample().block, planned);
  EXPECT_EQ(made, Generator(json::object(), 7).fill(sample().block, planned));
  EXPECT_NE(made["id"], Generator(json::object(), 8).fill(sample().block, planned)["id"]);
  EXPECT_EQ(made["url"], "https://n/" + made["id"].get<std::string>());
  EXPECT_FALSE(has_unknown(made));
}

struct Replacement {
  json before, after;
  std::vector<Path> paths;
};

TEST(Planner, NamesThePathsThatReplace) {
  auto object = [](const json& change) {
    json all = shape(sample().block,
                     {{"id", "t-1"}, {"name", "n"}, {"size", 8}, {"kept", true}, {"url", "u"}}, Form::Wire);
    all.update(change);
    return all;
  };
  const json one = json::array({{{"port", 1}}}), two = json::array({{{"port", 1}}, {{"port", 2}}});
  const Replacement cases[] = {{{{"name", "a"}}, {{"name", "b"}}, {{"name"}}},
                               {{{"size", 8}}, {{"size", 9}}, {}},
                               {{{"rule", one}}, {{"rule", two}}, {{"rule"}}},
                               {{{"disk", json::array({{{"gb", 20}, {"kind", "x"}}})}},
                                {{"disk", json::array({{{"gb", 20}, {"kind", "y"}}})}},
                                {{"disk", 0, "kind"}}},
                               {{{"disk", json::array({{{"gb", 20}, {"kind", nullptr}}})}},
                                {{"disk", json::array({{{"gb", 10}, {"kind", nullptr}}})}},
                                {{"disk", 0, "gb"}}},
                               {{{"disk", json::array({{{"gb", 10}, {"kind", nullptr}}})}},
                                {{"disk", json::array({{{"gb", 20}, {"kind", nullptr}}})}},
                                {}}};
  for (const Replacement& c : cases) {
    json after = object(c.after);
    EXPECT_EQ(plan_change(sample(), object(c.before), after, after).replaces, c.paths) << c.after;
  }
}

TEST(Planner, WhatFollowsAnotherArgumentIsUnknownAgain) {
  json prior =
      Generator(json::object(), 7).fill(sample().block, plan_of(nullptr, {{"name", "n"}, {"size", 1}}));
  EXPECT_TRUE(is_unknown(plan_of(prior, {{"name", "n"}, {"size", 2}})["url"]));
  EXPECT_EQ(plan_of(prior, {{"name", "n"}, {"size", 1}})["url"], prior["url"]);
}

}  // namespace
}  // namespace simcloud
