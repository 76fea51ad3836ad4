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
