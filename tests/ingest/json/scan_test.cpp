// The fast paths against the byte machine, and all of them against nlohmann_json, on documents with faults
// put in.
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <random>

#include "ingest/json/reader.h"
#include "ingest/json/window.h"
#include "model/error.h"

namespace oneway::json {
namespace {

// Hands out pieces of 1 to `most` bytes.
class Pieces final : public ByteSource {
 public:
  Pieces(std::string_view text, std::size_t most, unsigned seed) : rest_(text), most_(most), random_(seed) {}
  std::size_t read(char* into, std::size_t size) override {
    const std::size_t n = std::min({size, rest_.size(), 1 + random_() % most_});
    rest_.copy(into, n);
    rest_.remove_prefix(n);
    return n;
  }

 private:
  std::string_view rest_;
  std::size_t most_;
  std::minstd_rand random_;
};

// Where the window ends, why, and the places of all brackets and quotes it found.
std::string verdict(std::string_view text, ScanPath path, std::size_t most) {
  Pieces source(text, most, 7);
  Window window(source, 100, path);
  std::string seen;
  do {
    while (window.left() > 0) {
      const std::size_t quote = window.to_quote();
      if (quote < window.left()) seen += std::to_string(window.offset() + quote) + ' ';
      window.advance(quote < window.left() ? quote + 1 : quote);
    }
  } while (window.more());
  return seen + std::to_string(window.offset()) + (window.fault() ? window.fault() : "");
}

bool accepts(std::string_view text, std::size_t most) {
  Pieces source(text, most, 11);
  Reader reader(source, {.depth = 5000});
  try {
    reader.skip();
    return reader.at_end();
  } catch (const InputError&) {
    return false;
  }
}

class Generator {
 public:
  explicit Generator(unsigned seed) : random_(seed) {}

  std::string document() {
    std::string out;
    spaces_ = random_() % 3 == 0;
    value(out, 0);
    return out;
  }
  void mutate(std::string& text) {
    static constexpr std::string_view kBytes =
        "{}[]:,\"\\ \n0123456789.-+eEtrufalsn\x01\x1f\x7f\x80\xbf\xc3\xe2\xed\xf0\xff/";
    for (unsigned n = 1 + random_() % 2; n > 0 && !text.empty(); --n) {
      const std::size_t i = random_() % text.size();
      const char c = kBytes[random_() % kBytes.size()];
      switch (random_() % 4) {
        case 0:
          text[i] = c;
          break;
        case 1:
          text.insert(i, 1, c);
          break;
        case 2:
          text.erase(i, 1 + random_() % 3);
          break;
        default:
          text.insert(i, text.substr(random_() % text.size(), random_() % 9));
          break;
      }
    }
  }

 private:
  void space(std::string& out) {
    if (spaces_) out.append(random_() % 4, " \n\t "[random_() % 4]);
  }
  void string(std::string& out) {
    static constexpr std::string_view kParts[] = {"a",
                                                  "key",
                                                  "{[",
                                                  "}],:",
                                                  "\\\"",
                                                  "\\\\",
                                                  "\\u00e9",
                                                  "\\ud83d\\ude00",
                                                  "\xC3\xBC",
                                                  "\xE2\x82\xAC",
                                                  "\\n",
                                                  " ",
                                                  "\\u003c",
                                                  "\xF0\x9F\x98\x80",
                                                  "/",
                                                  "\\/",
                                                  "long text that fills a block",
                                                  ""};
    out += '"';
    for (unsigned n = random_() % 6; n > 0; --n) out += kParts[random_() % std::size(kParts)];
    out += '"';
  }
  void value(std::string& out, int depth) {
    static constexpr std::string_view kScalars[] = {
        "true", "false", "null", "0", "-0", "12", "1.10", "9007199254740993", "1e5", "-2.5E-3", "[]", "{}"};
    space(out);
    const unsigned pick = random_() % (depth > 6 ? 5 : 10);
    if (depth > 0 && pick < 3) {
      out += kScalars[random_() % std::size(kScalars)];
    } else if (depth > 0 && pick < 5) {
      string(out);
    } else {
      const bool object = pick % 2;
      out += object ? '{' : '[';
      for (unsigned n = random_() % 7, i = 0; i < n; ++i) {
        if (i > 0) out += ',';
        if (object) {
          space(out);
          string(out);
          space(out);
          out += ':';
        }
        value(out, depth + 1);
      }
      space(out);
      out += object ? '}' : ']';
    }
    space(out);
  }
  std::minstd_rand random_;
  bool spaces_ = false;
};

// nlohmann_json's answer; nothing where it refuses a number for its size, which JSON allows.
std::optional<bool> oracle(const std::string& text) {
  try {
    const auto parsed = nlohmann::json::parse(text);
    return true;
  } catch (const nlohmann::json::out_of_range&) {
    return std::nullopt;
  } catch (const nlohmann::json::exception&) {
    return false;
  }
}

TEST(Scan, EveryPathSeesTheSameAndAgreesWithAnotherParser) {
  constexpr unsigned kRounds = 15'000;
  Generator generator(20261125);
  unsigned accepted = 0, refused = 0;
  for (unsigned round = 0; round < kRounds; ++round) {
    std::string text = generator.document();
    if (round % 4 != 0) generator.mutate(text);
    const std::size_t most = round % 5 == 0 ? 1 : round % 5 == 1 ? 70 : 1 << 20;
    const std::string scalar = verdict(text, ScanPath::Scalar, most);
    ASSERT_EQ(verdict(text, ScanPath::Sse2, most), scalar) << text;
    ASSERT_EQ(verdict(text, best_path(), most), scalar) << text;
    if (text.starts_with("\xEF\xBB\xBF")) continue;
    const auto expected = oracle(text);
    if (!expected) continue;
    ASSERT_EQ(accepts(text, most), *expected) << text;
    ++(*expected ? accepted : refused);
  }
  EXPECT_GT(accepted, kRounds / 5);
  EXPECT_GT(refused, kRounds / 5);
}

TEST(Scan, TruncationAtEveryByteIsAFault) {
  Generator generator(3);
  std::string text;
  while (text.size() < 500) text = generator.document();
  text.erase(text.find_last_not_of(" \n\t") + 1);
  ASSERT_TRUE(accepts(text, 1 << 20));
  for (std::size_t n = 0; n < text.size(); ++n) {
    ASSERT_FALSE(accepts(std::string_view(text).substr(0, n), 1 << 20)) << n;
    ASSERT_FALSE(accepts(std::string_view(text).substr(0, n), 3)) << n;
  }
}

TEST(Scan, AFaultIsFoundWhereverItFallsInABlock) {
  for (std::size_t pad = 0; pad < 140; ++pad) {
    const std::string front = "[\"" + std::string(pad, 'x') + "\",";
    for (std::string_view bad : {"\"\\ud800\"",
                                 "\"\\udc00\"",
                                 "\"\\ud800\\u0041\"",
                                 "\"\x01\"",
                                 "\"\xC3\"",
                                 "\"\xED\xA0\x80\"",
                                 "\"\xF4\x90\x80\x80\"",
                                 "\"\xC0\xAF\"",
                                 "\"\\x\"",
                                 "\"\\u12g4\"",
                                 "01",
                                 "1.",
                                 "-",
                                 "1e",
                                 ".5",
                                 "tru",
                                 "nulll",
                                 "+1",
                                 "NaN",
                                 "{\"a\"}",
                                 "{\"a\",1}",
                                 "{1:2}",
                                 "[1}",
                                 "{\"a\":1,}",
                                 "1 2",
                                 "\"a\" \"b\"",
                                 "{\"a\":\"b\":1}",
                                 "{\"a\":1,\"b\",\"c\":1}",
                                 "\"a\":1",
                                 "[,1]",
                                 "[1,]",
                                 "\xC3\xBC",
                                 "\\\"a\""})
      EXPECT_FALSE(accepts(front + std::string(bad) + std::string(70, ' ') + "]", 1 << 20))
          << pad << " " << bad;
    for (std::string_view good : {"\"\\ud83d\\ude00\"", "\"\xF0\x9F\x98\x80\"", "-0.0e+10", "false",
                                  "{\"\":{}}", "[[[]]]", "\"\\\\\""})
      EXPECT_TRUE(accepts(front + std::string(good) + std::string(70, ' ') + "]", 1 << 20))
          << pad << " " << good;
  }
}

}  // namespace
}  // namespace oneway::json
