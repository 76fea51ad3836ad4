// Rule files are read like source code: every fault is told with file, line, column and the nearest word.
#include <gmock/gmock.h>
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

constexpr char kFamily[] = R"(for_each:
  - members:
      _grant: {like: acme_store, holds: none, force_new: [$arguments, who], import_id: "$id {who}", sources: ["docs/$page"]}
      _grants: {like: acme_store, holds: none, force_new: [$arguments], import_id: "$id"}
    objects:
      acme_disk: {arguments: [zone, disk], id: "{zone}/{disk}", page: disk.md}
      acme_vault: {arguments: [vault], id: "{vault}", page: vault.md}
)";

TEST(Loader, AFamilyDescribesEachMemberOfEachObject) {
  const Overlay overlay(with("") + kFamily);
  EXPECT_EQ(overlay.faults(), "");
  const auto catalog = catalog_with_overlays({{overlay.folder()}}, kToday);
  EXPECT_EQ(catalog->size(), Catalog::builtin().size() + 5);
  const TypeFacts* grant = catalog->find("acme_disk_grant");
  ASSERT_NE(grant, nullptr);
  EXPECT_EQ(grant->force_new, (std::vector<std::string>{"zone", "disk", "who"}));
  EXPECT_EQ(grant->import_id, "{zone}/{disk} {who}");
  EXPECT_EQ(grant->sources, std::vector<std::string>{"docs/disk.md"});
  EXPECT_EQ(grant->surface, "database");
  EXPECT_TRUE(grant->rule.ends_with("own.yaml:13")) << grant->rule << ": where the object is written";
  EXPECT_EQ(catalog->find("acme_vault_grants")->import_id, "{vault}");
}

TEST(Loader, AFamilyThatIsNotWholeSaysWhere) {
  EXPECT_EQ(Overlay("for_each:\n  - members: {_a: {like: x, import_id: $id}}\n    objects: {acme_b: {}}\n")
                .faults(),
            "own.yaml:2:26: error: `like: x` names no type that is described\n"
            "own.yaml:2:40: error: `import_id` must be a text that is not empty\n"
            "own.yaml:3:23: error: the family asks for `id`, which is not here\n");
  EXPECT_EQ(Overlay("for_each:\n  - members: {_a: {holds: none}}\n").faults(),
            "own.yaml:2:5: error: a family has no `objects`\n");
  EXPECT_EQ(Overlay("for_each: {a: b}\n").faults(), "own.yaml:1:11: error: `for_each` must be a list\n");
  std::string many = "for_each:\n  - members: {";
  for (int i = 0; i < 200; ++i) many += "_m" + std::to_string(i) + ": {holds: none}, ";
  many += "_n: {}}\n    objects: {";
  for (int i = 0; i < 200; ++i) many += "acme_o" + std::to_string(i) + ": {}, ";
  EXPECT_EQ(Overlay(many + "acme_p: {}}\n").faults(),
            "own.yaml:2:5: error: the family has more than 10000 types\n");
  // A short file that asks for terabytes.
  std::string bomb = "for_each:\n  - members: {_m: {notes: \"";
  for (int i = 0; i < 100'000; ++i) bomb += "$id";
  bomb += "\"}}\n    objects: {acme_o: {id: \"" + std::string(1'000'000, 'x') + "\"}}\n";
  EXPECT_THAT(Overlay(bomb).faults(), testing::HasSubstr("own.yaml:2:5: error: the family is too large"));
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
