#include "catalog/explain.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "catalog/registry.h"

namespace oneway {
namespace {

std::string text_of(const FactSheet& sheet, const std::string& heading) {
  std::string out;
  for (const FactSheet::Section& s : sheet.sections)
    if (s.heading == heading)
      for (const std::string& line : s.lines) out += line + "\n";
  return out;
}

TEST(Explain, ATypeSaysWhatIsLostAndWhatBringsItBack) {
  const auto sheet = explain(Catalog::builtin(), "aws_db_instance");
  ASSERT_TRUE(sheet);
  EXPECT_EQ(sheet->kind, "type");
  EXPECT_NE(text_of(*sheet, "Lost on destroy").find("skip_final_snapshot is true"), std::string::npos);
  EXPECT_NE(text_of(*sheet, "What brings it back").find("Final snapshot if skip_final_snapshot is false"),
            std::string::npos);
  EXPECT_NE(text_of(*sheet, "One-way arguments").find("allocated_storage: growing it is one-way"),
            std::string::npos);
  EXPECT_EQ(text_of(*sheet, "Import id"), "{identifier}\n");
  EXPECT_FALSE(text_of(*sheet, "Sources").empty());
}

TEST(Explain, EveryTypeCodeClassAndRepairHasASheet) {
  Catalog::builtin().each([](const TypeFacts& t) {
    const auto sheet = explain(Catalog::builtin(), t.type);
    ASSERT_TRUE(sheet) << t.type;
    for (const FactSheet::Section& s : sheet->sections)
      EXPECT_FALSE(s.lines.empty()) << t.type << " " << s.heading;
  });
  for (const CodeInfo& c : all_codes()) EXPECT_EQ(explain(Catalog::builtin(), c.code)->kind, "code");
  for (const RollbackClass c : kAllClasses) EXPECT_EQ(explain(Catalog::builtin(), id(c))->kind, "class");
  for (const RepairInfo& r : all_repairs()) EXPECT_EQ(explain(Catalog::builtin(), r.pattern)->kind, "repair");
  EXPECT_EQ(explain(Catalog::builtin(), "ow201")->word, "OW201");
}

TEST(Explain, AnUnknownWordHasNeighbours) {
  EXPECT_FALSE(explain(Catalog::builtin(), "aws_db_instanc"));
  EXPECT_THAT(suggestions(Catalog::builtin(), "aws_db_instanc"), testing::Contains("aws_db_instance"));
  EXPECT_THAT(suggestions(Catalog::builtin(), "forward-onyl"), testing::Contains("forward-only"));
  EXPECT_TRUE(suggestions(Catalog::builtin(), std::string(100'000, 'x')).empty());
}

// A code that a report can show must be one that `oneway explain` knows, and the other way round.
TEST(Codes, TheProgramAndTheRegistryNameTheSame) {
  std::set<std::string> used, known;
  const std::regex literal("\"(OW[1-9][0-9]{2})\"");
  for (const auto& file : std::filesystem::recursive_directory_iterator(ONEWAY_SOURCE_DIR "/analyzer")) {
    if (file.path().extension() != ".cpp" && file.path().extension() != ".h") continue;
    std::stringstream text;
    text << std::ifstream(file.path()).rdbuf();
    const std::string source = text.str();
    for (std::sregex_iterator it(source.begin(), source.end(), literal), end; it != end; ++it)
      used.insert((*it)[1]);
  }
  for (const CodeInfo& c : all_codes()) known.insert(c.code);
  std::string unknown, unused;
  for (const std::string& c : used)
    if (!known.contains(c)) unknown += " " + c;
  for (const std::string& c : known)
    if (!used.contains(c)) unused += " " + c;
  EXPECT_EQ(unknown, "") << "add them to rules/codes.yaml";
  if (!unused.empty()) std::printf("codes that nothing gives:%s\n", unused.c_str());
}

}  // namespace
}  // namespace oneway
