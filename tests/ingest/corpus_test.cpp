// Every public plan and log is read with the counts that the corpus' manifest gives, or refused with a
// reason.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "ingest/recording.h"

namespace oneway::test {
namespace {

std::string corpus() {
  const char* folder = std::getenv("ONEWAY_CORPUS");
  return folder ? folder : "";
}

std::vector<std::vector<std::string>> manifest() {
  std::ifstream file(corpus() + "/corpus/MANIFEST.tsv");
  std::vector<std::vector<std::string>> rows;
  std::string line, cell;
  std::getline(file, line);
  while (std::getline(file, line)) {
    std::istringstream cells(line);
    rows.emplace_back();
    while (std::getline(cells, cell, '\t')) rows.back().push_back(cell);
    rows.back().resize(21);
  }
  return rows;
}

enum Column {
  kFile = 0,
  kFormat = 7,
  kCreate = 9,
  kUpdate,
  kDelete,
  kReplace,
  kRead,
  kForget,
  kNoOp,
  kOther,
  kDrift,
  kNotes = 20
};

TEST(Corpus, PlansAndLogsAreReadWithTheManifestsCountsOrRefusedWithAReason) {
  if (corpus().empty()) GTEST_SKIP() << "ONEWAY_CORPUS is not set";
  std::map<std::string, int> tally;
  for (const auto& row : manifest()) {
    if (row[kFile].starts_with("states/")) continue;
    const bool whole = row[kNotes].find("not one valid JSON") == std::string::npos;
    try {
      const Reading reading = read_file(corpus() + "/corpus/" + row[kFile]);
      std::map<std::string, int> counts;
      int drift = 0;
      for (const Recording& d : reading.documents) {
        for (const auto& [action, n] : d.by_action) counts[action] += n;
        drift += static_cast<int>(d.drifts.size());
        EXPECT_EQ(d.ended, 1) << row[kFile];
      }
      ++tally[row[kFile].starts_with("logs/") ? "logs read" : "plans read"];
      if (!whole) continue;
      const auto expected = [&](int column) { return std::atoi(row[column].c_str()); };
      EXPECT_EQ(counts["create"], expected(kCreate)) << row[kFile];
      EXPECT_EQ(counts["update"], expected(kUpdate)) << row[kFile];
      EXPECT_EQ(counts["delete"], expected(kDelete)) << row[kFile];
      EXPECT_EQ(counts["replace"], expected(kReplace)) << row[kFile];
      if (row[kFile].starts_with("logs/")) continue;  // of logs the manifest counts these four only
      EXPECT_EQ(counts["read"], expected(kRead)) << row[kFile];
      EXPECT_EQ(counts["forget"], expected(kForget)) << row[kFile];
      EXPECT_EQ(counts["no-op"], expected(kNoOp)) << row[kFile];
      EXPECT_EQ(drift, expected(kDrift)) << row[kFile];
    } catch (const InputError& e) {
      std::string reason = e.what();
      EXPECT_FALSE(reason.empty());
      ++tally["refused: " + reason.substr(0, 70)];
      std::cout << "refused " << row[kFile] << " (" << row[kFormat] << "; " << row[kNotes] << "): " << reason
                << " at " << e.json_path() << "\n";
    }
  }
  for (const auto& [what, n] : tally) std::cout << n << "\t" << what << "\n";
}

// Objects in a state, counted by another JSON library.
std::uint64_t count_objects(const nlohmann::json& state) {
  std::uint64_t n = 0;
  if (state.contains("resources"))
    for (const auto& resource : state["resources"]) n += resource["instances"].size();
  if (state.contains("modules"))
    for (const auto& module : state["modules"])
      for (const auto& resource : module.value("resources", nlohmann::json::object()))
        n += resource.value("primary", nlohmann::json()).is_object() +
             resource.value("deposed", nlohmann::json::array()).size() +
             resource.value("tainted", nlohmann::json::array()).size();
  std::vector<nlohmann::json> modules;
  if (state.contains("values") && state["values"].contains("root_module"))
    modules = {state["values"]["root_module"]};
  while (!modules.empty()) {
    const nlohmann::json module = modules.back();
    modules.pop_back();
    n += module.value("resources", nlohmann::json::array()).size();
    for (const auto& child : module.value("child_modules", nlohmann::json::array())) modules.push_back(child);
  }
  return n;
}

TEST(Corpus, EveryObjectOfEveryStateIsReadOrTheStateIsRefused) {
  if (corpus().empty()) GTEST_SKIP() << "ONEWAY_CORPUS is not set";
  std::map<std::string, int> tally;
  for (const auto& row : manifest()) {
    if (!row[kFile].starts_with("states/")) continue;
    const std::string path = corpus() + "/corpus/" + row[kFile];
    try {
      const StateReading reading = read_state_file(path);
      ASSERT_EQ(reading.documents.size(), 1u) << row[kFile];
      EXPECT_EQ(reading.documents[0].instances, count_objects(nlohmann::json::parse(slurp(path))))
          << row[kFile];
      EXPECT_EQ(reading.documents[0].ended, 1);
      ++tally["read: " + row[kFormat]];
    } catch (const InputError& e) {
      ++tally[std::string("refused: ") + e.what()];
      std::cout << "refused " << row[kFile] << " (" << row[kFormat] << "; " << row[kNotes]
                << "): " << e.what() << " at " << e.json_path() << "\n";
    }
    EXPECT_NE(refusal([&] { read_file(path); }), "") << row[kFile] << " was taken for a plan";
  }
  for (const auto& [what, n] : tally) std::cout << n << "\t" << what << "\n";
}

}  // namespace
}  // namespace oneway::test
