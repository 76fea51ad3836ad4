#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>

#include "support/process.h"

namespace oneway::packages {
namespace {

namespace fs = std::filesystem;
using test::Outcome;
using test::read_file;
using test::run;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

const fs::path kRoot = ONEWAY_SOURCE_DIR, kBuild = ONEWAY_BUILD_DIR;

bool here(const std::string& program) {
  return run("command -v " + program, "/").exit == 0;
}

TEST(ManPage, RendersWithoutWarningsAndNamesEveryCommand) {
  if (!here("man")) GTEST_SKIP() << "no man on PATH";
  const std::string page = (kBuild / "generated/papers/oneway.1").string();
  const Outcome checked = run("man --warnings -E UTF-8 -l -Tutf8 -Z " + page + " >/dev/null", "/");
  EXPECT_EQ(checked.exit, 0);
  EXPECT_EQ(checked.err, "");
  // Bold is written as a letter, a backspace and the letter again.
  const std::string text = run("man -l " + page + " | sed 's/.\\x08//g'", "/", {{"MANWIDTH", "100"}}).out;
  for (const char* words :
       {"NAME", "oneway plan [OPTIONS] [FILE...]", "oneway rules check", "--policy-floor FILE", "EXIT STATUS",
        "the gate failed", ".oneway.yaml", "restore"})
    EXPECT_NE(text.find(words), std::string::npos) << words;
  EXPECT_EQ(text.find("completion"), std::string::npos) << "hidden commands stay hidden";
}

// The package, made once and unpacked into a folder of its own.
class Package : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new test::TemporaryFolder;
    const std::string out = folder_->path().string();
    if (!here("cpack") || !here("dpkg-deb")) return;
    made_ = run("cpack --config " + (kBuild / "CPackConfig.cmake").string() + " -B " + out +
                    " && dpkg-deb -x " + out + "/oneway_*.deb " + out + "/root && dpkg-deb --field " + out +
                    "/oneway_*.deb >" + out + "/fields",
                folder_->path());
  }
  static void TearDownTestSuite() { delete folder_; }
  void SetUp() override {
    if (!here("cpack") || !here("dpkg-deb")) GTEST_SKIP() << "no cpack or no dpkg-deb on PATH";
    ASSERT_EQ(made_.exit, 0) << made_.out << made_.err;
  }
  static fs::path root() { return folder_->path() / "root/usr"; }

  static test::TemporaryFolder* folder_;
  static Outcome made_;
};
test::TemporaryFolder* Package::folder_ = nullptr;
Outcome Package::made_;

TEST_F(Package, HoldsAProgramThatRuns) {
  const std::string program = (root() / "bin/oneway").string();
  EXPECT_THAT(run(program + " --version", "/").out, StartsWith("oneway "));
  EXPECT_EQ(run(program + " plan fixtures/plans/rds-replaced-without-snapshot/plan.json", kRoot).exit, 1);
}

TEST_F(Package, NeedsNothingElse) {
#ifndef ONEWAY_IS_STATIC
  GTEST_SKIP() << "this build is not static";
#else
  EXPECT_THAT(run("ldd " + (root() / "bin/oneway").string(), "/").out, HasSubstr("statically linked"));
  EXPECT_THAT(read_file(folder_->path() / "fields"), Not(HasSubstr("Depends:")));
#endif
}

TEST_F(Package, HoldsTheManPageTheCompletionsTheSchemasAndTheDocs) {
  for (const char* file :
       {"share/man/man1/oneway.1.gz", "share/bash-completion/completions/oneway",
        "share/zsh/vendor-completions/_oneway", "share/fish/vendor_completions.d/oneway.fish",
        "share/oneway/schemas/policy.schema.json", "share/oneway/schemas/assessment.schema.json",
        "share/oneway/schemas/change.schema.json", "share/oneway/schemas/expectations.schema.json",
        "share/doc/oneway/copyright", "share/doc/oneway/docs/start.md",
        "share/doc/oneway/integrations/github/action.yml"})
    EXPECT_TRUE(fs::is_regular_file(root() / file)) << file;
  EXPECT_THAT(run("zcat " + (root() / "share/man/man1/oneway.1.gz").string(), "/").out,
              StartsWith(".TH ONEWAY 1"));
}

TEST_F(Package, NamesNoPathOfTheMachineThatMadeIt) {
  const Outcome found = run("grep -rl " + kRoot.string() + " " + folder_->path().string() + "/root", "/");
  EXPECT_EQ(found.out, "");
}

// A docker daemon is rarely there, so the file is read instead: every stage and what it relies on.
TEST(Dockerfile, BuildsWithTheListOfPackagesAndRunsAsNobody) {
  const std::string file = read_file(kRoot / "Dockerfile");
  EXPECT_THAT(file, HasSubstr("FROM debian:12-slim AS build\n"));
  EXPECT_THAT(file, Not(HasSubstr("apt"))) << "packages stand in scripts/packages.txt only";
  EXPECT_THAT(file, HasSubstr("RUN scripts/run "));
  EXPECT_THAT(read_file(kRoot / "scripts/run"), HasSubstr("scripts/setup\" run\n"));
  const std::string last = file.substr(file.rfind("FROM "));
  EXPECT_THAT(last, StartsWith("FROM debian:12-slim\n"));
  EXPECT_THAT(last, HasSubstr("COPY --from=build /source/build/oneway "));
  EXPECT_THAT(last, HasSubstr("\nUSER nobody\n"));
  EXPECT_THAT(last, Not(HasSubstr("RUN")));
  EXPECT_THAT(read_file(kRoot / ".dockerignore"), HasSubstr("build*\n"));
}

}  // namespace
}  // namespace oneway::packages
