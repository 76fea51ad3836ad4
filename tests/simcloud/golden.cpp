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
  if (capturing()) return oneway::test::write_file(kept, made);
  const std::string expected = oneway::test::read_file(kept);
  if (version(expected) == version(made)) {
    EXPECT_EQ(expected, made) << "scripts/fixtures makes it again";
  }
}

}  // namespace simcloud
