#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "report/html_page.h"
#include "report/sample.h"

namespace oneway::report::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string sha256_base64(std::string_view text) {
  unsigned char digest[32];
  EVP_Digest(text.data(), text.size(), digest, nullptr, EVP_sha256(), nullptr);
  unsigned char encoded[48];
  return {reinterpret_cast<char*>(encoded), static_cast<std::size_t>(EVP_EncodeBlock(encoded, digest, 32))};
}

std::size_t times(const std::string& text, std::string_view part) {
  std::size_t n = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++n;
  return n;
}

TEST(Html, ThePolicyAllowsExactlyItsOwnStyleAndScript) {
  EXPECT_EQ(kPageStyleHash, sha256_base64(kPageStyle));
  EXPECT_EQ(kPageScriptHash, sha256_base64(kPageScript));
  const std::string page = shown(Format::Html, sample());
  EXPECT_THAT(page, HasSubstr("default-src 'none'; style-src 'sha256-" + std::string(kPageStyleHash) +
                              "'; script-src 'sha256-" + std::string(kPageScriptHash) + "'"));
  for (const char* outside : {"src=", "http:", "https:", "@import", "url(", " style=", "onclick"})
    EXPECT_THAT(page, Not(HasSubstr(outside)));
}

TEST(Html, NoNameAddsAnElement) {
  const std::string honest = shown(Format::Html, hostile("plain"));
  for (const std::string& name : kHostile) {
    const std::string page = shown(Format::Html, hostile(name));
    EXPECT_EQ(times(page, "<"), times(honest, "<")) << name;
    EXPECT_EQ(times(page, "\""), times(honest, "\"")) << name;
  }
}

TEST(Html, DrawsWhatAReplacedObjectDragsAlong) {
  Assessment a = sample();
  a.changes[1].address = "aws_route53_record.db";
  a.changes[1].dependents = {"aws_lb.front", "aws_db_instance.main"};
  const std::string page = shown(Format::Html, a);
  EXPECT_THAT(
      page, HasSubstr("<li><a class=\"t3\" href=\"#c1\">aws_route53_record.db (update)</a><ul>"
                      "<li><span>aws_lb.front (unchanged)</span></li>"
                      "<li><a class=\"t5\" href=\"#c0\">aws_db_instance.main (replace)</a></li></ul></li>"));
}

// What Chromium makes of `page`: the document after its script ran.
std::string dom_in_chromium(const std::string& page) {
  const auto dir = std::filesystem::temp_directory_path() / ("oneway-html-" + std::to_string(::getpid()));
  std::filesystem::create_directories(dir);
  std::ofstream(dir / "page.html") << page;
  const std::string command = "timeout 60 chromium --headless --no-sandbox --disable-gpu --user-data-dir='" +
                              (dir / "profile").string() + "' --dump-dom 'file://" +
                              (dir / "page.html").string() + "#c1' > '" + (dir / "dom").string() +
                              "' 2>/dev/null";
  EXPECT_EQ(std::system(command.c_str()), 0);
  std::ifstream in(dir / "dom");
  std::string dom((std::istreambuf_iterator<char>(in)), {});
  std::filesystem::remove_all(dir);
  return dom;
}

TEST(Html, WorksInChromium) {
  if (std::system("command -v chromium >/dev/null 2>&1") != 0) GTEST_SKIP() << "chromium is not installed";
  const std::string dom = dom_in_chromium(shown(Format::Html, sample()));
  EXPECT_THAT(dom, HasSubstr("<html lang=\"en\" class=\"js\">"));  // the script ran under the policy
  EXPECT_THAT(dom, HasSubstr(">3 of 3 shown</span>"));
  EXPECT_THAT(
      dom,
      HasSubstr("id=\"c1\" data-class=\"3\" data-action=\"update\" open=\"\""));  // the link's target opened
  const std::string attacked =
      dom_in_chromium(shown(Format::Html, hostile("<img src=x onerror=document.title=1>")));
  EXPECT_THAT(attacked, HasSubstr("<title>oneway: gate failed</title>"));
  EXPECT_THAT(attacked, Not(HasSubstr("<img")));
}

}  // namespace
}  // namespace oneway::report::testing
