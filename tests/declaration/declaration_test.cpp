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

Window way_back(const std::string& length, std::optional<std::int64_t> seconds) {
  Window w{seconds ? length : "until " + length, "backup_retention_period = 7", seconds};
  w.what = "restore to a moment before the change";
  w.closes = seconds ? length + " after apply" : length;
  return w;
}

void open(AssessedChange& c, Window w) {
  c.windows.push_back(w);
  if (w.kind == Window::Kind::WayBack && c.window.closes.empty()) c.window = w;
}

// One change with one effect of the class, and a way back for `window` seconds.
Assessment plan_of(RollbackClass cls, std::optional<std::int64_t> window = 7 * 86400) {
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
  if (window) open(c, way_back("7 days", window));
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
  EXPECT_EQ(a.declared->holds, found.empty());
  return found;
}

std::string without(std::string text, const std::string& key) {
  const auto start = text.find("\n" + key + ":");
  return text.erase(start, text.find('\n', start + 1) - start);
}

std::string faults(const std::string& text) {
  try {
    read_declaration(text, "change.yaml");
  } catch (const UsageError& e) {
    return e.what();
  }
  return "";
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
  const auto with = [&](const std::string& window) {
    return declaration(name, "revert", "rollbackWindow: " + window);
  };
  EXPECT_THAT(codes(plan_of(cls, 48 * 3600), with("48h")), IsEmpty());
  EXPECT_THAT(codes(plan_of(cls, 48 * 3600 - 1), with("48h")),
              ElementsAre("OW802 change.yaml: rollbackWindow is 48h, a.b allows 7 days: restore to a moment "
                          "before the change (backup_retention_period = 7)"));
  EXPECT_THAT(codes(plan_of(cls, 3600), with("{databaseSchema: 2h}")),
              ElementsAre(HasSubstr("rollbackWindow.databaseSchema is 2h")));
  EXPECT_THAT(codes(plan_of(cls, 3600), with("{appImage: 30m}")),
              ElementsAre(HasSubstr("rollbackWindow.databaseSchema is not there, and a.b allows 7 days")));
  EXPECT_THAT(codes(plan_of(cls, 3600), with("until-contract-phase")),
              ElementsAre(HasSubstr("is until-contract-phase, which says no length, and a.b allows 7 days")));
  EXPECT_THAT(codes(plan_of(cls, 3600), with("30m unless compromise is suspected")), IsEmpty());
  EXPECT_THAT(codes(plan_of(cls, 3600), with("none")), IsEmpty());
}

TEST(Declaration, AWindowThatAnEventClosesIsPromisedWithTheEvent) {
  const auto cls = RollbackClass::CompatibilityWindow;
  Assessment a = plan_of(cls, std::nullopt);
  open(a.changes[0], way_back("the first write", std::nullopt));
  const auto with = [&](const std::string& window) {
    return declaration(std::string(id(cls)), "revert", "rollbackWindow: " + window);
  };
  EXPECT_THAT(codes(a, with("48h")), ElementsAre(HasSubstr("a.b allows it only until the first write")));
  EXPECT_THAT(codes(a, with("48h until the first write")), IsEmpty());
  EXPECT_THAT(codes(a, with("until the first write")), IsEmpty());
}

TEST(Declaration, WhatHasNoWayBackAllowsNoWindow) {
  const auto cls = RollbackClass::NonRecoverable;
  const auto with = [&](const std::string& window) {
    return declaration(std::string(id(cls)), "restore-from-backup", "rollbackWindow: " + window);
  };
  EXPECT_THAT(
      codes(plan_of(cls, std::nullopt), with("48h")),
      ElementsAre(HasSubstr("OW802 change.yaml: rollbackWindow is 48h, a.b allows none: Data goes.")));
  EXPECT_THAT(codes(plan_of(cls, std::nullopt), with("48h while the manual snapshot is kept")), IsEmpty());
  EXPECT_THAT(codes(plan_of(cls, std::nullopt), with("none")), IsEmpty());
}

TEST(Declaration, AHeldNameLeavesNoWayBackUntilItIsFree) {
  const auto cls = RollbackClass::ManualRepair;
  Assessment a = plan_of(cls, std::nullopt);
  Window held{"30 days", "a name is held", 30 * 86400};
  held.kind = Window::Kind::NameHeld;
  held.what = "the name (name = \"db\") is held";
  a.changes[0].windows.push_back(held);
  const auto with = [&](const std::string& window) {
    return declaration(std::string(id(cls)), "import", "rollbackWindow: " + window);
  };
  EXPECT_THAT(codes(a, with("30d")),
              ElementsAre(HasSubstr("is held for 30 days: until then there is no way back")));
  EXPECT_THAT(codes(a, with("31d")), IsEmpty());
  a.changes[0].windows.back().seconds.reset();  // for ever
  EXPECT_THAT(codes(a, with("31d")), ElementsAre(HasSubstr("no way back under it")));
}

TEST(Declaration, TheWayBackIsGoneBeforeItCloses) {
  const auto cls = RollbackClass::CompatibilityWindow;
  const std::string text = declaration(std::string(id(cls)), "revert", "rollbackWindow: 10m");
  EXPECT_THAT(codes(plan_of(cls, 1800), text), IsEmpty());
  const std::string slow =
      without(text, "rollbackSLO") + "rollbackSLO: {detect: 20m, decide: 5m, execute: 6m}\n";
  EXPECT_THAT(
      codes(plan_of(cls, 1800), slow),
      ElementsAre(HasSubstr("OW808 change.yaml: rollbackSLO.detect 20m + decide 5m + execute 6m is longer")));
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
  for (const char* back : {"revert-configuration", "git revert", "pin-module-version", "pause-narrowly"})
    EXPECT_THAT(codes(a, declaration("forward-only", back)),
                ElementsAre(HasSubstr("OW805 change.yaml: rollbackMethod is " + std::string(back))));
  EXPECT_THAT(codes(a, declaration("forward-only", "roll-forward")), IsEmpty());
  EXPECT_THAT(codes(a, declaration("forward-only", "revert, then roll forward with a patch")), IsEmpty());
  const Assessment mild = plan_of(RollbackClass::FullyReversible);
  const std::string restore = declaration("fully-reversible", "Restore the state");
  EXPECT_THAT(codes(mild, restore), ElementsAre(HasSubstr("OW805")));
  EXPECT_THAT(codes(mild, restore + "stateRestoreApprovedBy: owner\n"), IsEmpty());
  EXPECT_THAT(codes(mild, declaration("fully-reversible", "restore-state")), ElementsAre(HasSubstr("OW805")));
}

TEST(Declaration, AnOldSecretComesBackOnlyIfEveryConditionHolds) {
  const auto cls = RollbackClass::CompatibilityWindow;
  Assessment a = plan_of(cls);
  a.changes[0].effects[0].code = "OW701";
  const std::string text = declaration(std::string(id(cls)), "revert-configuration");
  const auto with = [&](const std::string& secret) { return codes(a, text + "secret: " + secret + "\n"); };
  EXPECT_THAT(codes(a, text), ElementsAre(HasSubstr("OW804 change.yaml: secret.leaked is not answered"),
                                          HasSubstr("secret.revoked"), HasSubstr("secret.rotationRequired"),
                                          HasSubstr("secret.oldValueAccepted")));
  EXPECT_THAT(with("{leaked: no, revoked: no, rotationRequired: no, oldValueAccepted: yes}"), IsEmpty());
  EXPECT_THAT(
      with("{leaked: yes, revoked: no, rotationRequired: no, oldValueAccepted: yes}"),
      ElementsAre(HasSubstr("OW807 change.yaml: secret.leaked is yes, so the old secret of a.b must not")));
  EXPECT_THAT(with("{leaked: no, revoked: no, rotationRequired: no, oldValueAccepted: unknown}"),
              ElementsAre(HasSubstr("secret.oldValueAccepted is unknown")));
  EXPECT_THAT(codes(a, declaration(std::string(id(cls)), "rotate-forward")), IsEmpty());

  a.changes.push_back(a.changes[0]);
  a.changes[1].address = "key.old";
  a.changes[1].effects[0].code = "OW704";
  EXPECT_THAT(with("{leaked: no, revoked: no, rotationRequired: no, oldValueAccepted: yes}"),
              ElementsAre(HasSubstr("OW807 change.yaml: secret.revoked is no, the plan revokes key.old")));
}

TEST(Declaration, IsForTheEnvironmentOfThePlan) {
  Assessment a = plan_of(RollbackClass::FullyReversible);
  const std::string text = declaration("fully-reversible", "revert");
  EXPECT_THAT(codes(a, text, "dev"),
              ElementsAre(HasSubstr("OW806 change.yaml: environment is prod, the plan is for dev")));
  a.shown_environments = {{"environment", "production"}};
  EXPECT_THAT(codes(a, text), IsEmpty());
  a.shown_environments = {{"environment", "staging"}};
  EXPECT_THAT(codes(a, text), ElementsAre(HasSubstr("the variable environment of the plan is staging")));
}

TEST(Declaration, IsReadStrictly) {
  const std::string good = declaration("fully-reversible", "revert");
  EXPECT_THAT(
      faults(good + "rollbackMetod: x\n"),
      HasSubstr("change.yaml:14:1: error: unknown key `rollbackMetod` in the declaration (did you mean "
                "`rollbackMethod`?)"));
  EXPECT_THAT(
      faults(declaration("fuly-reversible", "revert")),
      HasSubstr("change.yaml:3:16: error: `rollbackClass` does not know `fuly-reversible` (did you mean "
                "`fully-reversible`?)"));
  EXPECT_THAT(faults(declaration("fully-reversible", "revert", "rollbackWindow: soon")),
              HasSubstr("change.yaml:4:17: error: rollbackWindow is `none`, a length"));
  EXPECT_THAT(faults(declaration("fully-reversible", "revert", "rollbackWindow: {database: 2h}")),
              HasSubstr("unknown key `database` in rollbackWindow"));
  EXPECT_THAT(faults(good + "secret: {leaked: maybe}\n"), HasSubstr("`leaked` does not know `maybe`"));
  EXPECT_THAT(faults(without(good, "environment")), HasSubstr("the declaration has no `environment`"));
  EXPECT_THAT(faults(without(good, "approvers") + "approvers: []\n"), HasSubstr("`approvers` is left blank"));
  EXPECT_THAT(faults(""), HasSubstr("error"));
  EXPECT_EQ(read_declaration(good, "c").windows.front().second.seconds, 48 * 3600);
}

// Fills each blank of a draft with an answer.
std::string filled(std::string draft) {
  for (const auto& [blank, answer] : std::vector<std::pair<std::string, std::string>>{
           {"id: \"\"", "id: CHG-1"},
           {"environment: \"\"", "environment: prod"},
           {"rollbackWindow: \"\"", "rollbackWindow: none"},
           {"rollbackMethod: \"\"", "rollbackMethod: roll-forward"},
           {"leaked: \"\"", "leaked: no"},
           {"revoked: \"\"", "revoked: no"},
           {"rotationRequired: \"\"", "rotationRequired: no"},
           {"oldValueAccepted: \"\"", "oldValueAccepted: yes"},
           {"expectedDuration: \"\"", "expectedDuration: 15m"},
           {": \"\"", ": answered"},
           {": []", ": [answered]"}})
    for (std::size_t at; (at = draft.find(blank)) != std::string::npos;)
      draft.replace(at, blank.size(), answer);
  return draft;
}

TEST(Declaration, ADraftPassesOnceItsBlanksAreFilled) {
  for (RollbackClass c : kAllClasses)
    for (std::optional<std::int64_t> seconds :
         {std::optional<std::int64_t>(), std::optional<std::int64_t>(3600)})
      for (bool event : {false, true})
        for (const char* code : {"OW201", "OW701"}) {
          Assessment a = plan_of(c, seconds);
          a.changes[0].effects[0].code = code;
          if (event) open(a.changes[0], way_back("the first write", std::nullopt));
          const std::string draft = draft_declaration(a, event ? "prod" : "");
          EXPECT_THAT(faults(draft), HasSubstr("`id` must be a text that is not empty"));
          EXPECT_THAT(codes(a, filled(draft)), IsEmpty()) << filled(draft);
        }
}

TEST(Declaration, ADraftQuotesWhatThePlanSays) {
  Assessment a = plan_of(RollbackClass::NonRecoverable, 3600);
  a.changes[0].address = "a.b[\"x\\n\n\xC2\x85\xE2\x80\xA8\xE2\x80\xA9: # ]\"]\n- evil: yes";
  const Declaration d = read_declaration(filled(draft_declaration(a, "prod\nid: other")), "c");
  EXPECT_EQ(d.irreversible_effects, std::vector{a.changes[0].address + ": OW201 Data goes."});
  EXPECT_EQ(d.environment, "prod\nid: other");
  EXPECT_EQ(d.id, "CHG-1");
}

TEST(Declaration, ADraftPromisesTheShortestWindowOfEachPart) {
  Assessment a = plan_of(RollbackClass::CompatibilityWindow, 3 * 86400);
  AssessedChange other = plan_of(RollbackClass::CompatibilityWindow, 7200).changes[0];
  other.surface = "secret";
  other.address = "s.t";
  a.changes.push_back(other);
  const Declaration d = read_declaration(filled(draft_declaration(a, "prod")), "c");
  ASSERT_EQ(d.windows.size(), 2u);
  EXPECT_EQ(d.windows[0].first, "databaseSchema");
  EXPECT_EQ(d.windows[0].second.text, "3d");
  EXPECT_EQ(d.windows[1].first, "secretRotation");
  EXPECT_EQ(d.windows[1].second.text, "2h");
}

}  // namespace
}  // namespace oneway
