// Rule files are read like source code: every fault is told with file, line, column and the nearest word.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "catalog/overlay.h"
#include "catalog/yaml/rule_set.h"
#include "model/error.h"

namespace oneway {
namespace {

constexpr char kToday[] = "2026-11-25";

// A folder of one overlay file, gone afterwards.
class Overlay {
 public:
  explicit Overlay(const std::string& text) {
    folder_ = std::filesystem::temp_directory_path() /
              ("oneway-overlay-" + std::to_string(::getpid()) + "-" + std::to_string(++count_));
    std::filesystem::create_directories(folder_);
    std::ofstream(folder_ / "own.yaml") << text;
  }
  ~Overlay() { std::filesystem::remove_all(folder_); }

  std::string folder() const { return folder_.string(); }
  // The messages without the folder: "own.yaml:3:5: error: ...".
  std::string faults() const {
    std::string all = check_overlay(folder(), kToday).to_string();
    const std::string prefix = folder() + "/";
    for (std::size_t at; (at = all.find(prefix)) != std::string::npos;) all.erase(at, prefix.size());
    return all;
  }

 private:
  std::filesystem::path folder_;
  static int count_;
};
int Overlay::count_ = 0;

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
  const auto catalog = catalog_with_overlays({overlay.folder()}, kToday);
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
  const auto catalog = catalog_with_overlays({overlay.folder()}, kToday);
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

TEST(OverlayRules, AnOverlayAddsToAKnownType) {
  const Overlay overlay("types:\n  aws_sqs_queue:\n    recovery: []\n    force_new: [my_argument]\n");
  EXPECT_EQ(overlay.faults(), "");
  const auto catalog = catalog_with_overlays({overlay.folder()}, kToday);
  const TypeFacts *before = Catalog::builtin().find("aws_sqs_queue"), *after = catalog->find("aws_sqs_queue");
  EXPECT_EQ(after->force_new.size(), before->force_new.size() + 1);
  EXPECT_TRUE(after->recovery.empty());
  EXPECT_EQ(after->holds, before->holds);
  EXPECT_TRUE(catalog->overrides().empty());
}

TEST(OverlayRules, MakingItMilderNeedsAnOverride) {
  EXPECT_EQ(Overlay("types:\n  aws_db_instance:\n    holds: none\n").faults(),
            "own.yaml:3:12: error: `aws_db_instance`: it would hold less (none instead of customer); an "
            "overlay may "
            "only be stricter without `override: {reason, approved_by, expires}`\n");
  EXPECT_NE(Overlay("types:\n  aws_db_instance:\n    recovery: [{means: backup}]\n")
                .faults()
                .find("new way to recover"),
            std::string::npos);
  EXPECT_NE(
      Overlay("types:\n  aws_db_instance:\n    destroy: [{does: forgets}]\n").faults().find("would do less"),
      std::string::npos);
}

std::string overridden(const std::string& override_) {
  return "types:\n  aws_db_instance:\n    holds: none\n    override: " + override_ + "\n";
}

TEST(OverlayRules, AnOverrideIsReviewedDatedAndReported) {
  const Overlay overlay(overridden("{reason: test data only, approved_by: dba, expires: 2026-11-25}"));
  EXPECT_EQ(overlay.faults(), "");
  const auto catalog = catalog_with_overlays({overlay.folder()}, kToday);
  EXPECT_EQ(catalog->find("aws_db_instance")->holds, TypeFacts::Holds::None);
  ASSERT_EQ(catalog->overrides().size(), 1u);
  EXPECT_EQ(catalog->overrides()[0].reason, "test data only");
  EXPECT_EQ(catalog->overrides()[0].approved_by, "dba");

  EXPECT_NE(Overlay(overridden("{reason: a, approved_by: b, expires: 2026-11-24}"))
                .faults()
                .find("expired on 2026-11-24"),
            std::string::npos);
  EXPECT_NE(Overlay(overridden("{reason: a, approved_by: b, expires: soon}")).faults().find("a day such as"),
            std::string::npos);
  EXPECT_NE(Overlay(overridden("{reason: a, expires: 2027-01-01}")).faults().find("no `approved_by`"),
            std::string::npos);
}

TEST(OverlayRules, AnUnsoundOverlayIsNotUsed) {
  const Overlay overlay("types:\n  acme_x: {}\n");
  EXPECT_THROW(catalog_with_overlays({overlay.folder()}, kToday), UsageError);
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
