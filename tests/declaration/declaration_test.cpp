#include "declaration/declaration.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/error.h"

namespace oneway {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// A declaration that answers everything, with one line per field so that a test can change one.
std::string declaration(const std::string& cls, const std::string& method,
                        const std::string& window = "rollbackWindow: 48h") {
  return "id: CHG-1\nenvironment: prod\nrollbackClass: " + cls + "\n" + window +
         "\nrollbackMethod: " + method +
         "\nirreversibleEffects: ['a.b: OW201 accepted by the owner']\nrollbackUnsafeWhen: after the first "
         "write\n"
         "rollbackTrigger: error-rate > 1%\napprovers: [lead]\nexpectedDuration: 15m\n"
         "verification: [error-rate < 1%]\nevidence: [dashboard]\nrollbackSLO: {detect: 5m, evidence: 24h}\n";
}

std::string method_for(RollbackClass c) {
  return c >= RollbackClass::ForwardOnly ? "roll-forward" : "revert-configuration";
}

Assessment plan_of(RollbackClass cls, std::optional<std::int64_t> window = std::nullopt) {
  Assessment a;
  AssessedChange c;
  c.address = "a.b";
  c.surface = "database";
  c.cls = cls;
  Effect e;
  e.code = "OW201";
  e.cls = cls;
  e.message = "Data goes.";
  c.effects.push_back(e);
  c.window = {"7 days", "backups are kept that long", window, ""};
  a.changes.push_back(c);
  a.summary.worst = cls;
  return a;
}

std::vector<std::string> codes(Assessment a, const std::string& text,
                               const std::string& environment = "prod") {
  judge_declaration(a, read_declaration(text, "change.yaml"), environment);
  std::vector<std::string> found;
  for (const Finding& f : a.findings) {
    EXPECT_EQ(f.severity, Severity::Error);
    found.push_back(f.code + " " + f.message);
  }
  return found;
}

std::string without(std::string text, const std::string& key) {
  const auto start = text.find("\n" + key + ":");
  return text.erase(start, text.find('\n', start + 1) - start);
}

TEST(Declaration, OfEachClassPassesOnItsOwnPlanAndFailsOnAWorseOne) {
  for (RollbackClass c : kAllClasses) {
    const std::string text = declaration(std::string(id(c)), method_for(c));
    EXPECT_THAT(codes(plan_of(c), text), IsEmpty()) << id(c);
    if (c == RollbackClass::NonRecoverable) continue;
    const auto worse = kAllClasses[static_cast<std::size_t>(c) + 1];
    const auto found = codes(plan_of(worse), text);
    ASSERT_FALSE(found.empty()) << id(c);
    EXPECT_THAT(found.front(),
                HasSubstr("OW801 change.yaml: rollbackClass is " + std::string(id(c)) + ", the plan is " +
                          std::string(id(worse)) + " because of a.b: Data goes."));
  }
}

TEST(Declaration, AWindowIsNoLongerThanTheFactsAllow) {
  const auto cls = RollbackClass::CompatibilityWindow;
  const std::string name(id(cls));
  EXPECT_THAT(codes(plan_of(cls, 48 * 3600), declaration(name, "revert")), IsEmpty());
  EXPECT_THAT(codes(plan_of(cls, 48 * 3600 - 1), declaration(name, "revert")),
              ElementsAre(HasSubstr("OW802 change.yaml: rollbackWindow is 48h, a.b allows 7 days: backups")));
  EXPECT_THAT(codes(plan_of(cls, 3600), declaration(name, "revert", "rollbackWindow: {databaseSchema: 2h}")),
              ElementsAre(HasSubstr("rollbackWindow.databaseSchema is 2h")));
  EXPECT_THAT(codes(plan_of(cls, 3600), declaration(name, "revert", "rollbackWindow: {appImage: 30m}")),
              ElementsAre(HasSubstr("no part that speaks for a.b")));
}

TEST(Declaration, AnIrreversibleEffectIsListedByAddressAndCode) {
  Assessment a = plan_of(RollbackClass::NonRecoverable);
  const std::string text = declaration(std::string(id(RollbackClass::NonRecoverable)), "restore-from-backup");
  EXPECT_THAT(codes(a, text), IsEmpty());
  a.changes[0].effects[0].code = "OW202";
  EXPECT_THAT(codes(a, text), ElementsAre(HasSubstr("OW803")));
  a.changes[0].effects[0].code = "OW201";
  a.changes[0].address = "a.bc";
  EXPECT_THAT(codes(a, text), ElementsAre(HasSubstr("does not list a.bc: OW201")));
}

TEST(Declaration, AHighRiskChangeLeavesNoQuestionOpen) {
  const std::string text = declaration(std::string(id(RollbackClass::ManualRepair)), "import");
  for (const char* field : {"rollbackMethod", "rollbackWindow", "rollbackUnsafeWhen", "rollbackTrigger",
                            "approvers", "expectedDuration", "verification", "evidence"}) {
    const std::string open = without(text, field);
    EXPECT_THAT(codes(plan_of(RollbackClass::ManualRepair), open),
                ElementsAre(HasSubstr("OW804 change.yaml: " + std::string(field) + " is not answered")));
    EXPECT_THAT(codes(plan_of(RollbackClass::FullyReversible), open), IsEmpty()) << field;
  }
}

TEST(Declaration, TheMethodFitsTheClass) {
  const Assessment a = plan_of(RollbackClass::ForwardOnly);
  EXPECT_THAT(codes(a, declaration("forward-only", "revert-configuration")), ElementsAre(HasSubstr("OW805")));
  EXPECT_THAT(codes(a, declaration("forward-only", "roll-forward")), IsEmpty());
  const Assessment mild = plan_of(RollbackClass::FullyReversible);
  const std::string restore = declaration("fully-reversible", "Restore the state");
  EXPECT_THAT(codes(mild, restore), ElementsAre(HasSubstr("OW805")));
  EXPECT_THAT(codes(mild, restore + "stateRestoreApprovedBy: owner\n"), IsEmpty());
}

TEST(Declaration, IsForTheEnvironmentOfThePlan) {
  EXPECT_THAT(
      codes(plan_of(RollbackClass::FullyReversible), declaration("fully-reversible", "revert"), "dev"),
      ElementsAre(HasSubstr("OW806 change.yaml: environment is prod, the plan is for dev")));
}

TEST(Declaration, IsReadStrictly) {
  const std::string good = declaration("fully-reversible", "revert");
  EXPECT_THROW(read_declaration(good + "rollbackMetod: x\n", "c"), UsageError);
  EXPECT_THROW(read_declaration(declaration("reversible", "revert"), "c"), UsageError);
  EXPECT_THROW(read_declaration(declaration("fully-reversible", "revert", "rollbackWindow: soon"), "c"),
               UsageError);
  EXPECT_THROW(read_declaration("", "c"), UsageError);
  EXPECT_EQ(read_declaration(good, "c").windows.front().second.seconds, 48 * 3600);
}

TEST(Declaration, ADraftIsReadBackAndLeavesOnlyTheQuestionsOpen) {
  Assessment a = plan_of(RollbackClass::NonRecoverable, 3600);
  a.changes[0].address = "a.b[\"x\\n\n\xC2\x85: # \"]";
  a.changes[0].repairs.push_back({"restore-from-backup", "", {}, {}, {}});
  const std::string text = draft_declaration(a, "prod");
  EXPECT_EQ(read_declaration(text, "c").irreversible_effects.front(),
            a.changes[0].address + ": OW201 Data goes.");
  for (const std::string& f : codes(a, text)) EXPECT_THAT(f, HasSubstr("OW804"));
  EXPECT_EQ(codes(a, text).size(), 6u);
}

}  // namespace
}  // namespace oneway
