// Rule files are read like source code: every fault is told with file, line, column and the nearest word.
#include <gtest/gtest.h>

#include "catalog/overlay_folder.h"
#include "catalog/yaml/rule_set.h"

namespace oneway {
namespace {

using test::kToday;
using test::Overlay;

constexpr char kSound[] = R"(provider: acme/acme
types:
  acme_store:
    surface: database
    holds: customer
    confidence: documented
    sources: ["acme docs"]
)";

std::string with(const std::string& more) {
  return kSound + more;
}

TEST(Loader, ASoundTypeIsFoundAfterwards) {
  const Overlay overlay(kSound);
  EXPECT_EQ(overlay.faults(), "");
  const auto catalog = catalog_with_overlays({{overlay.folder()}}, kToday);
  ASSERT_NE(catalog->find("acme_store"), nullptr);
  EXPECT_EQ(catalog->find("acme_store")->holds, TypeFacts::Holds::Customer);
  EXPECT_EQ(catalog->size(), Catalog::builtin().size() + 1);
  EXPECT_NE(catalog->digest(), Catalog::builtin().digest());
}

TEST(Loader, EveryFaultOfAFileIsTold) {
  EXPECT_EQ(
      Overlay(R"(provider: acme/acme
types:
  acme_store:
    surfac: database
    holds: costumer
    recovery:
      - {means: soft-delet, for: 7 fortnights}
    one_way: [{argument: size, direction: increase-only, revert: refused, when: {a: {abov: 1}}}]
)")
          .faults(),
      "own.yaml:3:3: error: `acme_store` has no `surface`\n"
      "own.yaml:3:3: error: `acme_store` has no `sources`\n"
      "own.yaml:3:3: error: `acme_store` has no `confidence`\n"
      "own.yaml:4:5: error: unknown key `surfac` in `acme_store` (did you mean `surface`?)\n"
      "own.yaml:5:12: error: `holds` does not know `costumer` (did you mean `customer`?)\n"
      "own.yaml:7:17: error: `means` does not know `soft-delet` (did you mean `soft-delete`?)\n"
      "own.yaml:7:34: error: a period is a number and a unit (`30 d`, `7-90 d`, `60 s`), or {argument, unit, "
      "default}\n"
      "own.yaml:8:85: error: the condition on `a` compares nothing\n"
      "own.yaml:8:86: error: unknown key `abov` in the condition on `a` (did you mean `above`?)\n");
}

TEST(Loader, ATypeDescribedTwiceNamesBothPlaces) {
  EXPECT_EQ(Overlay("provider: a/a\ntypes:\n  acme_b: {like: acme_a}\n  acme_a: {like: acme_b}\n")
                    .faults()
                    .find("circle") != std::string::npos,
            true);
  EXPECT_EQ(Overlay("types:\n  acme_a: {like: nobody}\n").faults().substr(0, 65),
            "own.yaml:2:18: error: `like: nobody` names no type that is descri");
  EXPECT_EQ(Overlay(with("  acme_store: {}\n")).faults(),
            "own.yaml:8:3: error: duplicate key `acme_store`\n");
}

TEST(Loader, LikeTakesOverWhatIsNotGiven) {
  const Overlay overlay(with("  acme_vault: {like: acme_store, surface: secret}\n"));
  EXPECT_EQ(overlay.faults(), "");
  const auto catalog = catalog_with_overlays({{overlay.folder()}}, kToday);
  EXPECT_EQ(catalog->find("acme_vault")->surface, "secret");
  EXPECT_EQ(catalog->find("acme_vault")->holds, TypeFacts::Holds::Customer);
}

TEST(Loader, HostileYamlIsRefused) {
  EXPECT_EQ(Overlay("types: &a {}\nx: *a\n").faults().substr(0, 45),
            "own.yaml:1:8: error: anchors are not allowed\n");
  EXPECT_EQ(Overlay("types: !!python/object {}\n").faults().substr(0, 42),
            "own.yaml:1:8: error: tags are not allowed\n");
  EXPECT_NE(Overlay(std::string(10'000, '[')).faults().find("error:"), std::string::npos);
  EXPECT_NE(Overlay(std::string(5u << 20, '#')).faults().find("larger than 4 MiB"), std::string::npos);
  EXPECT_NE(Overlay("types: {a_b: {surface: [}").faults().find("own.yaml:1:"), std::string::npos);
  EXPECT_NE(Overlay("").faults().find("empty"), std::string::npos);
}

TEST(Loader, TheProjectsOwnRulesAreSound) {
  Diagnostics out;
  const RuleSet rules = read_rules(ONEWAY_SOURCE_DIR "/rules", out);
  EXPECT_EQ(out.to_string(), "");
  EXPECT_EQ(rules.types.size(), Catalog::builtin().size());
  EXPECT_GE(rules.types.size(), 3300u);
}

}  // namespace
}  // namespace oneway
