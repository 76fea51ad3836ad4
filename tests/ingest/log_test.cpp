// The UI log of `plan -json`: what it says, and that it says when facts are missing.
#include <gmock/gmock.h>

#include "ingest/recording.h"

namespace oneway::test {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string version(const std::string& engine = "terraform") {
  return R"({"@level":"info","@module":")" + engine + R"(.ui",")" + engine +
         R"(":"1.11.4","type":"version","ui":"1.2"})" + "\n";
}
std::string planned(const std::string& address, const std::string& action, const std::string& more = "") {
  return R"({"@level":"info","change":{"resource":{"addr":")" + address +
         R"(","resource_type":"null_resource","resource_name":"a","implied_provider":"null"},"action":")" +
         action + "\"" + more + R"(},"type":"planned_change"})" + "\n";
}
std::string summary(int add, int change, int remove, const std::string& operation = "plan") {
  return R"({"@level":"info","changes":{"add":)" + std::to_string(add) + R"(,"change":)" +
         std::to_string(change) + R"(,"import":0,"remove":)" + std::to_string(remove) + R"(,"operation":")" +
         operation + R"("},"type":"change_summary"})" + "\n";
}

TEST(Log, ActionsAndReasonsAreThoseOfAPlan) {
  const Reading log = read_text(
      version() + planned("null_resource.a", "replace", R"(,"reason":"tainted")") +
      planned("null_resource.b", "remove") + planned("null_resource.c", "update") +
      planned("null_resource.d", "move", R"(,"previous_resource":{"addr":"null_resource.e"})") +
      planned("data.null_data.f", "read") + planned("null_resource.g", "vaporise") + summary(1, 1, 1));
  const auto& changes = log.documents.at(0).changes;
  ASSERT_EQ(changes.size(), 6u);
  EXPECT_THAT(changes[0].actions.words(), ElementsAre("delete", "create"));
  EXPECT_EQ(changes[0].action_reason, "replace_because_tainted");
  EXPECT_FALSE(changes[0].has_values());
  EXPECT_EQ(changes[1].actions.summary(), "forget");
  EXPECT_EQ(changes[3].previous_address, "null_resource.e");
  EXPECT_EQ(changes[4].mode, "data");
  EXPECT_TRUE(changes[5].actions.has_unknown());
  EXPECT_THAT(log.documents[0].meta.contradictions, IsEmpty());
  EXPECT_EQ(log.infos.at(0).kind, InputKind::UiLog);
  EXPECT_THAT(log.infos[0].notes, Contains(HasSubstr("no values")));
  EXPECT_THAT(log.infos[0].notes, Contains(HasSubstr("in which order a replacement")));
}

TEST(Log, SummaryThatDisagreesIsAContradiction) {
  EXPECT_THAT(read_text(version() + planned("null_resource.a", "create") + summary(2, 0, 0))
                  .documents.at(0)
                  .meta.contradictions,
              ElementsAre(HasSubstr("summary says 2 to add")));
  EXPECT_THAT(read_text(version() + planned("null_resource.a", "create")).documents.at(0).meta.contradictions,
              ElementsAre(HasSubstr("no change_summary")));
}

TEST(Log, ErrorsMakeThePlanErrored) {
  const std::string error =
      R"({"@level":"error","diagnostic":{"severity":"error","summary":"x"},"type":"diagnostic"})";
  EXPECT_EQ(read_text(version() + error).documents.at(0).meta.errored, true);
  EXPECT_EQ(read_text(version() + summary(0, 0, 0)).documents.at(0).meta.errored, false);
}

TEST(Log, EngineComesFromTheVersionLine) {
  EXPECT_EQ(read_text(version("tofu") + summary(0, 0, 0)).infos.at(0).engine, Engine::OpenTofu);
  EXPECT_EQ(read_text(version() + summary(0, 0, 0)).infos.at(0).engine_version, "1.11.4");
}

TEST(Log, AnotherVersionLineBeginsAnotherLog) {
  const std::string one = version() + planned("null_resource.a", "create") + summary(1, 0, 0);
  const Reading logs =
      read_text(one + version("tofu") + planned("null_resource.b", "delete") + summary(0, 0, 1));
  ASSERT_EQ(logs.infos.size(), 2u);
  EXPECT_EQ(logs.infos[1].engine, Engine::OpenTofu);
  EXPECT_EQ(logs.documents[1].changes.at(0).address, "null_resource.b");
}

TEST(Log, TextBetweenMessagesIsSkippedAndTheLogGoesOn) {
  const Reading log =
      read_text("Initializing...\n" + version() + "time=now msg={x}\n" +
                planned("null_resource.a", "create") + "\x1b[0m\n" + summary(1, 0, 0) + "Done.\n");
  ASSERT_EQ(log.infos.size(), 1u);
  EXPECT_EQ(log.documents.at(0).changes.size(), 1u);
  EXPECT_THAT(log.documents[0].meta.contradictions, IsEmpty());
  EXPECT_THAT(log.infos[0].notes, Contains(HasSubstr("of text around")));
}

TEST(Log, ArrayOfMessagesIsReadWithANote) {
  std::string lines = planned("null_resource.a", "create");
  const Reading log = read_text("[\n" + lines + ",\n" + summary(1, 0, 0) + "]\n");
  EXPECT_EQ(log.documents.at(0).changes.size(), 1u);
  EXPECT_THAT(log.infos.at(0).notes, Contains(HasSubstr("elements of one array")));
}

}  // namespace
}  // namespace oneway::test
