// What the surfaces of a plan say: each habit once where it is, and never where it is not.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "assess/plan_text.h"

namespace oneway::test {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::vector<std::string> codes(const Assessment& a) {
  std::vector<std::string> out;
  for (const Finding& f : a.findings) out.push_back(f.code);
  return out;
}

std::vector<std::string> effects(const Assessment& a, const std::string& address) {
  std::vector<std::string> out;
  if (const AssessedChange* c = change_of(a, address))
    for (const Effect& e : c->effects) out.push_back(e.code);
  return out;
}

std::string all_text(const Assessment& a) {
  std::string out;
  for (const Finding& f : a.findings) {
    out += f.code + " " + f.message + "\n";
    for (const Evidence& e : f.evidence) out += e.path + " " + e.before + " " + e.after + "\n";
  }
  return out;
}

const std::string kUpdate = R"(["update"])";

std::string json_text(const std::string& text) {
  return json_string(text);
}

Entry kubernetes(const std::string& address, const std::string& before, const std::string& after) {
  Entry e = changed(address, kUpdate, R"({"manifest":)" + before + "}", R"({"manifest":)" + after + "}");
  e.provider = "registry.terraform.io/hashicorp/kubernetes";
  return e;
}

std::string deployment(const std::string& image) {
  return R"({"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"a","namespace":"n"},"spec":{"template":{"spec":{"containers":[{"name":"a","image":")" +
         image + R"("}]}}}})";
}

TEST(Pins, AFloatingTagIsATrapATagAHabitAndADigestNeither) {
  const std::string digest = "r/a@sha256:" + std::string(64, '1');
  EXPECT_THAT(
      codes(assess({kubernetes("kubernetes_manifest.a", deployment("r/a:1"), deployment("r/a:latest"))})),
      Contains("OW720"));
  EXPECT_THAT(
      codes(assess({kubernetes("kubernetes_manifest.a", deployment("r/a:1"), deployment("r:5000/a"))})),
      Contains("OW720"));
  EXPECT_THAT(codes(assess({kubernetes("kubernetes_manifest.a", deployment("r/a:1"), deployment("r/a:2"))})),
              Contains("OW719"));
  EXPECT_THAT(
      codes(assess({kubernetes("kubernetes_manifest.a", deployment(digest), deployment("r/a:2@sha256:3"))})),
      IsEmpty());
  // A workload that changes for another reason keeps its tag without a word.
  EXPECT_THAT(
      codes(assess({changed("kubernetes_manifest.a", kUpdate, R"({"manifest":)" + deployment("r/a:1") + "}",
                            R"({"manifest":)" + deployment("r/a:1") + R"(,"wait":[]})")})),
      IsEmpty());
}

TEST(Pins, ImagesInsideJsonText) {
  const auto task = [](const std::string& image) {
    return R"({"family":"a","container_definitions":)" + json_text(R"([{"image":")" + image + R"("}])") + "}";
  };
  EXPECT_THAT(codes(assess({changed("aws_ecs_task_definition.a", R"(["delete","create"])", task("r/a:1"),
                                    task("r/a"))})),
              Contains("OW720"));
}

std::string module_call(const std::string& source, const std::string& version = "") {
  return R"({"root_module":{"module_calls":{"m":{"source":")" + source + "\"" +
         (version.empty() ? "" : R"(,"version_constraint":")" + version + "\"") + R"(,"module":{}}}}})";
}

TEST(Pins, ModulesByTheirSource) {
  const auto said = [](const std::string& configuration) {
    return codes(assess({made("module.m.aws_sns_topic.a", R"({"name":"a"})")}, configuration));
  };
  EXPECT_THAT(said(module_call("./m")), IsEmpty());
  EXPECT_THAT(said(module_call("terraform-aws-modules/vpc/aws", "5.1.0")), IsEmpty());
  EXPECT_THAT(said(module_call("terraform-aws-modules/vpc/aws", "~> 5.1")), IsEmpty());
  EXPECT_THAT(said(module_call("terraform-aws-modules/vpc/aws")), Contains("OW721"));
  EXPECT_THAT(said(module_call("app.terraform.io/acme/vpc/aws", ">= 5.0")), Contains("OW721"));
  EXPECT_THAT(said(module_call("git::https://g.example/m.git")), Contains("OW722"));
  EXPECT_THAT(said(module_call("git::https://g.example/m.git?ref=main")), Contains("OW722"));
  EXPECT_THAT(said(module_call("git::ssh://git@g.example/m.git?ref=v1.8.2")), IsEmpty());
  // Nothing changes inside it: it is not today's business.
  EXPECT_THAT(codes(assess({made("aws_sns_topic.a", R"({"name":"a"})")},
                           module_call("git::https://g.example/m.git"))),
              IsEmpty());
}

TEST(Pins, ASourceWithACredentialIsNotShown) {
  const Assessment a = assess({made("module.m.aws_sns_topic.a", R"({"name":"a"})")},
                              module_call("git::https://user:hunter22@g.example/m.git"));
  EXPECT_THAT(codes(a), Contains("OW722"));
  EXPECT_THAT(all_text(a), Not(HasSubstr("hunter22")));
}

Entry role_policy(const std::string& role, const std::string& before, const std::string& after) {
  const auto side = [&](const std::string& action) {
    return R"({"role":")" + role + R"(","policy":)" +
           json_text(R"({"Statement":[{"Effect":"Allow","Action":")" + action + R"(","Resource":"*"}]})") +
           "}";
  };
  return changed("aws_iam_role_policy.p", kUpdate, side(before), side(after));
}

TEST(Access, WideningAndNarrowingAreToldApart) {
  EXPECT_THAT(codes(assess({role_policy("app", "s3:GetObject", "s3:*")})), testing::ElementsAre("OW705"));
  EXPECT_THAT(codes(assess({role_policy("app", "s3:*", "s3:GetObject")})), testing::ElementsAre("OW706"));
  EXPECT_THAT(codes(assess({role_policy("app", "s3:*", "S3:*")})), IsEmpty());
}

TEST(Access, WhatNewThingsGetForThemselvesIsNoFinding) {
  const std::string attachment = R"({"role":"app","policy_arn":"arn:p"})";
  // A new role with its policy widens nothing that is there; the same for a role that exists does.
  EXPECT_THAT(codes(assess({made("aws_iam_role.app", R"({"name":"app"})"),
                            made("aws_iam_role_policy_attachment.p", attachment)})),
              IsEmpty());
  EXPECT_THAT(codes(assess({made("aws_iam_role_policy_attachment.p", attachment)})), Contains("OW705"));
  // A rule that only changes its address is the same rule.
  const std::string rule =
      R"({"security_group_id":"sg-1","type":"ingress","cidr_blocks":["10.0.0.0/8"],"from_port":1,"to_port":1,"protocol":"tcp"})";
  EXPECT_THAT(
      codes(assess({gone("aws_security_group_rule.a", rule), made("aws_security_group_rule.b", rule)})),
      Not(Contains("OW710")));
}

TEST(Access, ASensitivePolicyIsComparedButNotShown) {
  Entry e = role_policy("app", "s3:GetObject", "verysecret:Action");
  e.before_sensitive = e.after_sensitive = R"({"policy":true})";
  const Assessment a = assess({e});
  EXPECT_THAT(codes(a), Contains("OW705"));
  EXPECT_THAT(all_text(a), Not(HasSubstr("verysecret")));
}

TEST(Surfaces, WhatIsMarkedSensitiveIsJudgedButNotShown) {
  Entry image = changed("aws_ecs_task_definition.a", kUpdate,
                        R"({"container_definitions":)" + json_text(R"([{"image":"hush/app:1"}])") + "}",
                        R"({"container_definitions":)" + json_text(R"([{"image":"hush/app:latest"}])") + "}");
  image.before_sensitive = image.after_sensitive = R"({"container_definitions":true})";
  Entry route =
      changed("aws_route_table.r", kUpdate, R"({"route":[{"cidr_block":"10.9.8.0/24"}]})", R"({"route":[]})");
  route.before_sensitive = R"({"route":true})";
  const Assessment a = assess({image, route});
  EXPECT_THAT(codes(a), testing::UnorderedElementsAre("OW720", "OW711"));
  EXPECT_THAT(all_text(a), Not(testing::AnyOf(HasSubstr("hush"), HasSubstr("10.9.8"))));
}

TEST(Identity, ThePipelineAmongThoseThatChange) {
  const std::string by_constant =
      R"({"provider_config":{"aws":{"name":"aws","full_name":"registry.terraform.io/hashicorp/aws","expressions":{"assume_role":[{"role_arn":{"constant_value":"arn:aws:iam::1:role/ci/app"}}]}}}})";
  EXPECT_THAT(codes(assess({role_policy("app", "s3:*", "s3:GetObject")}, by_constant)), Contains("OW708"));
  EXPECT_THAT(codes(assess({role_policy("other", "s3:*", "s3:GetObject")}, by_constant)),
              Not(Contains("OW708")));
  const std::string prior =
      R"({"format_version":"1.0","values":{"root_module":{"resources":[{"address":"data.aws_caller_identity.me","mode":"data","type":"aws_caller_identity","name":"me","values":{"arn":"arn:aws:sts::1:assumed-role/app/run-7"},"sensitive_values":{}}]}}})";
  for (const bool sorted : {false, true})
    EXPECT_THAT(codes(assess({plan_text({role_policy("app", "s3:*", "s3:GetObject")}, "{}", prior, sorted)})),
                Contains("OW708"));
}

std::string table(const std::string& columns) {
  return R"({"project":"p","dataset_id":"d","table_id":"t","schema":)" + json_text(columns) + "}";
}
Assessment table_changes(const std::string& before, const std::string& after) {
  Entry e = changed("google_bigquery_table.t", kUpdate, table(before), table(after));
  e.provider = "registry.terraform.io/hashicorp/google";
  return assess({e});
}

TEST(Schema, ColumnsThatGoComeChangeAndAreRenamed) {
  const std::string id = R"({"name":"id","type":"INTEGER","mode":"REQUIRED"})";
  const std::string note = R"({"name":"note","type":"STRING"})";
  const auto at = [](const Assessment& a) { return effects(a, "google_bigquery_table.t"); };
  Assessment a = table_changes("[" + id + "," + note + "]", "[" + id + "]");
  EXPECT_THAT(at(a), Contains("OW740"));
  EXPECT_EQ(change_of(a, "google_bigquery_table.t")->cls, RollbackClass::NonRecoverable);
  a = table_changes("[" + id + "]", "[" + id + "," + note + "]");
  EXPECT_THAT(at(a), Not(Contains("OW740")));
  EXPECT_THAT(codes(a), IsEmpty());
  a = table_changes("[" + id + "," + note + "]", "[" + id + R"(,{"name":"remark","type":"STRING"}])");
  EXPECT_THAT(at(a), Contains("OW742"));
  a = table_changes("[" + id + "," + note + "]", "[" + id + R"(,{"name":"note","type":"BYTES"}])");
  EXPECT_THAT(at(a), Contains("OW741"));
  EXPECT_EQ(change_of(a, "google_bigquery_table.t")->cls, RollbackClass::ForwardOnly);
  a = table_changes("[" + id + "," + note + "]",
                    "[" + id + R"(,{"name":"note","type":"STRING","mode":"REQUIRED"}])");
  EXPECT_THAT(codes(a), Contains("OW743"));
  // The order of columns and the case of types are no change of shape.
  a = table_changes("[" + id + "," + note + "]",
                    std::string("[") + R"({"name":"note","type":"string"},)" + id + "]");
  EXPECT_THAT(codes(a), IsEmpty());
}

TEST(Schema, NestedColumns) {
  const auto record = [](const std::string& fields) {
    return R"([{"name":"address","type":"RECORD","fields":[)" + fields + "]}]";
  };
  const Assessment a =
      table_changes(record(R"({"name":"zip","type":"STRING"},{"name":"city","type":"STRING"})"),
                    record(R"({"name":"city","type":"STRING"})"));
  EXPECT_THAT(change_of(a, "google_bigquery_table.t")->effects.front().message, HasSubstr("address.zip"));
}

TEST(Schema, ExpandAndContractInOneRelease) {
  const std::string id = R"({"name":"id","type":"INTEGER"})", a = R"({"name":"a","type":"STRING"})",
                    b = R"({"name":"b","type":"BYTES"})";
  EXPECT_THAT(codes(table_changes("[" + id + "," + a + "]", "[" + id + "," + b + "]")), Contains("OW723"));
  EXPECT_THAT(codes(table_changes("[" + id + "," + a + "]", "[" + id + "]")), Not(Contains("OW723")));
}

TEST(Schema, SqlThatAResourceRuns) {
  const auto said = [](const std::string& statement) {
    const std::string before = R"({"name":"db","ddl":["CREATE TABLE t"]})";
    const std::string after = R"({"name":"db","ddl":["CREATE TABLE t",)" + json_text(statement) + "]}";
    return effects(assess({changed("google_spanner_database.db", kUpdate, before, after)}),
                   "google_spanner_database.db");
  };
  EXPECT_THAT(said("ALTER TABLE t DROP COLUMN note"), Contains("OW740"));
  EXPECT_THAT(said("ALTER TABLE t ADD COLUMN note STRING(MAX)"), Not(Contains("OW740")));
  EXPECT_THAT(said("ALTER TABLE t ALTER COLUMN note BYTES(MAX)"), Contains("OW741"));
}

std::string definition(const std::string& versions) {
  return R"({"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"w.x"},"spec":{"group":"x","versions":[)" +
         versions + "]}}";
}

TEST(Versions, ADefinitionLosesAVersion) {
  const std::string old = R"({"name":"v1beta1","served":true,"storage":false})",
                    now = R"({"name":"v1","served":true,"storage":true})",
                    unserved = R"({"name":"v1beta1","served":false,"storage":false})";
  const auto said = [](const std::string& before, const std::string& after) {
    return codes(assess({kubernetes("kubernetes_manifest.d", definition(before), definition(after))}));
  };
  EXPECT_THAT(said(old + "," + now, now), Contains("OW730"));
  EXPECT_THAT(said(old + "," + now, unserved + "," + now), Contains("OW730"));
  EXPECT_THAT(said(now, now + "," + old), IsEmpty());
}

TEST(Versions, AControllerGoesBackWithItsDefinitions) {
  const auto release = [](const std::string& name, const std::string& from, const std::string& to) {
    const auto side = [&](const std::string& version) {
      return R"({"name":")" + name + R"(","namespace":"n","chart":")" + name + R"(","version":")" + version +
             "\"}";
    };
    return changed("helm_release." + name, kUpdate, side(from), side(to));
  };
  EXPECT_THAT(codes(assess({release("cert-manager", "1.15.1", "1.9.0")})), Contains("OW732"));
  EXPECT_THAT(codes(assess({release("cert-manager", "1.9.0", "1.15.1")})), Not(Contains("OW732")));
  EXPECT_THAT(codes(assess({release("shop", "1.15.1", "1.9.0")})), Not(Contains("OW732")));
  EXPECT_THAT(codes(assess({release("cert-manager", "1.15.1", "1.9.0"),
                            release("cert-manager-crds", "1.15.1", "1.9.0")})),
              Contains("OW729"));
}

TEST(Habits, AWebhookThatDecidesAboutEverything) {
  const auto webhook = [](const std::string& policy, const std::string& resources, const std::string& more) {
    return R"({"apiVersion":"admissionregistration.k8s.io/v1","kind":"ValidatingWebhookConfiguration","metadata":{"name":"w"},"webhooks":[{"name":"a","failurePolicy":")" +
           policy + R"(","rules":[{"resources":[")" + resources + R"("]}])" + more + "}]}";
  };
  const auto said = [&](const std::string& after) {
    return codes(assess({kubernetes("kubernetes_manifest.w", webhook("Ignore", "pods", ""), after)}));
  };
  EXPECT_THAT(said(webhook("Fail", "*", "")), Contains("OW731"));
  EXPECT_THAT(said(webhook("Ignore", "*", "")), Not(Contains("OW731")));
  EXPECT_THAT(said(webhook("Fail", "pods", "")), Not(Contains("OW731")));
  EXPECT_THAT(said(webhook("Fail", "*", R"(,"namespaceSelector":{"matchLabels":{"a":"b"}})")),
              Not(Contains("OW731")));
}

TEST(Habits, AFieldThatNeverChangesIsPlannedAsAnUpdate) {
  const auto selector = [](const std::string& app) {
    return R"({"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"a"},"spec":{"selector":{"matchLabels":{"app":")" +
           app + R"("}}}})";
  };
  const auto text = [](const std::string& manifest) {
    return R"({"api_version":"apps/v1","kind":"Deployment","yaml_body":)" + json_text(manifest) + "}";
  };
  const Entry as_text = changed("kubectl_manifest.a", kUpdate, text(selector("a")), text(selector("b")));
  for (const Entry& e : {as_text, kubernetes("kubernetes_manifest.a", selector("a"), selector("b"))}) {
    const Assessment a = assess({e});
    ASSERT_EQ(a.changes.front().apply_stops.size(), 1u) << e.address;
    EXPECT_EQ(a.changes.front().apply_stops[0].code, "OW254");
    EXPECT_FALSE(a.changes.front().apply_stops[0].certain);
  }
  EXPECT_TRUE(assess({kubernetes("kubernetes_manifest.a", selector("a"), selector("a"))})
                  .changes.front()
                  .apply_stops.empty());
}

TEST(Habits, RenamedInPlace) {
  Entry e = changed("postgresql_database.d", kUpdate, R"({"name":"shop"})", R"({"name":"store"})");
  e.provider = "registry.terraform.io/cyrilgdn/postgresql";
  EXPECT_THAT(codes(assess({e})), Contains("OW724"));
  EXPECT_THAT(codes(assess({changed("postgresql_database.d", kUpdate, R"({"name":"shop","owner":"a"})",
                                    R"({"name":"shop","owner":"b"})")})),
              IsEmpty());
}

TEST(Habits, ARegistryKeepsFewer) {
  const auto policy = [](int n) {
    return R"({"repository":"a","policy":)" +
           json_text(R"({"rules":[{"selection":{"countNumber":)" + std::to_string(n) + "}}]}") + "}";
  };
  EXPECT_THAT(codes(assess({changed("aws_ecr_lifecycle_policy.a", kUpdate, policy(50), policy(5))})),
              Contains("OW726"));
  EXPECT_THAT(codes(assess({changed("aws_ecr_lifecycle_policy.a", kUpdate, policy(5), policy(50))})),
              IsEmpty());
  EXPECT_THAT(codes(assess({made("aws_ecr_lifecycle_policy.a", policy(100))})), IsEmpty());
}

TEST(Network, WhatTheStateLivesIn) {
  const std::string state = R"({"bucket":"acme-terraform-state","id":"acme-terraform-state"})";
  const Entry other =
      changed("aws_sns_topic.t", kUpdate, R"({"name":"a"})", R"({"name":"a","display_name":"b"})");
  EXPECT_THAT(codes(assess({gone("aws_s3_bucket.b", state), other})), Contains("OW712"));
  EXPECT_THAT(codes(assess({gone("aws_s3_bucket.b", R"({"bucket":"acme-statements"})"), other})),
              Not(Contains("OW712")));
}

TEST(Network, WhatOthersGoThrough) {
  const Entry nat = gone("aws_nat_gateway.n", R"({"id":"nat-1"})");
  const Entry stays = changed("aws_instance.i", kUpdate, R"({"tags":{}})", R"({"tags":{"a":"b"}})");
  EXPECT_THAT(codes(assess({nat, stays})), Contains("OW711"));
  EXPECT_THAT(codes(assess({nat})), Not(Contains("OW711"))) << "the whole stack goes, nobody is cut off";
  const auto routes = [](const std::string& list) { return R"({"vpc_id":"v","route":[)" + list + "]}"; };
  const std::string a = R"({"cidr_block":"0.0.0.0/0","nat_gateway_id":"n"})",
                    b = R"({"cidr_block":"10.0.0.0/8"})";
  EXPECT_THAT(codes(assess({changed("aws_route_table.r", kUpdate, routes(a), routes(""))})),
              Contains("OW711"));
  EXPECT_THAT(codes(assess({changed("aws_route_table.r", kUpdate, routes(a), routes(a + "," + b))})),
              IsEmpty());
}

TEST(Surfaces, NoFindingOfTheirsFailsTheGate) {
  const Assessment a =
      assess({role_policy("app", "s3:GetObject", "*"),
              kubernetes("kubernetes_manifest.a", deployment("r/a:1"), deployment("r/a:latest"))});
  EXPECT_FALSE(a.findings.empty());
  for (const Finding& f : a.findings) EXPECT_LT(f.severity, Severity::Error) << f.code;
}

}  // namespace
}  // namespace oneway::test
