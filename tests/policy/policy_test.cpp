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

std::vector<std::string> codes(const std::vector<Finding>& findings) {
  std::vector<std::string> out;
  for (const Finding& f : findings) out.push_back(f.code);
  return out;
}

// "" is no file.
std::optional<Policy> policy_of(const std::string& text, const std::string& file) {
  return text.empty() ? std::nullopt : std::optional(read_policy(text, file, kToday));
}

Gate gate(const std::string& policy, const std::string& floor = {}) {
  Assessment a = with_a_lost_database();
  const auto p = policy_of(policy, ".oneway.yaml"), f = policy_of(floor, "floor.yaml");
  apply_policy(a, {"prod", RollbackClass::NonRecoverable, kToday, p ? &*p : nullptr, f ? &*f : nullptr});
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

TEST(Policy, WhatTheFloorFailsByClassIsAcknowledgedInTheFloorOrNowhere) {
  const std::string floor = "fail_on: non-recoverable-without-restore\n";
  EXPECT_FALSE(gate("warn: [OW201]\n", floor).passed);
  EXPECT_FALSE(gate(acknowledgement("2026-12-01"), floor).passed);
  EXPECT_TRUE(gate("", floor + acknowledgement("2026-12-01")).passed);
  EXPECT_TRUE(gate(acknowledgement("2026-12-01"), floor + "acknowledge_in_policy: true\n").passed);
  EXPECT_FALSE(gate(acknowledgement("2026-12-01"), "acknowledge_in_policy: false\n").passed);
  EXPECT_EQ(gate(acknowledgement("2026-12-01"), "protect: {types: [\"example_*\"]}\n").failures.at(0).code,
            "OW822");
}

TEST(Policy, AFloorShortensTheAcknowledgementsOfOthers) {
  Assessment a = with_a_lost_database();
  const Policy p = read_policy("acknowledge_for_at_most_days: 365\n" + acknowledgement("2027-06-01"), "p",
                               kToday),
               f = read_policy("acknowledge_for_at_most_days: 30\n", "f", kToday);
  apply_policy(a, {"", RollbackClass::NonRecoverable, kToday, &p, nullptr});
  EXPECT_TRUE(a.gate.passed);
  apply_policy(a, {"", RollbackClass::NonRecoverable, kToday, &p, &f});
  EXPECT_FALSE(a.gate.passed);
  EXPECT_EQ(codes(a.findings), std::vector<std::string>{"OW825"});
}

TEST(Policy, AnAcknowledgedChangeStillFailsForItsOtherEffects) {
  Assessment a = with_a_lost_database();
  a.changes[0].effects.push_back(a.changes[0].effects[0]);
  a.changes[0].effects[1].code = "OW204";
  const Policy p = read_policy(acknowledgement("2026-12-01"), "p", kToday);
  apply_policy(a, {"", RollbackClass::NonRecoverable, kToday, &p});
  ASSERT_EQ(a.gate.failures.size(), 1u);
  EXPECT_EQ(a.gate.failures[0].code, "OW204");
  EXPECT_EQ(a.gate.acknowledged.at(0).code, "OW201");
}

TEST(Policy, WarningsAreSeenAndPass) {
  const Gate by_code = gate("warn: [OW201]\n");
  EXPECT_TRUE(by_code.passed);
  EXPECT_EQ(by_code.warnings.at(0).code, "OW201");
  Assessment a = with_a_lost_database();
  a.changes[0].cls = a.changes[0].effects[0].cls = RollbackClass::ForwardOnly;
  const Policy p = read_policy("warn_on: forward-only\n", "p", kToday);
  apply_policy(a, {"", RollbackClass::NonRecoverable, kToday, &p});
  EXPECT_TRUE(a.gate.passed);
  EXPECT_EQ(a.gate.warnings.size(), 1u);
}

TEST(Policy, SurfacesAndEnvironmentsTighten) {
  const auto passes = [](const std::string& policy, const std::string& environment) {
    Assessment a = with_a_lost_database();
    a.changes[0].cls = a.changes[0].effects[0].cls = RollbackClass::ForwardOnly;
    a.changes[0].surface = "database";
    const Policy p = read_policy(policy, "p", kToday);
    apply_policy(a, {environment, RollbackClass::NonRecoverable, kToday, &p});
    return a.gate.passed;
  };
  EXPECT_TRUE(passes("surfaces: {network: {fail_on: forward-only}}\n", ""));
  EXPECT_FALSE(passes("surfaces: {database: {fail_on: forward-only}}\n", ""));
  EXPECT_TRUE(passes("environments: {prod: {fail_on: forward-only}}\n", "test"));
  EXPECT_FALSE(passes("environments: {prod: {fail_on: forward-only}}\n", "prod"));
}

// --- comments in the configuration

Assessment with_comment(const std::string& comment, const std::string& policy = {},
                        const std::string& floor = {}) {
  Assessment a = with_a_lost_database();
  std::vector<Acknowledgement> comments{read_comment(comment, "main.tf:3")};
  comments[0].resources = {{0, "module.db.example_database.orders"}};
  const auto p = policy_of(policy, "p"), f = policy_of(floor, "f");
  apply_policy(a,
               {"", RollbackClass::NonRecoverable, kToday, p ? &*p : nullptr, f ? &*f : nullptr, &comments});
  return a;
}

TEST(Comment, AcknowledgesTheBlockBesideItUntilItsDay) {
  const Assessment a = with_comment(" oneway:ack OW201 until 2027-01-31 we moved it: see 12");
  EXPECT_TRUE(a.gate.passed);
  EXPECT_EQ(a.gate.acknowledged.at(0).reason, "we moved it: see 12");
  EXPECT_EQ(a.gate.acknowledged.at(0).place, "main.tf:3");
  EXPECT_TRUE(with_comment("oneway:ack non-recoverable-without-restore until 2026-11-25 known").gate.passed);
  EXPECT_EQ(codes(with_comment("oneway:ack OW201 until 2026-11-24 known").findings),
            std::vector<std::string>{"OW820"});
  EXPECT_EQ(codes(with_comment("oneway:ack OW301 until 2026-12-24 known").findings),
            std::vector<std::string>{"OW821"});
}

TEST(Comment, WhatIsNotWellWrittenDoesNotCountAndIsSaid) {
  for (const char* comment :
       {"oneway:ack", "oneway:ack OW201", "oneway:ack OW201 until 2027-13-31 x",
        "oneway:ack OW201 until 2027-01-31", "oneway:ack OW201 until 2027-03-31 too long",
        "oneway:ack all until 2027-01-31 x", "oneway:ack OW201 2027-01-31 x"}) {
    const Assessment a = with_comment(comment);
    EXPECT_FALSE(a.gate.passed) << comment;
    EXPECT_EQ(codes(a.findings), std::vector<std::string>{"OW825"}) << comment;
  }
}

TEST(Comment, APullRequestCannotLoosenItsOwnGate) {
  const std::string comment = "oneway:ack OW201 until 2027-01-31 known";
  EXPECT_FALSE(with_comment(comment, "acknowledge_in_source: false\n").gate.passed);
  EXPECT_FALSE(with_comment(comment, "", "fail_on: forward-only\n").gate.passed);
  EXPECT_FALSE(with_comment(comment, "", "fail: [OW201]\n").gate.passed);
  EXPECT_FALSE(
      with_comment(comment, "acknowledge_in_source: true\n", "acknowledge_in_source: false\n").gate.passed);
  EXPECT_TRUE(with_comment(comment, "", "fail_on: forward-only\nacknowledge_in_source: true\n").gate.passed);
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
