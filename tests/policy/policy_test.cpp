#include "policy/policy.h"

#include <gtest/gtest.h>

#include "model/error.h"

namespace oneway {
namespace {

const Day kToday = *parse_day("2026-11-25");

Assessment with_a_lost_database() {
  AssessedChange c;
  c.address = "module.db.example_database.orders";
  c.type = "example_database";
  c.mode = "managed";
  c.actions.add("delete");
  c.cls = RollbackClass::NonRecoverable;
  Effect e;
  e.code = "OW201";
  e.cls = c.cls;
  c.effects.push_back(e);
  Assessment a;
  a.changes.push_back(c);
  return a;
}

Gate gate(const std::string& policy, const std::string& floor = {}) {
  Assessment a = with_a_lost_database();
  const Policy p = read_policy("acknowledge_for_at_most_days: 90\n" + policy, ".oneway.yaml", kToday),
               f = read_policy("acknowledge_for_at_most_days: 90\n" + floor, "floor.yaml", kToday);
  apply_policy(a, {"prod", RollbackClass::NonRecoverable, kToday, &p, &f});
  return a.gate;
}

std::string acknowledgement(const std::string& expires) {
  return "acknowledge:\n  - {code: OW201, address: \"module.db.**\", reason: moved away, approved_by: ana, "
         "expires: " +
         expires + "}\n";
}

TEST(Policy, AnAcknowledgementHoldsUntilItExpires) {
  EXPECT_FALSE(gate("").passed);
  EXPECT_TRUE(gate(acknowledgement("2026-11-25")).passed);
  EXPECT_FALSE(gate(acknowledgement("2026-11-24")).passed);
}

TEST(Policy, WhatTheFloorFailsCanBeNeitherWarnedAwayNorAcknowledged) {
  EXPECT_TRUE(gate("warn: [OW201]\n").passed);
  EXPECT_FALSE(gate("warn: [OW201]\n", "fail: [OW201]\n").passed);
  EXPECT_FALSE(gate(acknowledgement("2026-12-01"), "fail: [OW201]\n").passed);
}

TEST(Policy, ProtectedTypesAndLimitsFail) {
  EXPECT_EQ(gate(acknowledgement("2026-12-01") + "protect: {types: [\"example_*\"]}\n").failures.at(0).code,
            "OW822");
  EXPECT_EQ(gate(acknowledgement("2026-12-01") + "limits: {destroys: 0}\n").failures.at(0).code, "OW823");
}

TEST(Policy, FaultsNameTheirPlace) {
  try {
    read_policy("fail_om: forward-only\n", "p.yaml", kToday);
    FAIL() << "was read";
  } catch (const UsageError& e) {
    EXPECT_NE(std::string(e.what()).find("p.yaml:1:1"), std::string::npos) << e.what();
    EXPECT_NE(std::string(e.what()).find("fail_on"), std::string::npos) << e.what();
  }
  EXPECT_THROW(read_policy(acknowledgement("2027-06-01"), "p.yaml", kToday), UsageError);
}

TEST(Glob, OneStarStaysWithinAStep) {
  EXPECT_TRUE(glob_matches("module.db.*", "module.db.orders"));
  EXPECT_FALSE(glob_matches("module.*", "module.db.orders"));
  EXPECT_TRUE(glob_matches("module.**", "module.db.orders[\"a.b\"]"));
}

}  // namespace
}  // namespace oneway
