// States of every form, an object at a time.
#include <gmock/gmock.h>

#include "ingest/recording.h"

namespace oneway::test {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

const std::string kRaw =
    R"({"version":4,"terraform_version":"1.11.4","serial":18446744073709551615,"lineage":"abc",
"outputs":{"o":{"value":"v","type":"string","sensitive":true}},
"resources":[{"module":"module.m[\"a.b\"]","mode":"managed","type":"null_resource","name":"n",
"provider":"provider[\"registry.terraform.io/hashicorp/null\"]","instances":[
{"index_key":0,"schema_version":2,"attributes":{"id":"1","n":9007199254740993},"sensitive_attributes":[
[{"type":"get_attr","value":"secrets"},{"type":"index","value":{"value":1,"type":"number"}}]],
"private":"eA==","dependencies":["null_resource.b"],"create_before_destroy":true},
{"index_key":0,"deposed":"0123abcd","status":"tainted","schema_version":2,"attributes":{"id":"0"}}]}],
"check_results":[{"object_kind":"resource"}]})";

TEST(State, RawStateVersionFour) {
  const StateReading state = read_state_text(kRaw);
  const StateRecording& seen = state.documents.at(0);
  EXPECT_EQ(seen.header.form, StateForm::Raw);
  EXPECT_EQ(seen.header.serial, "18446744073709551615");
  EXPECT_EQ(seen.header.lineage, "abc");
  EXPECT_EQ(seen.header.check_results, 1u);
  EXPECT_EQ(seen.header.instances, 2u);
  EXPECT_THAT(
      seen.facts,
      ElementsAre(
          "output o sensitive \"v\"",
          R"(module.m["a.b"].null_resource.n[0] deposed= provider["registry.terraform.io/hashicorp/null"] v2 )"
          R"({"id":"1","n":9007199254740993} sensitive=secrets[1] deps=null_resource.b cbd private)",
          R"(module.m["a.b"].null_resource.n[0] deposed=0123abcd tainted )"
          R"(provider["registry.terraform.io/hashicorp/null"] v2 {"id":"0"} sensitive= deps=)"));
  EXPECT_EQ(state.infos.at(0).engine, Engine::Terraform);
}

TEST(State, ShownState) {
  const StateReading state = read_state_text(
      R"({"format_version":"1.0","terraform_version":"1.11.4","values":{"outputs":{"o":{"sensitive":false,"value":1}},
      "root_module":{"resources":[{"address":"null_resource.a","mode":"managed","type":"null_resource","name":"a","values":{"id":"1"},
      "sensitive_values":{"list":[false,true],"map":{"k":true}},"tainted":true}],"child_modules":[{"address":"module.m","resources":[
      {"address":"module.m.null_resource.b","mode":"managed","type":"null_resource","name":"b","deposed_key":"0123abcd","values":{}}]}]}}})");
  EXPECT_EQ(state.documents.at(0).header.form, StateForm::Shown);
  EXPECT_THAT(state.documents[0].facts,
              Contains("null_resource.a deposed= tainted  v {\"id\":\"1\"} sensitive=list[1],map.k deps="));
  EXPECT_EQ(state.documents[0].header.instances, 2u);
  EXPECT_THAT(state.infos.at(0).notes, Contains(HasSubstr("lineage")));
}

TEST(State, VersionThreeHasFlatAttributes) {
  const StateReading state = read_state_text(
      R"({"version":3,"serial":4,"lineage":"x","modules":[{"path":["root","m"],"outputs":{},"resources":{
      "data.null_data.a.2":{"type":"null_data","depends_on":["null_resource.b"],"primary":{"id":"1","attributes":{"id":"1","t.%":"1"},
      "tainted":true},"deposed":[{"id":"0","attributes":{"id":"0"}}],"provider":"provider.null"}}}]})");
  EXPECT_THAT(
      state.documents.at(0).facts,
      ElementsAre(
          HasSubstr(R"(module.m.data.null_data.a[2] deposed= tainted provider.null v {"id":"1","t.%":"1"})"),
          HasSubstr("deposed=legacy-0")));
  EXPECT_THAT(state.infos.at(0).notes, Contains(HasSubstr("attributes are flat")));
}

TEST(State, ProvidersOnInstancesAreOpenTofus) {
  const StateReading state = read_state_text(
      R"({"version":4,"serial":1,"lineage":"x","resources":[{"mode":"managed","type":"null_resource","name":"a","instances":[
      {"index_key":"east","provider":"provider[\"example.com/x/y\"].by[\"east\"]","attributes":{}}]}]})");
  EXPECT_THAT(state.documents.at(0).facts, ElementsAre(HasSubstr(R"(null_resource.a["east"])")));
  EXPECT_EQ(state.infos.at(0).engine, Engine::OpenTofu);
  EXPECT_THAT(state.infos[0].notes, Contains(HasSubstr("Terraform drops such objects")));
}

TEST(State, RefusesByName) {
  const auto refusal_of = [](const std::string& text) { return refusal([&] { read_state_text(text); }); };
  EXPECT_THAT(refusal_of(R"({"version":5,"terraform_version":"3.0.0","serial":1,"resources":[]})"),
              HasSubstr("(3.0.0) is not known"));
  EXPECT_THAT(
      refusal_of(R"({"serial":1,"lineage":"x","meta":{},"encrypted_data":"eA==","encryption_version":"v0"})"),
      HasSubstr("tofu state pull"));
  EXPECT_THAT(refusal_of(R"({"format_version":"1.2","terraform_version":"1.1.1","planned_values":{}})"),
              HasSubstr("a plan, not a state"));
  EXPECT_THAT(
      refusal_of(
          R"({"version":4,"serial":1,"resources":[{"mode":"odd","type":"a","name":"b","instances":[{}]}]})"),
      HasSubstr("unknown mode"));
  EXPECT_THAT(
      refusal_of(
          R"({"version":4,"serial":1,"resources":[{"mode":"data","type":"a","name":"b","instances":[{"status":"odd"}]}]})"),
      HasSubstr("unknown status"));
  EXPECT_THAT(refusal_of(R"({"version":4,"serial":1,"resources":[],"modules":[]})"),
              HasSubstr("another version"));
  EXPECT_THAT(refusal_of(R"({"a":1})"), HasSubstr("JSON, but no state"));
  EXPECT_THAT(refusal_of(""), HasSubstr("empty"));
}

}  // namespace
}  // namespace oneway::test
