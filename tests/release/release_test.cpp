// Verdicts of the module pairs in fixtures/releases, from create plans and from real upgrade plans.
#include "release/release.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "ingest/json/reader.h"
#include "model/error.h"
#include "release/expectations.h"
#include "release/old_state.h"
#include "release/version.h"
#include "support/process.h"

namespace oneway {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::SizeIs;

const std::filesystem::path kFixtures = std::filesystem::path(ONEWAY_SOURCE_DIR) / "fixtures/releases";

struct Pair {
  std::string name, forward, backward;
  bool real_only = false;  // no plan from nothing shows what happens (moved and removed blocks)
};

std::vector<Pair> all_pairs() {
  std::ifstream file(kFixtures / "expected.tsv");
  std::vector<Pair> out;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with('#')) continue;
    std::istringstream words(line);
    Pair p;
    std::string where;
    words >> p.name >> p.forward >> p.backward >> where;
    p.real_only = where == "real";
    out.push_back(p);
  }
  return out;
}

// Remembers what becomes of every managed object.
class Actions : public ReleaseWatcher {
 public:
  void judged(std::size_t, const ReleaseStack&, const Assessment& a) override {
    for (const AssessedChange& c : a.changes)
      if (c.mode == "managed")
        all.insert(c.address + " " + c.deposed + " " + c.actions.summary() + " " + c.previous_address);
  }
  std::set<std::string> all;
};

std::string folder(const std::string& pair, const char* which) {
  return (kFixtures / pair / which).string();
}

// Those whose upgrade can be told from plans that create everything.
std::vector<Pair> pairs() {
  std::vector<Pair> out = all_pairs();
  std::erase_if(out, [](const Pair& p) { return p.real_only; });
  return out;
}

ReleaseQuestion from_plans(const std::string& pair, const char* from, const char* to) {
  ReleaseQuestion q;
  q.baseline = folder(pair, from);
  q.candidate = folder(pair, to);
  return q;
}

ReleaseQuestion from_state(const std::string& pair, const std::string& state, const char* to) {
  ReleaseQuestion q;
  q.states = folder(pair, state.c_str());
  q.candidate = folder(pair, to);
  return q;
}

Release predict(const std::string& pair, const char* from, const char* to) {
  return judge_release(from_plans(pair, from, to), {}, Catalog::builtin());
}

std::set<std::string> actions_of(const ReleaseQuestion& q) {
  Actions actions;
  judge_release(q, {}, Catalog::builtin(), &actions);
  return actions.all;
}

ReleaseQuestion upgrade(const std::string& pair, const char* which) {
  ReleaseQuestion q;
  q.upgrade = folder(pair, which);
  return q;
}

Release real(const std::string& pair, const char* which) {
  return judge_release(upgrade(pair, which), {}, Catalog::builtin());
}

std::set<std::string> real_actions(const std::string& pair, const char* which) {
  return actions_of(upgrade(pair, which));
}

constexpr std::tuple<const char*, const char*, const char*> kWays[] = {{"old", "new", "real"},
                                                                       {"new", "old", "back"}};

TEST(Release, GivesTheVerdictOfEveryPairBothWays) {
  ASSERT_THAT(all_pairs(), SizeIs(testing::Ge(33u)));
  int patches = 0;
  for (const Pair& p : pairs()) {
    EXPECT_EQ(id(predict(p.name, "old", "new").verdict), p.forward) << p.name << " forward";
    EXPECT_EQ(id(predict(p.name, "new", "old").verdict), p.backward) << p.name << " backward";
    patches += p.forward == "patch";
  }
  EXPECT_GE(patches, 8);
}

TEST(Release, SeesMovedAndRemovedBlocksInThePlanOverAState) {
  for (const Pair& p : all_pairs())
    if (p.real_only) {
      EXPECT_EQ(id(real(p.name, "real").verdict), p.forward) << p.name << " forward";
      EXPECT_EQ(id(real(p.name, "back").verdict), p.backward) << p.name << " backward";
    }
}

// With the blocks that oneway asks for shipped, the engine's own plan of the upgrade changes nothing.
TEST(Release, AsksForTheMovedBlocksThatMakeTheUpgradeHarmless) {
  int proved = 0;
  for (const Pair& p : pairs()) {
    if (!std::filesystem::exists(kFixtures / p.name / "moved.tf")) continue;
    ++proved;
    const std::string blocks = test::read_file(kFixtures / p.name / "moved.tf");
    std::string asked;
    for (const std::string& block : predict(p.name, "old", "new").blocks) asked += block + "\n";
    EXPECT_EQ(asked, blocks) << p.name;
    asked.clear();
    for (const std::string& block : real(p.name, "real").blocks) asked += block + "\n";
    EXPECT_EQ(asked, blocks) << p.name << " from the real plan";
    EXPECT_EQ(real(p.name, "fixed").verdict, Bump::Patch) << p.name;
  }
  EXPECT_GE(proved, 4);
}

TEST(Release, PredictsFromTwoPlansWhatTheEngineThenPlans) {
  int equal = 0, all = 0;
  for (const Pair& p : pairs())
    for (const auto& [from, to, plan] : kWays) {
      ++all;
      const auto predicted = actions_of(from_plans(p.name, from, to)), planned = real_actions(p.name, plan);
      EXPECT_EQ(predicted, planned) << p.name << " " << plan;
      equal += predicted == planned;
    }
  std::printf("tally: predictions from two plans that equal the engine's upgrade plan: %d of %d\n", equal,
              all);
}

TEST(Release, PredictsFromAStateWhatTheEngineThenPlans) {
  int equal = 0, all = 0;
  for (const Pair& p : pairs())
    for (const auto& [from, to, plan] : kWays)
      for (const char* form : {"-state", "-shown"}) {
        ++all;
        const auto predicted = actions_of(from_state(p.name, std::string(from) + form, to)),
                   planned = real_actions(p.name, plan);
        EXPECT_EQ(predicted, planned) << p.name << " " << plan << form;
        equal += predicted == planned;
      }
  std::printf("tally: predictions from a state that equal the engine's upgrade plan: %d of %d\n", equal, all);
}

TEST(Release, WritesTheMovedBlockForTheModulesOwnFolder) {
  const auto block = ElementsAre("moved {\n  from = terraform_data.vpc\n  to   = terraform_data.network\n}");
  const Release r = predict("renamed", "old", "new");
  EXPECT_THAT(r.blocks, block);
  EXPECT_THAT(r.lints, Contains(Field(&ReleaseLint::code, "OW904")));
  for (const char* states : {"old-state", "old-shown"})
    EXPECT_THAT(judge_release(from_state("renamed", states, "new"), {}, Catalog::builtin()).blocks, block);
}

// A state in which the object is marked so that it is made again, and has a leftover of an earlier
// replacement.
TEST(Release, TakesMarksAndLeftoversOfAStateIntoAccount) {
  test::TemporaryFolder state;
  std::string text = test::read_file(kFixtures / "same/old-state/terraform.tfstate");
  const std::string instance = "{\"schema_version\": 0";
  text.insert(text.find(instance) + 1,
              "\"status\": \"tainted\", \"schema_version\": 0, \"attributes\": {\"id\": \"x\"}}, "
              "{\"deposed\": \"00c0ffee\", ");
  test::write_file(state.path() / "plan.tfstate", text);
  ReleaseQuestion q = from_plans("same", "old", "new");
  q.baseline.clear();
  q.states = state.path().string();
  EXPECT_THAT(actions_of(q), ElementsAre("module.this.terraform_data.db  replace ",
                                         "module.this.terraform_data.db 00c0ffee delete "));
}

TEST(Release, UnwrapsValuesOfFreeTypeOnlyWhereTheTypeFits) {
  const auto inner = [](const char* json) {
    const Document d = json::parse(json);
    const Value v = unwrapped(d.root());
    return v ? v.to_json() : "none";
  };
  EXPECT_EQ(inner(R"({"value": [1], "type": ["tuple", ["number"]]})"), "[1]");
  EXPECT_EQ(inner(R"({"value": "a", "type": "string"})"), "\"a\"");
  EXPECT_EQ(inner(R"({"value": "a", "type": "A"})"), "none");
  EXPECT_EQ(inner(R"({"value": "a", "type": "number"})"), "none");
  EXPECT_EQ(inner(R"({"value": "a", "type": "string", "ttl": 1})"), "none");
}

TEST(Release, TellsARenamedOutputFromARemovedOne) {
  EXPECT_THAT(predict("output-renamed", "old", "new").lints, Contains(Field(&ReleaseLint::code, "OW921")));
  EXPECT_THAT(predict("output-removed", "old", "new").lints, Contains(Field(&ReleaseLint::code, "OW920")));
}

TEST(Release, RefusesABaselineThatDoesNotStartEmpty) {
  ReleaseQuestion q;
  q.baseline = (kFixtures / "object-changed" / "real").string();
  q.candidate = (kFixtures / "object-changed" / "new").string();
  EXPECT_THROW(judge_release(q, {}, Catalog::builtin()), InputError);
}

TEST(Release, TakesADeclaredStepThatIsLargeEnough) {
  ReleaseQuestion q;
  q.baseline = (kFixtures / "object-removed" / "old").string();
  q.candidate = (kFixtures / "object-removed" / "new").string();
  q.baseline_version = "v1.8.2";
  q.declared_version = "v1.9.0";
  Release small = judge_release(q, {}, Catalog::builtin());
  apply_expectations({}, 0, small);
  EXPECT_THAT(small.regressions, ElementsAre(Field(&ReleaseRegression::code, "OW901")));
  q.declared_version = "v2.0.0";
  Release large = judge_release(q, {}, Catalog::builtin());
  apply_expectations({}, 0, large);
  EXPECT_THAT(large.regressions, SizeIs(0));
}

TEST(Expectations, AcceptWhatTheyNameUntilItExpires) {
  const Expectations e = read_expectations(
      "findings:\n  - {code: OW901, address: \"module.this.*.db\", reason: it moves out, expires: "
      "2027-01-31}\n",
      "x");
  const Day last = *parse_day("2027-01-31");
  Release in_time = predict("object-removed", "old", "new"), late = in_time;
  apply_expectations(e, last, in_time);
  EXPECT_THAT(in_time.regressions, SizeIs(0));
  apply_expectations(e, last + 1, late);
  ASSERT_THAT(late.regressions, SizeIs(1));
  EXPECT_THAT(late.regressions[0].message, HasSubstr("expired"));
}

TEST(Expectations, MissAMoveThatDoesNotHappen) {
  const Expectations e = read_expectations("moves:\n  - {from: a.b, to: a.c}\n", "x");
  Release r = predict("same", "old", "new");
  apply_expectations(e, 0, r);
  EXPECT_THAT(r.regressions, ElementsAre(Field(&ReleaseRegression::code, "OW951")));
}

TEST(Expectations, RefuseWhatTheyDoNotKnow) {
  EXPECT_THROW(read_expectations("clases: [forward-only]\n", "x"), UsageError);
  EXPECT_THROW(read_expectations("findings:\n  - {code: OW901}\n", "x"), UsageError);
}

TEST(Expectations, BlessedTextIsReadBackAndLeavesNoRegression) {
  for (const Pair& p : pairs()) {
    ReleaseQuestion q = from_plans(p.name, "old", "new");
    const Expectations e = read_expectations(blessed(judge_release(q, {}, Catalog::builtin()), 90), "x");
    q.allowed_classes = e.classes;
    Release r = judge_release(q, {}, Catalog::builtin());
    apply_expectations(e, 0, r);
    EXPECT_THAT(r.regressions, SizeIs(0)) << p.name;
  }
}

TEST(Versions, StepsAreThoseOfSemver) {
  const auto between = [](const char* a, const char* b) {
    return step(*parse_version(a), *parse_version(b));
  };
  EXPECT_EQ(between("v1.8.2", "v1.8.3"), Bump::Patch);
  EXPECT_EQ(between("1.8.2", "v1.9.0"), Bump::Minor);
  EXPECT_EQ(between("1.8.2", "2.0.0-rc.1"), Bump::Major);
  EXPECT_EQ(between("0.3.0", "0.4.0"), Bump::Major);
  EXPECT_EQ(between("1.8.2", "1.8.2"), std::nullopt);
  EXPECT_EQ(parse_version("latest"), std::nullopt);
  EXPECT_EQ(parse_version("1.2x"), std::nullopt);
}

TEST(Versions, ConstraintsLetVersionsIn) {
  const Version v{5, 1, 3};
  for (const char* in : {"", "5.1.3", "= v5.1.3", "~> 5.1", "~> 5.1.0", ">= 5, < 6", "!= 5.1.2"})
    EXPECT_TRUE(allows(in, v)) << in;
  for (const char* out : {"5.1.2", "~> 5.2", "~> 5.0.0", "> 5.1.3", "< 5.1.3", "!= 5.1.3"})
    EXPECT_FALSE(allows(out, v)) << out;
}

TEST(Versions, ConstraintsHaveALeastVersionAndAnEnd) {
  EXPECT_EQ(least_allowed(">= 4.0, < 6.0"), (Version{4, 0, 0}));
  EXPECT_EQ(upper_end(">= 4.0, < 6.0"), (Version{6, 0, 0}));
  EXPECT_EQ(upper_end("~> 5.1"), (Version{6, 0, 0}));
  EXPECT_EQ(upper_end("~> 5.1.2"), (Version{5, 2, 0}));
  EXPECT_EQ(upper_end(">= 1"), std::nullopt);
  EXPECT_EQ(least_allowed("< 3"), std::nullopt);
}

}  // namespace
}  // namespace oneway
