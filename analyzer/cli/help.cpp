#include "cli/help.h"

#include "cli/description.h"
#include "report/terminal.h"

namespace oneway::cli {
namespace {

constexpr int kWidth = 100;
constexpr std::size_t kIndent = 2, kColumn = 26;

class Page {
 public:
  Page() : page_(text_, kWidth, false) {}
  void section(const std::string& title) { text_ += "\n" + title + ":\n"; }
  void entry(const std::string& left, const std::string& right) {
    if (left.size() + 2 <= kColumn) return page_.hanging(left, right, kIndent, kColumn);
    page_.paragraph(left, kIndent);
    page_.paragraph(right, kIndent + kColumn);
  }
  void options(const std::string& title, const std::vector<OptionDescription>& list) {
    if (!list.empty()) section(title);
    for (const OptionDescription& o : list) entry(heading(o), sentence(o));
  }
  void line(const std::string& text) { text_ += text + "\n"; }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
  report::Terminal page_;
};

}  // namespace

std::string HelpFormatter::make_help(const CLI::App* app, std::string name, CLI::AppFormatMode) const {
  const CommandDescription d = describe(*app);
  Page page;
  page.line(d.about);
  page.line("\nUsage: " + name + " " + usage(d));
  page.options("Arguments", d.positionals);
  if (!d.commands.empty()) page.section("Commands");
  for (const CommandDescription& c : d.commands) page.entry(c.name, c.about);
  page.options("Options", d.options);
  // The program's own footer speaks of all commands and stands below the whole program's help only.
  if (!app->get_parent()) page.line("\n" + app->get_footer());
  return page.text();
}

}  // namespace oneway::cli
