// What inference alone would say of the types that are known: every one is hidden in turn.
#include "catalog/inference.h"

#include <gtest/gtest.h>

#include "catalog/catalog.h"
#include "ingest/json/reader.h"

namespace oneway {
namespace {

using Holds = TypeFacts::Holds;

TEST(Inference, NeverCallsATypeHarmlessThatHoldsDataAndSeldomCriesWolf) {
  const Inference& inference = builtin_inference();
  std::size_t precious = 0, harmless = 0, stateless = 0, wolf = 0;
  std::string called_harmless;
  Catalog::builtin().each([&](const TypeFacts& t) {
    if (t.type.starts_with("kind:")) return;
    const Holds guess = inference.guess(t.type, Value()).facts->holds;
    if (t.holds == Holds::Customer || t.holds == Holds::Secret) {
      ++precious;
      if (guess == Holds::None) {
        ++harmless;
        called_harmless += " " + t.type;
      }
    } else if (t.holds == Holds::None) {
      ++stateless;
      wolf += guess != Holds::None;
    }
  });
  std::printf(
      "tally: inference alone, %zu of %zu data-holding types called harmless; %zu of %zu stateless types "
      "called "
      "data-holding (%.1f %%)\n",
      harmless, precious, wolf, stateless,
      100.0 * static_cast<double>(wolf) / static_cast<double>(stateless));
  EXPECT_EQ(harmless, 0u) << called_harmless;
  EXPECT_LT(wolf * 10, stateless);
}

TEST(Inference, ArgumentsAddWhatTheyKnowAndNeverMakeItMilder) {
  const Document object = json::parse(
      R"({"skip_final_snapshot": true, "backup_retention_days": 7, "password": "x", "size_gb": 10, "note": null})");
  const Inference::Guess g = builtin_inference().guess("acme_policy", object.root());
  EXPECT_EQ(g.facts->holds, Holds::Customer);
  EXPECT_EQ(g.facts->confidence, Confidence::Inferred);
  ASSERT_EQ(g.facts->destroy_flags.size(), 1u);
  EXPECT_EQ(holds(g.facts->destroy_flags[0].when, object.root()), Truth::Yes);
  ASSERT_EQ(g.facts->one_way.size(), 1u);
  EXPECT_EQ(g.facts->one_way[0].argument, "size_gb");
  ASSERT_EQ(g.facts->secrets.size(), 1u);
  EXPECT_EQ(g.facts->secrets[0].argument, "password");
  EXPECT_EQ(builtin_inference().guess("acme_policy", Value()).facts->holds, Holds::None);
}

TEST(Inference, KindsReadLikeTypes) {
  EXPECT_EQ(snake_case("ClusterRoleBinding"), "cluster_role_binding");
  EXPECT_EQ(snake_case("HTTPRoute"), "httproute");
}

}  // namespace
}  // namespace oneway
