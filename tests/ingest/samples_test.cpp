// Real output of the engines: the same facts in any key order, in agreement with another JSON library, and no
// crash when damaged.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <random>

#include "ingest/recording.h"

namespace oneway::test {
namespace {

std::vector<std::string> files(const std::string& folder, const std::string& ending) {
  std::vector<std::string> found;
  const char* corpus = std::getenv("ONEWAY_CORPUS");
  if (!corpus) return found;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(std::string(corpus) + "/" + folder))
    if (entry.is_regular_file() && entry.path().string().ends_with(ending)) found.push_back(entry.path());
  std::sort(found.begin(), found.end());
  return found;
}

std::vector<std::string> sorted(std::vector<std::string> facts) {
  std::sort(facts.begin(), facts.end());
  return facts;
}

// Keys sorted, as `jq -S` does it (nlohmann's objects are sorted maps), or in reverse.
void write(const nlohmann::json& v, bool reverse, std::string& out) {
  if (v.is_object()) {
    std::vector<std::string> keys;
    for (const auto& [key, value] : v.items()) keys.push_back(key);
    if (reverse) std::reverse(keys.begin(), keys.end());
    out += '{';
    for (const std::string& key : keys) {
      if (out.back() != '{') out += ',';
      out += nlohmann::json(key).dump() + ":";
      write(v.at(key), reverse, out);
    }
    out += '}';
  } else if (v.is_array()) {
    out += '[';
    for (const auto& element : v) {
      if (out.back() != '[') out += ',';
      write(element, reverse, out);
    }
    out += ']';
  } else {
    out += v.dump();
  }
}

std::string reordered(const std::string& text, bool reverse) {
  std::string out;
  write(nlohmann::json::parse(text), reverse, out);
  return out;
}

// Facts but for those whose values nlohmann cannot carry (it rounds numbers).
bool exact_in_nlohmann(const std::string& path) {
  return path.find("numbers-and-strings") == std::string::npos;
}

TEST(Samples, KeyOrderOfAPlanNeverMatters) {
  const auto plans = files("samples", "/plan.json");
  if (plans.empty()) GTEST_SKIP() << "ONEWAY_CORPUS is not set";
  for (const std::string& path : plans) {
    if (!exact_in_nlohmann(path)) continue;
    const Reading as_written = read_file(path);
    for (bool reverse : {false, true}) {
      const Reading other = read_text(reordered(slurp(path), reverse));
      ASSERT_EQ(other.documents.size(), 1u);
      EXPECT_EQ(sorted(other.documents[0].facts), sorted(as_written.documents[0].facts)) << path;
      EXPECT_EQ(other.infos[0].engine, Engine::Terraform) << path;
      EXPECT_EQ(other.documents[0].meta.planned_resources, as_written.documents[0].meta.planned_resources)
          << path;
      EXPECT_EQ(other.documents[0].meta.prior_resources, as_written.documents[0].meta.prior_resources)
          << path;
    }
  }
}

TEST(Samples, KeyOrderOfAStateNeverMatters) {
  auto states = files("samples", "/state-after.tfstate");
  if (states.empty()) GTEST_SKIP() << "ONEWAY_CORPUS is not set";
  for (const std::string& shown : files("samples", "/state-after.show.json")) states.push_back(shown);
  for (const std::string& path : states) {
    if (!exact_in_nlohmann(path) || slurp(path).size() < 60) continue;
    const StateReading as_written = read_state_file(path);
    EXPECT_EQ(as_written.infos[0].kind, InputKind::State);
    const StateReading other = read_state_text(reordered(slurp(path), false));
    EXPECT_EQ(sorted(other.documents[0].facts), sorted(as_written.documents[0].facts)) << path;
    EXPECT_EQ(other.documents[0].header.serial, as_written.documents[0].header.serial);
  }
}

TEST(Samples, EverySampleIsReadOrRefusedByName) {
  const auto plans = files("samples", "/plan.json");
  if (plans.empty()) GTEST_SKIP() << "ONEWAY_CORPUS is not set";
  for (const std::string& path : plans) {
    const nlohmann::json document = nlohmann::json::parse(slurp(path));
    const Reading reading = read_file(path);
    const auto size = [&](const char* key) { return document.contains(key) ? document[key].size() : 0; };
    EXPECT_EQ(reading.documents[0].changes.size(), size("resource_changes")) << path;
    EXPECT_EQ(reading.documents[0].drifts.size(), size("resource_drift")) << path;
    EXPECT_EQ(reading.documents[0].meta.errored, document["errored"].get<bool>()) << path;
  }
  for (const char* ending : {"/plan.ndjson", "/apply.ndjson"})
    for (const std::string& path : files("samples", ending)) {
      if (slurp(path).empty()) continue;
      const Reading reading = read_file(path);
      EXPECT_EQ(reading.infos.at(0).kind, InputKind::UiLog) << path;
      EXPECT_EQ(reading.infos.at(0).engine, Engine::Terraform) << path;
    }
  int read = 0, refused = 0;
  for (const std::string& path : files("samples-hand-made", "")) {
    const std::string reason = refusal([&] { read_file(path); });
    const std::string state = refusal([&] { read_state_file(path); });
    reason.empty() ? ++read : ++refused;
    if (!reason.empty())
      std::cout << path.substr(path.rfind('/') + 1) << ": " << reason.substr(0, 90) << "\n";
    EXPECT_FALSE(reason.empty() && state.empty()) << path << " is taken for a plan and for a state";
  }
  std::cout << read << " hand-made files read as plans, " << refused << " refused\n";
}

TEST(Samples, DamagedSamplesAreRefusedOrRead) {
  auto samples = files("samples", "/plan.json");
  if (samples.empty()) GTEST_SKIP() << "ONEWAY_CORPUS is not set";
  std::mt19937 random(20260102);
  for (const std::string& path : samples) {
    const std::string text = slurp(path);
    if (text.size() > 40000) continue;
    for (std::size_t cut = 97; cut + 1 < text.size(); cut += 97) {
      EXPECT_NE(refusal([&] { read_text(text.substr(0, cut)); }), "") << path << " cut at " << cut;
    }
    for (int i = 0; i < 20; ++i) {
      std::string damaged = text;
      damaged[random() % damaged.size()] ^= static_cast<char>(1 << random() % 8);
      refusal([&] { read_text(damaged); });
    }
  }
  for (const std::string& path : files("samples", "/state-after.tfstate")) {
    const std::string text = slurp(path);
    for (std::size_t cut = 97; cut + 3 < text.size() && text.size() < 40000; cut += 97) {
      EXPECT_NE(refusal([&] { read_state_text(text.substr(0, cut)); }), "") << path << " cut at " << cut;
    }
  }
}

}  // namespace
}  // namespace oneway::test
