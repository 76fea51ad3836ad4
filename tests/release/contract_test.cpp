// How a contract breaks its callers.
#include "release/contract.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace oneway {
namespace {

using testing::ElementsAre;

std::vector<std::string> lints(const Contract& before, const Contract& after) {
  std::vector<ReleaseLint> found;
  compare_contracts(before, after, found);
  std::vector<std::string> out;
  for (const ReleaseLint& l : found) out.push_back(l.code + " " + std::string(id(l.bump)) + " " + l.address);
  return out;
}

Contract provider(const std::string& constraint) {
  Contract c;
  c.providers["acme"] = constraint;
  return c;
}

TEST(Contract, ATighterProviderConstraintIsMajor) {
  EXPECT_THAT(lints(provider(">= 4.0"), provider(">= 5.0")), ElementsAre("OW940 major provider.acme"));
  EXPECT_THAT(lints(provider(">= 4.0"), provider(">= 4.0, < 6.0")), ElementsAre("OW940 major provider.acme"));
  EXPECT_THAT(lints(provider(""), provider("~> 4.0")), ElementsAre("OW940 major provider.acme"));
  EXPECT_THAT(lints(provider("~> 4.0"), provider(">= 4.0")), ElementsAre("OW941 patch provider.acme"));
  EXPECT_THAT(lints({}, provider(">= 1")), ElementsAre("OW942 major provider.acme"));
  EXPECT_THAT(lints(provider(">= 4.0"), provider(">= 4.0")), ElementsAre());
}

Contract with_output(Contract::Output o, const std::string& name = "out") {
  Contract c;
  c.outputs[name] = std::move(o);
  return c;
}

TEST(Contract, OutputsBothWays) {
  const Contract none, plain = with_output({false, {"a.b.id"}, Kind::String}),
                       hidden = with_output({true, {"a.b.id"}, Kind::String}),
                       list = with_output({false, {"a.b.id"}, Kind::Array}),
                       unknown = with_output({false, {"a.b.id"}, Kind::Missing}),
                       renamed = with_output({false, {"a.b.id"}, Kind::String}, "other");
  EXPECT_THAT(lints(plain, none), ElementsAre("OW920 major output.out"));
  EXPECT_THAT(lints(none, plain), ElementsAre("OW923 minor output.out"));
  EXPECT_THAT(lints(plain, renamed), ElementsAre("OW921 major output.out", "OW923 minor output.other"));
  EXPECT_THAT(lints(plain, hidden), ElementsAre("OW922 major output.out"));
  EXPECT_THAT(lints(hidden, plain), ElementsAre());
  EXPECT_THAT(lints(plain, list), ElementsAre("OW924 major output.out"));
  EXPECT_THAT(lints(list, plain), ElementsAre("OW924 major output.out"));
  EXPECT_THAT(lints(plain, unknown), ElementsAre()) << "what is not known is no other type";
}

Contract with_variable(bool has_default, std::uint64_t default_hash = 0, bool sensitive = false) {
  Contract c;
  c.variables["v"] = {
      .name = "v", .has_default = has_default, .sensitive = sensitive, .default_hash = default_hash};
  return c;
}

TEST(Contract, VariablesBothWays) {
  EXPECT_THAT(lints(with_variable(true), {}), ElementsAre("OW930 major variable.v"));
  EXPECT_THAT(lints({}, with_variable(true)), ElementsAre("OW932 minor variable.v"));
  EXPECT_THAT(lints({}, with_variable(false)), ElementsAre("OW931 major variable.v"));
  EXPECT_THAT(lints(with_variable(true), with_variable(false)), ElementsAre("OW931 major variable.v"));
  EXPECT_THAT(lints(with_variable(false), with_variable(true)), ElementsAre());
  EXPECT_THAT(lints(with_variable(true, 1), with_variable(true, 2)), ElementsAre("OW933 minor variable.v"));
  EXPECT_THAT(lints(with_variable(true, 1), with_variable(true, 1, true)),
              ElementsAre("OW934 minor variable.v"));
  EXPECT_THAT(lints(with_variable(true, 1, true), with_variable(true, 1)), ElementsAre());
}

TEST(Contract, InnerModulesAndProvisionersBothWays) {
  Contract one, two;
  one.modules["module.inner"] = "1.0.0", two.modules["module.inner"] = "2.0.0";
  EXPECT_THAT(lints(one, two), ElementsAre("OW943 minor module.inner"));
  EXPECT_THAT(lints(one, one), ElementsAre());
  one.modules.clear(), two.modules.clear();
  two.provisioners["a.b"] = 1;
  EXPECT_THAT(lints(one, two), ElementsAre("OW944 major a.b"));
  EXPECT_THAT(lints(two, one), ElementsAre());
}

TEST(Contract, VariablesAndOutputsOfAnotherModuleDoNotCount) {
  ContractReader r;
  r.module_call({.module_path = {}, .name = "this", .source = "../.."});
  r.module_call(
      {.module_path = {"this"}, .name = "inner", .source = "acme/x", .version_constraint = "1.0.0"});
  r.variable({.module_path = {}, .name = "of_the_example"});
  r.variable({.module_path = {"this"}, .name = "zone", .has_default = true});
  r.output({.module_path = {"this", "inner"}, .name = "of_the_inner_one"});
  const Contract c = r.contract();
  EXPECT_EQ(c.module, "module.this");
  EXPECT_EQ(c.variables.size(), 1u);
  EXPECT_TRUE(c.variables.contains("zone"));
  EXPECT_TRUE(c.outputs.empty());
  EXPECT_EQ(c.modules.at("module.inner"), "1.0.0");
}

}  // namespace
}  // namespace oneway
