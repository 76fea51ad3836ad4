// From bytes to documents: encodings, compression, noise, several documents, and what is refused.
#include "ingest/input.h"

#include <gmock/gmock.h>
#include <zlib.h>
#include <zstd.h>

#include <random>

#include "ingest/recording.h"

namespace oneway::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string plan(const std::string& address = "null_resource.a",
                 const std::string& actions = R"(["create"])") {
  return R"({"format_version":"1.2","terraform_version":"1.11.4","planned_values":{"root_module":{}},)"
         R"("resource_changes":[{"address":")" +
         address +
         R"(","mode":"managed","type":"null_resource","name":"a","provider_name":)"
         R"("registry.terraform.io/hashicorp/null","change":{"actions":)" +
         actions +
         R"(,"before":null,"after":{"name":"é😀"},"after_unknown":{"id":true},"before_sensitive":false,)"
         R"("after_sensitive":{}}}],"configuration":{},"applyable":true,"complete":true,"errored":false})"
         "\n";
}

std::string utf16(std::string_view utf8, bool little) {
  std::string out;
  const auto unit = [&](unsigned u) {
    const char low = static_cast<char>(u & 0xff), high = static_cast<char>(u >> 8);
    out += little ? low : high;
    out += little ? high : low;
  };
  for (std::size_t i = 0; i < utf8.size();) {
    const auto lead = static_cast<unsigned char>(utf8[i]);
    const int size = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    unsigned c = size == 1 ? lead : lead & (0xffu >> (size + 1));
    for (int k = 1; k < size; ++k) c = c << 6 | (static_cast<unsigned char>(utf8[i + k]) & 0x3f);
    i += static_cast<std::size_t>(size);
    if (c < 0x10000) {
      unit(c);
    } else {
      unit(0xd800 + ((c - 0x10000) >> 10));
      unit(0xdc00 + ((c - 0x10000) & 0x3ff));
    }
  }
  return out;
}

std::string gzip(std::string_view text) {
  z_stream stream{};
  deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, text.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string zstd(std::string_view text) {
  std::string out(ZSTD_compressBound(text.size()), '\0');
  out.resize(ZSTD_compress(out.data(), out.size(), text.data(), text.size(), 3));
  return out;
}

// Reads `bytes` and expects the plan of plan() in it, whatever is around; gives the notes.
std::vector<std::string> notes_of_plan(const std::string& bytes) {
  const Reading reading = read_text(bytes);
  EXPECT_EQ(reading.documents.size(), 1u);
  EXPECT_EQ(reading.documents.at(0).changes.size(), 1u);
  EXPECT_EQ(reading.documents.at(0).changes.at(0).after["name"].text(), "é😀");
  return reading.infos.at(0).notes;
}

std::string refusal_of(const std::string& bytes) {
  return refusal([&] { read_text(bytes); });
}

TEST(Input, PlainPlanNeedsNoNotes) {
  EXPECT_THAT(notes_of_plan(plan()), ElementsAre());
}

TEST(Input, DescribesThePlan) {
  InputOptions options;
  options.digest = true;
  const InputInfo info = read_text(plan(), options).infos.at(0);
  EXPECT_EQ(info.kind, InputKind::Plan);
  EXPECT_EQ(info.engine, Engine::Terraform);
  EXPECT_EQ(info.engine_version, "1.11.4");
  EXPECT_EQ(info.format_version, "1.2");
  EXPECT_EQ(info.bytes, plan().size());
  EXPECT_EQ(info.sha256.size(), 64u);
}

TEST(Input, DigestIsTheOneOfTheRawBytes) {
  InputOptions options;
  options.digest = true;
  const std::string text = R"({"format_version":"1.2","resource_changes":[]})";
  const std::string expected =
      "18a48a259db54cdede0560e9b59f4b872297d7128f7af04a922550cf9b46b0a7";  // by sha256sum
  EXPECT_EQ(read_text(text, options).infos.at(0).sha256, expected);
}

TEST(Input, Encodings) {
  EXPECT_THAT(notes_of_plan("\xef\xbb\xbf" + plan()), ElementsAre(HasSubstr("byte order mark")));
  EXPECT_THAT(notes_of_plan("\xff\xfe" + utf16(plan(), true)), ElementsAre("decoded from UTF-16 LE"));
  EXPECT_THAT(notes_of_plan("\xfe\xff" + utf16(plan(), false)), ElementsAre("decoded from UTF-16 BE"));
  EXPECT_THAT(notes_of_plan(utf16(plan(), true)), ElementsAre(HasSubstr("no byte order mark")));
  EXPECT_THAT(notes_of_plan(utf16(plan(), false)), ElementsAre(HasSubstr("no byte order mark")));
  EXPECT_THAT(notes_of_plan(gzip(plan())), ElementsAre("decompressed (gzip)"));
  EXPECT_THAT(notes_of_plan(zstd(plan())), ElementsAre("decompressed (zstd)"));
  EXPECT_THAT(notes_of_plan(gzip("\xff\xfe" + utf16(plan(), true))),
              ElementsAre("decompressed (gzip)", "decoded from UTF-16 LE"));
}

TEST(Input, DamagedEncodingsAreRefused) {
  const std::string packed = gzip(plan()), frame = zstd(plan());
  EXPECT_THAT(refusal_of(packed.substr(0, packed.size() - 9)), HasSubstr("ends before its data does"));
  EXPECT_THAT(refusal_of(frame.substr(0, frame.size() - 5)), HasSubstr("ends before its data does"));
  std::string broken = packed;
  broken[broken.size() / 2] ^= 0x55;
  EXPECT_NE(refusal_of(broken), "");
  EXPECT_THAT(refusal_of("\xff\xfe" + utf16(plan(), true) + "x"), HasSubstr("middle of a unit"));
  EXPECT_THAT(refusal_of(std::string("\xff\xfe{\0\0\xd8x\0", 8)), HasSubstr("lone surrogate"));
  std::string nested = plan();
  for (int i = 0; i < 5; ++i) nested = gzip(nested);
  EXPECT_THAT(refusal_of(nested), HasSubstr("compressed more than three times"));
}

TEST(Input, CompressedInTwoMembersIsOneStream) {
  const std::string text = plan();
  EXPECT_THAT(notes_of_plan(gzip(text.substr(0, 100)) + gzip(text.substr(100))),
              ElementsAre("decompressed (gzip)"));
  EXPECT_THAT(notes_of_plan(zstd(text.substr(0, 100)) + zstd(text.substr(100))),
              ElementsAre("decompressed (zstd)"));
}

TEST(Input, NoiseAroundThePlanIsSkippedWithANote) {
  EXPECT_THAT(notes_of_plan("[command]/usr/bin/terraform-bin show -json x\n" + plan() +
                            "\n::debug::stdout: " + plan() + "::set-output name=stdout::" + plan() +
                            "::set-output name=exitcode::0\n"),
              ElementsAre(HasSubstr("44 bytes of text"), HasSubstr("of text around")));
  EXPECT_THAT(notes_of_plan("\x1b[33m╷\x1b[0m\n│ Warning: old thing {x}\n╵\n\x1b[0m" + plan()),
              ElementsAre(HasSubstr("of text")));
  EXPECT_THAT(notes_of_plan("Error: no such thing\n" + plan()), ElementsAre(HasSubstr("reports an error")));
  EXPECT_THAT(notes_of_plan("14:30:56.137 STDOUT terraform: " + plan()),
              ElementsAre(HasSubstr("31 bytes of text")));
  EXPECT_THAT(notes_of_plan(plan() + std::string(12, '\0')),
              ElementsAre("12 NUL bytes around the document skipped"));
  EXPECT_THAT(notes_of_plan(std::string(300000, 'x') + " {\"a\n" + plan()),
              ElementsAre(HasSubstr("bytes of text")));
}

TEST(Input, PrefixOnEveryLineOfAPrettyPlan) {
  std::string text = plan(), out;
  int second = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i == 0 || text[i - 1] == '\n')
      out += "14:30:" + std::to_string(10 + second++ % 50) + ".137 STDOUT tofu: ";
    out += text[i];
    if (text[i] == ',' && text[i + 1] == '"')
      out += "\n", out += "14:31:" + std::to_string(10 + second++ % 50) + ".004 STDOUT tofu: ";
  }
  EXPECT_THAT(notes_of_plan(out), ElementsAre(HasSubstr("of text")));
}

TEST(Input, SeveralDocumentsEachGetTheirVisitor) {
  const Reading lines =
      read_text(plan("null_resource.a") + plan("null_resource.b") + plan("null_resource.c"));
  ASSERT_EQ(lines.documents.size(), 3u);
  EXPECT_EQ(lines.infos.size(), 3u);
  EXPECT_EQ(lines.documents[1].changes.at(0).address, "null_resource.b");
  EXPECT_EQ(lines.documents[2].ended, 1);
  std::string glued = plan("null_resource.a");
  glued.pop_back();
  EXPECT_EQ(read_text(glued + glued).documents.size(), 2u);
  EXPECT_EQ(read_text(plan() + "unit two\n09:00:00.000 STDOUT terraform: " + plan()).documents.size(), 2u);
}

TEST(Input, LineBreaksBetweenTokensAreFineButNotInStrings) {
  std::string text = plan();
  text.insert(text.find("\"planned_values\""), "\r\n");
  EXPECT_THAT(notes_of_plan(text), ElementsAre());
  text = plan();
  text.insert(text.find("null_resource.a") + 4, "\n");
  EXPECT_THAT(refusal_of(text), HasSubstr("control character"));
}

TEST(Input, RefusesByNameWhatIsNoPlan) {
  EXPECT_THAT(refusal_of(""), HasSubstr("empty"));
  EXPECT_THAT(refusal_of(" \n"), HasSubstr("empty"));
  EXPECT_THAT(refusal_of(std::string(100, '\0')), HasSubstr("NUL"));
  EXPECT_THAT(refusal_of(R"({"format_version":"1.0"})"), HasSubstr("nothing to show"));
  EXPECT_THAT(refusal_of("{}"), HasSubstr("nothing to show"));
  EXPECT_THAT(
      refusal_of(R"({"version":4,"terraform_version":"1.11.4","serial":5,"lineage":"x","resources":[]})"),
      HasSubstr("oneway restore"));
  EXPECT_THAT(
      refusal_of(
          R"({"check_results":null,"lineage":"x","outputs":{},"resources":[],"serial":5,"version":4})"),
      HasSubstr("this is a state"));
  EXPECT_THAT(refusal_of(R"({"format_version":"1.0","terraform_version":"1.9.0","values":{}})"),
              HasSubstr("state"));
  EXPECT_THAT(refusal_of(R"({"provider_config":{},"root_module":{}})"), HasSubstr("configuration JSON"));
  EXPECT_THAT(refusal_of(R"({"plan_format_version":"1.2","resource_changes":[]})"),
              HasSubstr("redacted plan of HCP"));
  EXPECT_THAT(refusal_of(R"({"remote_plan_format":1,"run_id":"run-1","hostname":"h"})"),
              HasSubstr("bookmark"));
  EXPECT_THAT(refusal_of(R"({"ID":"1","Operation":"OperationTypeApply","Info":"","Who":"me"})"),
              HasSubstr("lock info"));
  EXPECT_THAT(refusal_of(R"({"meta":{},"encrypted_data":"eA==","encryption_version":"v0"})"),
              HasSubstr("encrypted by OpenTofu"));
  EXPECT_THAT(refusal_of(R"({"serial":1,"lineage":"x","meta":{},"encrypted_data":"eA=="})"),
              HasSubstr("state pull"));
  EXPECT_THAT(refusal_of(R"({"format_version":"1.0","resource":{},"diagnostics":[]})"),
              HasSubstr("state show -json"));
  EXPECT_THAT(refusal_of(R"({"format_version":"1.0","provider_schemas":{}})"), HasSubstr("providers schema"));
  EXPECT_THAT(refusal_of(R"({"b":1,"a":{"resource_changes":[]}})"), HasSubstr("top-level keys are a, b"));
  EXPECT_THAT(refusal_of("[1,2]"), HasSubstr("no plan"));
  EXPECT_THAT(refusal_of(R"([{"resource_changes":[]}])"), HasSubstr("JSON array"));
  EXPECT_THAT(refusal_of("tfplan\x02\x00rest"), HasSubstr("0.11"));
  EXPECT_THAT(refusal_of("resource \"null_resource\" \"a\" {\n}\n"), HasSubstr("configuration"));
  EXPECT_THAT(refusal_of("Terraform will perform the following actions:\n  # a will be created\n"),
              HasSubstr("printed for people"));
  EXPECT_THAT(refusal_of(plan() + R"({"a":1})"), HasSubstr("JSON, but no plan"));
}

TEST(Input, RefusesWhatCannotBeUnderstood) {
  EXPECT_THAT(refusal_of(R"({"format_version":"2.0","resource_changes":[]})"),
              HasSubstr("\"2.0\" is not known"));
  EXPECT_THAT(refusal_of(R"({"resource_changes":[],"resource_changes":[]})"), HasSubstr("twice"));
  EXPECT_THAT(refusal_of(R"({"resource_\u0063hanges":[],"resource_changes":[]})"), HasSubstr("twice"));
  EXPECT_THAT(
      refusal_of(
          R"({"resource_changes":[{"address":"a.b","address":"a.c","change":{"actions":["no-op"]}}]})"),
      HasSubstr("twice"));
  EXPECT_THAT(
      refusal_of(
          R"({"resource_changes":[{"address":"a.b","change":{"actions":["update"],"before":{"x":1,"x":2},"after":{}}}]})"),
      HasSubstr("twice"));
  EXPECT_THAT(refusal_of(R"({"resource_changes":[{"address":"a.b"}]})"), HasSubstr("without a change: a.b"));
  EXPECT_THAT(refusal_of(R"({"resource_changes":[{"address":"a.b","change":{}}]})"),
              HasSubstr("without actions"));
  InputOptions few;
  few.max_changes = 1;
  EXPECT_THAT(refusal([&] { read_text(plan() + plan("null_resource.b"), few); }), "");
  const std::string entry = R"({"address":"a.b","change":{"actions":["no-op"]}})";
  EXPECT_THAT(refusal([&] { read_text("{\"resource_changes\":[" + entry + "," + entry + "]}", few); }),
              HasSubstr("more than 1 changes"));
}

TEST(Input, TruncationSaysWhere) {
  const std::string text = plan();
  try {
    read_text(text.substr(0, 200));
    FAIL() << "a truncated plan was read";
  } catch (const InputError& e) {
    EXPECT_EQ(e.byte_offset(), 200u);
  }
}

TEST(Input, BinaryPlanFile) {
  const std::string zip("PK\x03\x04rest", 8);
  InputOptions none;
  none.engine = "none";
  EXPECT_THAT(refusal([&] { read_text(zip, none); }), HasSubstr("terraform show -json FILE"));
  EXPECT_THAT(refusal_of(gzip(zip)), HasSubstr("only from a file"));
  const TemporaryFile engine("#!/bin/sh\n[ \"$1 $2 $3\" = 'show -json -no-color' ] || exit 9\ncat <<'X'\n" +
                             plan() + "X\n");
  std::filesystem::permissions(engine.path(), std::filesystem::perms::owner_all);
  InputOptions own;
  own.engine = engine.path();
  const Reading shown = read_text(zip, own);
  EXPECT_EQ(shown.documents.at(0).changes.size(), 1u);
  EXPECT_THAT(shown.infos.at(0).notes, ElementsAre(HasSubstr("binary plan file, shown by")));

  const TemporaryFile failing(
      "#!/bin/sh\nhead -c 100000 /dev/zero | tr '\\0' x >&2\necho '{\"format_version\":\"1.2\",'\nexit 3\n");
  std::filesystem::permissions(failing.path(), std::filesystem::perms::owner_all);
  own.engine = failing.path();
  const std::string reason = refusal([&] { read_text(zip, own); });
  EXPECT_THAT(reason, HasSubstr("exit code 3"));
  EXPECT_LT(reason.size(), 4000u);
  own.engine = "/nonexistent/tofu";
  EXPECT_THAT(refusal([&] { read_text(zip, own); }), HasSubstr("cannot run"));
}

TEST(Input, DamagedPlansAreRefusedOrReadButNeverCrash) {
  const std::string text = plan();
  for (std::size_t cut = 0; cut < text.size() - 1; cut += 7)
    EXPECT_NE(refusal_of(text.substr(0, cut)), "") << cut;
  std::mt19937 random(20260101);
  for (int i = 0; i < 300; ++i) {
    std::string damaged = text;
    damaged[random() % damaged.size()] ^= static_cast<char>(1 << random() % 8);
    refusal_of(damaged);
    refusal([&] { read_state_text(damaged); });
  }
}

}  // namespace
}  // namespace oneway::test
