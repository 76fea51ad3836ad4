// 20,000 destroys x 20,000 creates of one type with 40 attributes each, as in the measurements that the
// design rests on.
#include <gtest/gtest.h>

#include <cstdio>
#include <ctime>
#include <numeric>

#include "assess/moves/matcher.h"
#include "ingest/json/reader.h"

namespace oneway {
namespace {

constexpr std::size_t kObjects = 20'000;
constexpr int kAttributes = 40, kComputed = 4;

// Sanitizers make everything slower; the bound is generous either way.
#if defined(__SANITIZE_ADDRESS__)
constexpr double kSeconds = 20;
#else
constexpr double kSeconds = 3;
#endif

struct Random {
  std::uint64_t state = 88172645463325252ull;
  std::uint64_t next() {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state * 0x2545F4914F6CDD1Dull;
  }
  std::uint32_t below(std::uint32_t n) { return static_cast<std::uint32_t>((next() >> 33) % n); }
};

using Values = std::vector<std::string>;

// Mostly shared defaults, some values of thirty, six unique ones; or (`common`) nothing rare at all.
std::string value(Random& r, int attribute, bool common) {
  if (attribute >= kAttributes - kComputed) return "computed-" + std::to_string(r.next());
  if (common) return "v" + std::to_string(r.below(attribute < 20 ? 2 : 12));
  if (attribute < 20) return r.below(50) != 0 ? "default" : "other" + std::to_string(r.below(3));
  if (attribute < 30) return "mid" + std::to_string(r.below(30));
  return "unique-" + std::to_string(r.next());
}

MatchRecord record(MatchRecord::Side side, const std::string& address, const Values& values,
                   PathTable& paths) {
  Change c;
  c.address = address;
  c.mode = "managed";
  c.type = "toy_thing";
  c.provider = "example.com/demo/toy";
  c.actions.add(side == MatchRecord::Side::Fresh ? "create" : "delete");
  std::string object, unknown;
  for (int a = 0; a < kAttributes; ++a) {
    const std::string name = "\"attribute_" + std::to_string(a) + "\":";
    std::string& to = values[a].empty() ? unknown : object;
    to += (to.empty() ? "" : ",") + name + (values[a].empty() ? "true" : "\"" + values[a] + "\"");
  }
  const Document values_of = json::parse("{" + object + "}"), mask = json::parse("{" + unknown + "}");
  (side == MatchRecord::Side::Fresh ? c.after : c.before) = values_of.root();
  if (side == MatchRecord::Side::Fresh) c.after_unknown = mask.root();
  static const TypeFacts facts;
  Match match;
  match.facts = &facts;
  return std::move(fingerprints(c, match, 0, paths).at(0));
}

double cpu_seconds() {
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

// 14,000 of them moved, with up to five attributes changed meanwhile.
void run(bool common) {
  Random r;
  std::vector<std::size_t> shuffled(kObjects);
  std::iota(shuffled.begin(), shuffled.end(), 0);
  for (std::size_t i = kObjects; i-- > 1;)
    std::swap(shuffled[i], shuffled[r.below(static_cast<std::uint32_t>(i + 1))]);
  std::vector<Values> gone(kObjects);
  for (Values& v : gone)
    for (int a = 0; a < kAttributes; ++a) v.push_back(value(r, a, common));

  PathTable paths;
  std::vector<MatchRecord> records;
  std::unordered_map<std::string, std::string> truth;
  for (std::size_t i = 0; i < kObjects; ++i) {
    Values fresh;
    const std::string address = "toy_thing.new_" + std::to_string(i);
    if (i % 10 < 7) {
      fresh = gone[shuffled[i]];
      truth[address] = "toy_thing.old_" + std::to_string(shuffled[i]);
      for (std::uint32_t n = r.below(6); n-- > 0;) {
        const int a = static_cast<int>(r.below(kAttributes - kComputed));
        fresh[a] = value(r, a, common);
      }
    } else {
      for (int a = 0; a < kAttributes; ++a) fresh.push_back(value(r, a, common));
    }
    for (int a = kAttributes - kComputed; a < kAttributes; ++a) fresh[a].clear();
    records.push_back(record(MatchRecord::Side::Fresh, address, fresh, paths));
  }
  for (std::size_t i = 0; i < kObjects; ++i)
    records.push_back(record(MatchRecord::Side::Gone, "toy_thing.old_" + std::to_string(i), gone[i], paths));

  MoveContext context;
  context.stacks.resize(1);
  const double start = cpu_seconds();
  const MoveAnswer answer = match_moves(std::move(records), paths, context);
  const double took = cpu_seconds() - start;

  std::size_t right = 0, wrong = 0;
  for (const Move& m : answer.moves) {
    const auto it = truth.find(m.to);
    (it != truth.end() && it->second == m.from ? right : wrong)++;
  }
  testing::Test::RecordProperty("cpu_milliseconds", static_cast<int>(took * 1000));
  std::printf("%zu right, %zu wrong of %zu in %.2f s of CPU\n", right, wrong, truth.size(), took);
  EXPECT_GE(right, truth.size() * 999 / 1000);
  EXPECT_LE(wrong, truth.size() / 1000);
  EXPECT_LT(took, kSeconds);
}

TEST(MatcherSpeed, TwentyThousandByTwentyThousandWithSharedDefaults) {
  run(false);
}
TEST(MatcherSpeed, TwentyThousandByTwentyThousandWithoutAnyRareValue) {
  run(true);
}

}  // namespace
}  // namespace oneway
