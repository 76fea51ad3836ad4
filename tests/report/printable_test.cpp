#include "report/printable.h"

#include <gtest/gtest.h>

namespace oneway::report {
namespace {

TEST(Printable, LeavesOrdinaryTextAlone) {
  for (const char* text : {"", "aws_s3_bucket.logs[\"a b\"]", "AWS::S3::Bucket", "https://x.example/#frag",
                           "Grüße 数据", "a # comment", "12:30:00"})
    EXPECT_EQ(printable(text), text);
}

TEST(Printable, EscapesWhatWouldBeObeyedOrUnseen) {
  EXPECT_EQ(printable("a\nb\tc\r"), "a\\nb\\tc\\r");
  EXPECT_EQ(printable("\x1b[31m"), "\\u001b[31m");
  EXPECT_EQ(printable(std::string_view("\0", 1)), "\\u0000");
  EXPECT_EQ(printable("abc\xE2\x80\xAE"
                      "def"),
            "abc\\u202edef");
  EXPECT_EQ(printable("\xC2\x9B"
                      "31m"),
            "\\u009b31m");
  EXPECT_EQ(printable("zero\xE2\x80\x8Bwidth"), "zero\\u200bwidth");
  EXPECT_EQ(printable("\xF3\xA0\x80\x81"), "\\U000e0001");
}

TEST(Printable, BreaksTheCommandsOfRunners) {
  EXPECT_EQ(printable("::error::x"), "\\u003a:error::x");
  EXPECT_EQ(printable("a ::set-output"), "a \\u003a:set-output");
  EXPECT_EQ(printable("[\"::x"), "[\"\\u003a:x");
  EXPECT_EQ(printable(":::x"), "\\u003a::x");
  EXPECT_EQ(printable("##[group]"), "\\u0023#[group]");
  EXPECT_EQ(printable("###vso[task]"), "#\\u0023#vso[task]");
}

TEST(Printable, BytesThatAreNoUtf8BecomeReplacements) {
  EXPECT_EQ(printable("a\xFF"
                      "b"),
            "a\xEF\xBF\xBD"
            "b");
  EXPECT_EQ(printable("\xC0\x80"), "\xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_EQ(printable("\xED\xA0\x80"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_EQ(printable("\xE2\x82"), "\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST(Printable, ShortensTheMiddleAndSaysHowMuch) {
  const std::string text = std::string(50, 'a') + std::string(100, 'b') + std::string(50, 'c');
  const std::string cut = printable(text, 100);
  EXPECT_EQ(cut, std::string(40, 'a') + "...(120 more)..." + std::string(40, 'c'));
  EXPECT_EQ(printable(text, 200), text);
  EXPECT_LE(display_width(printable(std::string(10000, 'x'), 60)), 68u);
}

TEST(DisplayWidth, CountsColumns) {
  EXPECT_EQ(display_width("abc"), 3u);
  EXPECT_EQ(display_width("数据"), 4u);
  EXPECT_EQ(display_width("e\xCC\x81"), 1u);
  EXPECT_EQ(display_width("é"), 1u);
}

}  // namespace
}  // namespace oneway::report
