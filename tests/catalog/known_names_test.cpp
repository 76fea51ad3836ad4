#include "catalog/yaml/known_names.h"

#include <gtest/gtest.h>

namespace oneway::yaml {
namespace {

TypeFacts bucket(const std::string& forces) {
  TypeFacts facts;
  facts.type = "x_bucket";
  facts.force_new = {forces};
  return facts;
}

TEST(KnownNames, AFactMayNameWhatTheTypeHasAndWhatItsBlocksHave) {
  Diagnostics out;
  KnownNames names;
  names.add("# names\nx_bucket: name versioning{enabled\n  mfa_delete} region\n", "arguments/x.txt", out);
  EXPECT_FALSE(out.has_errors());
  for (const char* path :
       {"name", "region", "versioning", "versioning.#", "versioning.enabled", "versioning.mfa_delete"})
    EXPECT_TRUE(names.strangers(bucket(path)).empty()) << path;
}

TEST(KnownNames, AMisspeltNameIsToldWithTheNearestOne) {
  Diagnostics out;
  KnownNames names;
  names.add("x_bucket: name versioning{enabled}\n", "arguments/x.txt", out);
  const auto found = names.strangers(bucket("versioning.enable"));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(
      found[0].message,
      "`x_bucket` has no argument or attribute `versioning.enable` (did you mean `versioning.enabled`?)");
}

TEST(KnownNames, ConditionsOnTheProviderAndTypesThatNobodyListedAreNotChecked) {
  Diagnostics out;
  KnownNames names;
  names.add("x_bucket: name\n", "arguments/x.txt", out);
  TypeFacts facts = bucket("name");
  facts.guards.push_back({{{{"provider.features.x", Clause::Op::Is, {"true"}, {}}}}, false, ""});
  EXPECT_TRUE(names.strangers(facts).empty());
  facts.type = "x_other";
  facts.force_new = {"anything"};
  EXPECT_TRUE(names.strangers(facts).empty());
}

TEST(KnownNames, AListThatCannotBeReadSaysWhere) {
  Diagnostics out;
  KnownNames names;
  names.add("x_bucket: name block{a\nx_other: b\nnonsense\n", "arguments/x.txt", out);
  EXPECT_EQ(out.to_string(),
            "arguments/x.txt:1:1: error: the names must be words, and braces must match\n"
            "arguments/x.txt:3:1: error: a line starts with `TYPE:` or with a space\n");
}

}  // namespace
}  // namespace oneway::yaml
