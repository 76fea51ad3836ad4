// Every public state, put in the place of itself: nothing may be lost, made or changed by that.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <map>

#include "restore/restore.h"

namespace oneway {
namespace {

namespace fs = std::filesystem;

TEST(RestoreCorpus, AStateInThePlaceOfItselfIsSafe) {
  const char* corpus = std::getenv("ONEWAY_CORPUS");
  if (!corpus) GTEST_SKIP() << "ONEWAY_CORPUS is not set: no public states to try";
  std::map<std::string, int> tally;
  for (const auto& entry : fs::directory_iterator(fs::path(corpus) / "corpus" / "states")) {
    const std::string path = entry.path().string();
    try {
      RestoreQuestion question;
      question.candidate = question.current = path;
      const Restoration r = compare_states(question, {}, Catalog::builtin());
      // Where an old `show -json` cannot tell objects apart, the answer has to be no.
      const bool ambiguous = r.candidate.form == "show -json" && r.verdict == Restoration::Verdict::Unsafe;
      ++tally[r.candidate.form + (ambiguous ? ", ambiguous" : "")];
      if (ambiguous) continue;
      EXPECT_EQ(r.verdict, Restoration::Verdict::Safe) << path;
      EXPECT_TRUE(r.objects.empty() && r.next_apply.empty()) << path;
    } catch (const InputError& e) {
      ++tally["refused"];
      EXPECT_FALSE(std::string(e.what()).empty());
    }
  }
  for (const auto& [form, n] : tally) std::cout << form << ": " << n << "\n";
  EXPECT_GT(tally["raw"], 200);
  EXPECT_LT(tally["refused"], 10);
}

}  // namespace
}  // namespace oneway
