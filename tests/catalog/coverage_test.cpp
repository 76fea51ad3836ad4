// How much of real plans the catalogue knows.
#include "catalog/coverage.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <set>

#include "ingest/input.h"
#include "model/error.h"

namespace oneway {
namespace {

namespace fs = std::filesystem;

Change change(const std::string& type, const char* action) {
  Change c;
  c.address = type + ".a";
  c.mode = "managed";
  c.type = type;
  c.actions.add(action);
  return c;
}

TEST(Coverage, CountsWhatChangesAndWhatIsDestroyed) {
  Coverage coverage(Catalog::builtin());
  Change read = change("aws_sqs_queue", "read");
  read.mode = "data";
  for (const Change& c : {change("aws_sqs_queue", "create"), change("aws_sqs_queue", "delete"),
                          change("aws_sqs_queue", "no-op"), read, change("acme_thing", "delete")})
    coverage.add(c);
  EXPECT_EQ(coverage.all().types, 2u);
  EXPECT_EQ(coverage.all().changes, 3u);
  EXPECT_EQ(coverage.all().destroys, 2u);
  EXPECT_EQ(coverage.known().changes, 2u);
  EXPECT_EQ(coverage.known().destroys, 1u);
  EXPECT_EQ(coverage.rows().front().type, "acme_thing") << "what is unknown stands first";
}

// Types of the public plans that no provider has: their authors made them up for a test or an example.
// Nothing can be known of them, so they are counted by themselves. "" is an address that names no resource.
const std::set<std::string, std::less<>> kInvented = {"",
                                                      "acme_custom_resource",
                                                      "acme_sql_database",
                                                      "acme_storage_bucket",
                                                      "aws_api_gateway",
                                                      "aws_unmanaged_resource",
                                                      "corner_user_identity",
                                                      "example_app",
                                                      "example_resource",
                                                      "example_service",
                                                      "foo-resource",
                                                      "infracost_aws_nat_gateway",
                                                      "mock_complex_resource",
                                                      "mock_simple_resource"};

class Counter : public PlanVisitor {
 public:
  explicit Counter(Coverage& coverage) : coverage_(coverage) {}
  void change(Change& c) override { coverage_.add(c); }
  void end(const PlanMeta&) override {}

 private:
  Coverage& coverage_;
};

std::vector<std::string> public_plans(const std::string& corpus) {
  std::vector<std::string> files;
  for (const char* folder : {"corpus/plans", "corpus/logs"})
    for (const auto& entry : fs::directory_iterator(fs::path(corpus) / folder))
      if (entry.is_regular_file()) files.push_back(entry.path().string());
  std::sort(files.begin(), files.end());
  return files;
}

TEST(Coverage, KnowsWhatPeopleReallyUse) {
  const char* corpus = std::getenv("ONEWAY_CORPUS");
  if (corpus == nullptr) GTEST_SKIP() << "ONEWAY_CORPUS is not set";
  Coverage coverage(Catalog::builtin());
  Counter counter(coverage);
  std::size_t read = 0, refused = 0;
  for (const std::string& file : public_plans(corpus)) try {
      read_plans(file, {}, [&](std::size_t) -> PlanVisitor& { return counter; });
      ++read;
    } catch (const InputError&) {
      ++refused;  // what stood before the fault was counted
    }
  Coverage::Total invented, missing;
  std::string names;
  for (const Coverage::Row& row : coverage.rows()) {
    if (row.known()) continue;
    Coverage::Total& total = kInvented.contains(row.type) ? invented : missing;
    ++total.types;
    total.changes += row.changes;
    total.destroys += row.destroys;
    if (&total == &missing) names += " " + row.type;
  }
  const Coverage::Total all = coverage.all(), known = coverage.known();
  const auto line = [](const char* what, std::uint64_t part, std::uint64_t made_up, std::uint64_t whole) {
    std::cout << "tally: coverage, " << part << " of " << whole - made_up << " " << what
              << " of real types known; " << made_up << " more of invented types\n";
  };
  std::cout << "tally: coverage, " << read << " public plans and logs read, " << refused << " refused\n";
  line("types", known.types, invented.types, all.types);
  line("changes", known.changes, invented.changes, all.changes);
  line("deletes and replacements", known.destroys, invented.destroys, all.destroys);
  EXPECT_GE(known.changes * 100, all.changes * 97) << names;
  EXPECT_EQ(missing.destroys, 0u) << names;
  EXPECT_EQ(missing.types, 0u) << names;
}

}  // namespace
}  // namespace oneway
