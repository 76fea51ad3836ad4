// Names that earlier plans gave back stop a create of a later plan.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "assess/names/name_use.h"

namespace oneway {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

TypeFacts facts_with(NameRule::Reuse reuse) {
  TypeFacts facts;
  NameRule rule;
  rule.arguments = {"name"};
  rule.scope = "account";
  rule.reuse = reuse;
  facts.names = {rule};
  return facts;
}

NameAnswer create_after(const FormerName& had, NameRule::Reuse reuse) {
  const TypeFacts facts = facts_with(reuse);
  NameUse takes;
  takes.address = "x.new";
  takes.name = 5;
  takes.facts = &facts;
  takes.evidence = {"name", "", "\"api\"", false, false};
  NameContext context;
  context.former = {had};
  return judge_names({takes}, context);
}

const FormerName kHeld{5, "x.old", "eu", "2027-01-22 08:00:00", true};

TEST(FormerNames, StopTheCreateWhileTheyAreHeld) {
  const NameAnswer a = create_after(kHeld, NameRule::Reuse::Held);
  ASSERT_THAT(a.consequences, SizeIs(1));
  ASSERT_THAT(a.consequences[0].stops, SizeIs(1));
  const ApplyStop& stop = a.consequences[0].stops[0];
  EXPECT_EQ(stop.code, "OW302");
  EXPECT_TRUE(stop.certain);
  EXPECT_THAT(stop.message,
              HasSubstr("x.old in an earlier plan of eu and is held until 2027-01-22 08:00:00 UTC"));
  EXPECT_EQ(a.consequences[0].effects.at(0).cls, RollbackClass::ManualRepair);
}

TEST(FormerNames, OnlyWarnWhereThePlanMayNotHaveBeenApplied) {
  FormerName had = kHeld;
  had.certain = false;
  const NameAnswer a = create_after(had, NameRule::Reuse::Held);
  EXPECT_FALSE(a.consequences.at(0).stops.at(0).certain);
  EXPECT_THAT(a.consequences[0].stops[0].message, HasSubstr("(if that was applied)"));
  EXPECT_THAT(a.consequences[0].effects, IsEmpty());
}

TEST(FormerNames, BringTheOldObjectBackWhereTheCloudRevives) {
  const NameAnswer a = create_after(kHeld, NameRule::Reuse::Resurrects);
  EXPECT_THAT(a.consequences.at(0).stops, IsEmpty());
  EXPECT_EQ(a.consequences[0].effects.at(0).code, "OW304");
}

TEST(FormerNames, OfAnotherNameSayNothing) {
  FormerName had = kHeld;
  had.name = 6;
  EXPECT_THAT(create_after(had, NameRule::Reuse::Held).consequences, IsEmpty());
}

}  // namespace
}  // namespace oneway
