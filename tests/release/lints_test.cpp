// Each lint of a change, and that its mild neighbour is not taken for it.
#include "release/lints.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace oneway {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

AssessedChange change(std::initializer_list<const char*> actions,
                      RollbackClass cls = RollbackClass::FullyReversible) {
  AssessedChange c;
  c.address = "a.b";
  c.mode = "managed";
  for (const char* word : actions) c.actions.add(word);
  c.cls = cls;
  return c;
}

AssessedChange with_effect(AssessedChange c, const char* code, EffectKind kind) {
  Effect e;
  e.code = code;
  e.kind = kind;
  e.cls = c.cls;
  e.message = "what happens";
  c.effects.push_back(e);
  return c;
}

std::vector<std::string> lints(const AssessedChange& c) {
  Assessment a;
  a.changes = {c};
  std::vector<ReleaseLint> found;
  lint_changes(a, found);
  std::vector<std::string> out;
  for (const ReleaseLint& l : found) out.push_back(l.code + " " + std::string(id(l.bump)));
  return out;
}

TEST(ChangeLints, DestroysReplacementsAndForgetsBreakCallers) {
  EXPECT_THAT(lints(change({"delete"})), ElementsAre("OW901 major"));
  EXPECT_THAT(lints(change({"delete", "create"})), ElementsAre("OW902 major"));
  EXPECT_THAT(lints(change({"create", "delete"})), ElementsAre("OW902 major"));
  EXPECT_THAT(lints(change({"create", "forget"})), ElementsAre("OW902 major"));
  EXPECT_THAT(lints(change({"forget"})), ElementsAre("OW903 major"));
  EXPECT_THAT(lints(change({"create"})), ElementsAre("OW907 minor"));
}

TEST(ChangeLints, AnUpdateBreaksCallersWhereItCannotBeTakenBack) {
  EXPECT_THAT(lints(change({"update"}, RollbackClass::ManualRepair)), ElementsAre("OW906 minor"));
  EXPECT_THAT(lints(change({"update"}, RollbackClass::ForwardOnly)), ElementsAre("OW905 major"));
}

TEST(ChangeLints, ANewObjectBreaksCallersWhereItGatesOrActs) {
  const auto cls = RollbackClass::Compensatable;
  EXPECT_THAT(lints(with_effect(change({"create"}, cls), "OW703", EffectKind::AccessChanged)),
              ElementsAre("OW908 major"));
  EXPECT_THAT(lints(with_effect(change({"create"}, cls), "OW601", EffectKind::WorldWrite)),
              ElementsAre("OW910 major"));
  EXPECT_THAT(lints(with_effect(change({"create"}), "OW601", EffectKind::WorldWrite)),
              ElementsAre("OW907 minor"));
}

TEST(ChangeLints, AReadCountsOnlyWhereItActs) {
  EXPECT_THAT(lints(change({"read"}, RollbackClass::Compensatable)), ElementsAre("OW910 major"));
  EXPECT_THAT(lints(change({"read"})), ElementsAre());
}

TEST(ChangeLints, AMoveThatIsShippedNeedsNothing) {
  AssessedChange c = change({"no-op"});
  EXPECT_THAT(lints(c), ElementsAre());
  c.previous_address = "a.old";
  EXPECT_THAT(lints(c), ElementsAre("OW909 patch"));
}

TEST(ChangeLints, WhatIsNotUnderstoodIsNeverMild) {
  EXPECT_THAT(lints(change({"transmogrify"})), ElementsAre("OW911 major"));
  EXPECT_THAT(lints(change({})), ElementsAre("OW911 major"));
}

TEST(ChangeLints, ACertainRefusalOfTheApplyBreaksCallers) {
  AssessedChange c = change({"update"});
  c.apply_stops = {{"OW402", "it is refused", true, {}}};
  EXPECT_THAT(lints(c), ElementsAre("OW914 major", "OW906 minor"));
  c.apply_stops[0].certain = false;
  EXPECT_THAT(lints(c), ElementsAre("OW906 minor"));
}

TEST(ChangeLints, AMoveWithoutItsBlockIsSaidOnceWithItsTarget) {
  Assessment a;
  a.changes = {change({"delete"}), change({"create"})};
  a.changes[1].address = "a.c";
  a.moves.emplace_back().from = "a.b";
  a.moves[0].to = "a.c";
  std::vector<ReleaseLint> found;
  lint_changes(a, found);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].code, "OW904");
  EXPECT_THAT(found[0].message, HasSubstr("made anew as a.c"));
}

}  // namespace
}  // namespace oneway
