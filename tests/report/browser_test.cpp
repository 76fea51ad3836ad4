// The HTML report, and the Markdown one as a renderer of GitHub's dialect makes it, in a real browser.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <set>

#include "report/sample.h"
#include "support/process.h"

namespace oneway::report::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

bool installed(const std::string& program) {
  return std::system(("command -v " + program + " >/dev/null 2>&1").c_str()) == 0;
}

#define NEEDS(program) \
  if (!installed(program)) GTEST_SKIP() << program << " is not installed: nothing to show the page with"

// A page that shows others in a frame, one after the other, and runs `steps` in each; what they `say` is all
// that is left of it.
std::string driver(const std::vector<std::string>& pages, const std::string& steps) {
  std::string names;
  for (const std::string& page : pages) names += "\"" + page + "\",";
  return "<!DOCTYPE html><iframe id=frame width=1200 height=800></iframe><pre id=said></pre><script>\n"
         "const frame = document.getElementById('frame'), said = document.getElementById('said');\n"
         "const say = (what) => said.textContent += what + '\\n';\n"
         "const pause = () => new Promise((r) => setTimeout(r, 60));\n"
         "const load = (page) => new Promise((r) => { frame.onload = r; frame.src = page; });\n"
         "(async () => { for (const page of [" +
         names +
         "]) {\n  await load(page);\n  await pause();\n"
         "  const w = frame.contentWindow, d = frame.contentDocument;\n  w.onerror = (e) => say('fault: ' + "
         "e);\n" +
         steps + "\n}\nsay('done'); })();\n</script>\n";
}

// What the steps said, and what the browser complained of, in lines.
std::string in_browser(const std::vector<std::string>& pages, const std::string& steps) {
  const test::TemporaryFolder folder;
  std::vector<std::string> names;
  for (const std::string& page : pages) {
    names.push_back("page" + std::to_string(names.size()) + ".html");
    test::write_file(folder.path() / names.back(), page);
  }
  test::write_file(folder.path() / "driver.html", driver(names, steps));
  const auto o = test::run(
      "timeout 100 chromium --headless --no-sandbox --disable-gpu --allow-file-access-from-files "
      "--enable-logging=stderr --user-data-dir=\"$PWD/profile\" --virtual-time-budget=60000 --dump-dom "
      "\"file://$PWD/driver.html\"",
      folder.path(), {{"HOME", folder.path().string()}});
  EXPECT_EQ(o.exit, 0) << o.err;
  const std::size_t start = o.out.find("<pre id=\"said\">"), end = o.out.find("</pre>", start);
  std::string said = start == std::string::npos ? o.out : o.out.substr(start + 15, end - start - 15);
  for (std::size_t at = o.err.find("CONSOLE"); at != std::string::npos; at = o.err.find("CONSOLE", at + 1))
    said += o.err.substr(at, o.err.find('\n', at) - at) + "\n";
  return said;
}

TEST(Browser, SearchesFiltersAndOpens) {
  NEEDS("chromium");
  Assessment a = sample();
  a.changes[0].dependents = {"aws_ebs_volume.data"};
  EXPECT_EQ(in_browser({shown(Format::Html, a)}, R"js(
  const shown = () => d.getElementById('shown').textContent;
  const visible = () => [...d.querySelectorAll('details.change')].filter((c) => c.getClientRects().length)
      .map((c) => c.querySelector('.name').textContent).join(' ');
  const open = () => d.querySelectorAll('details.change[open]').length;
  const search = d.getElementById('search'), action = d.getElementById('action');
  const type = async (text) => {
    search.value = text; search.dispatchEvent(new w.Event('input')); await pause();
  };
  say(shown());
  await type('VOLUME smaller');
  say(shown() + ': ' + visible());
  await type('');
  d.querySelector('nav input[value="5"]').click();
  say(shown() + ': ' + visible());
  action.value = 'update'; action.dispatchEvent(new w.Event('change'));
  d.querySelector('nav input[value="3"]').click();
  say(shown() + ': ' + visible());
  d.getElementById('close').click();
  w.location.hash = '#c0';
  await pause();
  say('a link shows its card again: ' + shown() + ', ' + d.getElementById('c0').open);
  d.getElementById('open').click(); say('open: ' + open());
  d.getElementById('close').click(); say('open: ' + open());
  d.querySelector('.tree li li a').click();
  await pause();
  say('the picture leads on: ' + d.getElementById('c1').open);
  say('requests: ' + w.performance.getEntriesByType('resource').length);
  say('too wide: ' + (d.documentElement.scrollWidth > d.documentElement.clientWidth));
)js"),
            R"(3 of 3 shown
1 of 3 shown: aws_ebs_volume.data
2 of 3 shown: aws_ebs_volume.data aws_vpc.main
1 of 3 shown: aws_vpc.main
a link shows its card again: 3 of 3 shown, true
open: 3
open: 0
the picture leads on: true
requests: 0
too wide: false
done
)");
}

TEST(Browser, FitsAPhone) {
  NEEDS("chromium");
  const std::string steps = R"js(
  d.getElementById('open').click();
  await pause();
  for (const width of [390, 320]) {
    frame.width = width;
    await pause();
    say(d.documentElement.scrollWidth <= width);
  }
)js";
  for (const Assessment& a : {sample(), hostile(std::string(300, 'x')), many(40)})
    EXPECT_EQ(in_browser({shown(Format::Html, a)}, steps), "true\ntrue\ndone\n");
}

// The elements, in order, that a page is made of.
constexpr char kElements[] = R"js(
  say([...d.body.querySelectorAll('*')].map((e) => e.localName).join(' ') + ' | ' + d.title + ' | ' +
      [...d.querySelectorAll('*')].flatMap((e) => e.getAttributeNames())
          .filter((n) => n.startsWith('on') || n === 'src' || n === 'style').join(' '));
)js";

std::set<std::string> lines_of(const std::string& text) {
  std::set<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.insert(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

TEST(Browser, NoNameChangesWhatAPageIsMadeOf) {
  NEEDS("chromium");
  std::vector<std::string> pages{shown(Format::Html, hostile("plain"))};
  for (const std::string& name : kHostile) pages.push_back(shown(Format::Html, hostile(name)));
  // All pages say the same, and then "done".
  EXPECT_EQ(lines_of(in_browser(pages, kElements)).size(), 2u);
}

TEST(Browser, NoNameChangesWhatRenderedMarkdownIsMadeOf) {
  NEEDS("chromium");
  NEEDS("cmark-gfm");
  const test::TemporaryFolder folder;
  const auto rendered = [&](const std::string& name) {
    test::write_file(folder.path() / "report.md", shown(Format::Markdown, hostile(name)));
    const auto o =
        test::run("cmark-gfm --unsafe -e table -e autolink -e strikethrough report.md", folder.path());
    EXPECT_EQ(o.exit, 0) << o.err;
    return "<!DOCTYPE html><meta charset=utf-8><title>t</title>" + o.out;
  };
  std::vector<std::string> pages{rendered("plain")};
  for (const std::string& name : kHostile) pages.push_back(rendered(name));
  const std::string said = in_browser(pages, kElements);
  EXPECT_EQ(lines_of(said).size(), 2u);
  EXPECT_THAT(said, HasSubstr("table thead tr th"));
  EXPECT_THAT(said, Not(HasSubstr("img")));
}

}  // namespace
}  // namespace oneway::report::testing
