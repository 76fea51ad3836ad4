// Playbooks with a plan's own names in them, hostile ones too.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "assess/plan_text.h"
#include "catalog/registry.h"

namespace oneway::test {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;

Assessment with_playbooks(const std::vector<Entry>& entries, const std::string& configuration = "{}") {
  AssessOptions options;
  options.playbooks = true;
  PlanAssessor assessor(Catalog::builtin(), options);
  const std::string text = plan_text(entries, configuration);
  auto source = memory_source(text);
  json::Reader reader(*source);
  PlanReader(reader, 1'000'000, [&]() -> PlanVisitor& { return assessor.begin(); }).read();
  InputInfo info;
  info.engine = Engine::OpenTofu;
  return assessor.finish({info});
}

std::vector<std::string> ids(const Assessment& a) {
  std::vector<std::string> out;
  for (const Playbook& p : a.playbooks) out.push_back(p.id);
  return out;
}

std::string commands(const Assessment& a) {
  std::string out;
  for (const Playbook& p : a.playbooks)
    for (const auto* steps : {&p.pause, &p.revert, &p.forward, &p.verify, &p.resume})
      for (const PlaybookStep& step : *steps)
        for (const std::string& command : step.commands) out += command + "\n";
  return out;
}

std::string kustomization(const std::string& name, const std::string& path) {
  return R"({"manifest":{"apiVersion":"kustomize.toolkit.fluxcd.io/v1","kind":"Kustomization","metadata":{"name":)" +
         json_string(name) + R"(,"namespace":"flux-system"},"spec":{"path":")" + path + R"("}}})";
}

Entry flux(const std::string& name) {
  return changed("kubernetes_manifest.k", R"(["update"])", kustomization(name, "./a"),
                 kustomization(name, "./b"));
}

TEST(Playbooks, OnlyTheLoopOfTheChangeIsPausedAndResumed) {
  const Assessment a = with_playbooks({flux("shop")});
  EXPECT_THAT(ids(a), Contains("bad-controller-upgrade"));
  EXPECT_THAT(commands(a), HasSubstr("flux suspend kustomization 'shop' -n 'flux-system'\n"));
  EXPECT_THAT(commands(a), HasSubstr("flux resume kustomization 'shop' -n 'flux-system'\n"));
  EXPECT_THAT(commands(a), Not(HasSubstr("argoproj")));
  EXPECT_THAT(commands(a), Not(HasSubstr("--all")));
}

TEST(Playbooks, AHostileNameGetsIntoNoCommand) {
  for (const std::string name : {"x; rm -rf /", "--all", "a'b", "$(id)", "a\nb", "`id`", "a b"}) {
    const std::string said = commands(with_playbooks({flux(name)}));
    EXPECT_THAT(said, Not(HasSubstr("suspend"))) << name;
    EXPECT_THAT(said, Not(HasSubstr("rm -rf"))) << name;
  }
}

TEST(Playbooks, ThePauseOfWhatCarriesAMark) {
  const std::string object =
      R"({"manifest":{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c","namespace":"n","labels":{"kustomize.toolkit.fluxcd.io/name":"apps","kustomize.toolkit.fluxcd.io/namespace":"team"}},"data":{"a":")";
  const Assessment a = with_playbooks(
      {changed("kubernetes_manifest.c", R"(["update"])", object + "1\"}}}", object + "2\"}}}")});
  EXPECT_THAT(ids(a), Contains("bad-config-or-secret-reference"));
  EXPECT_THAT(commands(a), HasSubstr("flux suspend kustomization 'apps' -n 'team'"));
}

TEST(Playbooks, NothingChangesNothingIsPicked) {
  EXPECT_TRUE(with_playbooks({}).playbooks.empty());
  EXPECT_TRUE(assess({flux("shop")}).playbooks.empty()) << "only when asked for";
}

TEST(Playbooks, AModuleFromElsewhere) {
  const Entry topic = made("module.m.aws_sns_topic.t", R"({"name":"t"})");
  const auto call = [](const std::string& source) {
    return R"({"root_module":{"module_calls":{"m":{"source":")" + source + R"(","module":{}}}}})";
  };
  EXPECT_THAT(ids(with_playbooks({topic}, call("acme/topic/aws"))), Contains("bad-module-release"));
  EXPECT_THAT(ids(with_playbooks({topic}, call("./topic"))), Not(Contains("bad-module-release")));
  EXPECT_THAT(commands(with_playbooks({topic}, call("acme/topic/aws"))),
              HasSubstr("tofu plan -out=back.tfplan"));
}

TEST(Playbooks, WorstFirstWithItsWindowAndDirection) {
  const Assessment a =
      with_playbooks({gone("aws_db_instance.d", R"({"identifier":"d","skip_final_snapshot":true})"),
                      changed("aws_route53_record.r", R"(["update"])", R"({"name":"a","ttl":300})",
                              R"({"name":"a","ttl":60})")});
  ASSERT_FALSE(a.playbooks.empty());
  EXPECT_EQ(a.playbooks.front().id, "bad-database-migration");
  EXPECT_THAT(a.playbooks.front().choose, HasSubstr("closed for aws_db_instance.d"));
  EXPECT_THAT(ids(a), Contains("dns-change"));
}

TEST(Playbooks, EachSaysEverythingAndEveryCodeItNamesExists) {
  ASSERT_GE(all_playbooks().size(), 11u);
  for (const PlaybookInfo& p : all_playbooks()) {
    EXPECT_FALSE(p.trigger.empty() || p.pause.empty() || p.choose.empty()) << p.id;
    EXPECT_FALSE(p.revert.empty() || p.forward.empty() || p.verify.empty()) << p.id;
    EXPECT_FALSE(p.evidence.empty() || p.never.empty() || p.sources.empty()) << p.id;
    for (const std::string& c : p.codes) EXPECT_NE(code(c), nullptr) << p.id << " names " << c;
  }
}

}  // namespace
}  // namespace oneway::test
