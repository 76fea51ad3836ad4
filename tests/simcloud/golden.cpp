#include "simcloud/golden.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <nlohmann/json.hpp>
#include <regex>

#include "support/process.h"

namespace simcloud {
namespace {

// The engine's own order of keys, one fixed moment for times, one lineage.
std::string normalised(const std::string& document) {
  std::string text = nlohmann::ordered_json::parse(document).dump(1) + "\n";
  text = std::regex_replace(text, std::regex(R"("timestamp": "[^"]*")"),
                            R"("timestamp": "2026-01-01T00:00:00Z")");
  return std::regex_replace(text, std::regex(R"("lineage": "[^"]*")"),
                            R"("lineage": "00000000-0000-4000-8000-000000000001")");
}

// How often an apply writes its state depends on how long it takes, so a serial says nothing about the content.
std::string without_serial(const std::string& document) {
  return std::regex_replace(document, std::regex(R"("serial": \d+)"), R"("serial": 0)");
}

// Another engine version writes other documents.
std::string version(const std::string& document) {
  static const std::regex pattern(R"re("terraform_version": "([^"]*)")re");
  std::smatch found;
  return std::regex_search(document, found, pattern) ? found[1].str() : "";
}

}  // namespace

bool capturing() {
  return std::getenv("ONEWAY_CAPTURE") != nullptr;
}

void keep_or_compare(const std::filesystem::path& file, const std::string& document) {
  const std::filesystem::path kept = std::filesystem::path(ONEWAY_SOURCE_DIR) / "fixtures" / file;
  const std::string made = normalised(document);
  const std::string expected = std::filesystem::exists(kept) ? oneway::test::read_file(kept) : "";
  const bool same = without_serial(expected) == without_serial(made);
  if (capturing() && !same) return oneway::test::write_file(kept, made);
  if (version(expected) == version(made)) {
    EXPECT_TRUE(same) << kept << ": scripts/fixtures makes it again\n" << made;
  }
}

}  // namespace simcloud
