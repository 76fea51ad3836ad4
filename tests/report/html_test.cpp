#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/evp.h>

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
  // The volume hangs on the database, a network on the volume; all of it is told of the database.
  a.changes[0].dependents = {"aws_ebs_volume.data", "aws_lb.front", "aws_vpc.main"};
  a.changes[1].dependents = {"aws_vpc.main", "aws_db_instance.main"};
  a.changes[2].address = "aws_vpc.main[0]";
  a.changes.push_back(a.changes[2]);
  a.changes[3].address = "aws_vpc.main[1]";
  const std::string page = shown(Format::Html, a);
  EXPECT_THAT(
      page, HasSubstr("<li><a class=\"t5\" href=\"#c0\">aws_db_instance.main</a><ul>"
                      "<li><a class=\"t3\" href=\"#c1\">aws_ebs_volume.data (update)</a><ul>"
                      "<li><a class=\"t0\" href=\"#c2\">aws_vpc.main (2 instances, update)</a></li></ul></li>"
                      "<li><span>aws_lb.front (unchanged)</span></li></ul></li>"));
}

}  // namespace
}  // namespace oneway::report::testing
