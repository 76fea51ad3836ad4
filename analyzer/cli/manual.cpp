#include "cli/manual.h"

#include <CLI/CLI.hpp>

#include "cli/description.h"
#include "cli/exit_codes.h"

namespace oneway::cli {
namespace {

// Text of a paragraph for roff: no character of it is taken for a request.
std::string roff(std::string_view text) {
  std::string out;
  if (text.starts_with(".") || text.starts_with("'")) out += "\\&";
  for (char c : text) switch (c) {
      case '\\':
        out += "\\e";
        break;
      case '-':
        out += "\\-";
        break;
      case '\'':
        out += "\\(aq";
        break;
      case '`':
        out += "\\(ga";
        break;
      default:
        out += c;
    }
  return out;
}

void entry(std::string& out, const std::string& left, const std::string& right) {
  out += ".TP\n\\fB" + roff(left) + "\\fR\n" + roff(right) + "\n";
}

void options(std::string& out, const std::vector<OptionDescription>& list) {
  for (const OptionDescription& o : list) entry(out, heading(o), sentence(o));
}

void command(std::string& out, const CommandDescription& c, const std::string& before) {
  const std::string name = before + " " + c.name;
  out += ".SS \"" + roff(name) + " " + roff(usage(c)) + "\"\n" + roff(c.about) +
         (c.about.ends_with("?") ? "\n" : ".\n");
  options(out, c.positionals);
  for (const OptionDescription& o : c.options)
    if (o.names.front() != "--help") options(out, {o});
  for (const CommandDescription& inner : c.commands) command(out, inner, name);
}

void chapter(std::string& out, const CLI::App& command, const std::string& name) {
  // Not command.help(): that speaks of the command that was asked for, which is `manual`.
  const std::string help = command.get_formatter()->make_help(&command, name, CLI::AppFormatMode::Normal);
  out += "## " + name + "\n\n```text\n" + help + "```\n\n";
  for (const CLI::App* inner : command.get_subcommands([](const CLI::App*) { return true; }))
    if (!inner->get_group().empty()) chapter(out, *inner, name + " " + inner->get_name());
}

}  // namespace

std::string man_page(const CLI::App& program) {
  const CommandDescription d = describe(program);
  std::string out = ".TH ONEWAY 1 \"\" \"oneway " ONEWAY_VERSION "\" \"User Commands\"\n";
  out += ".SH NAME\noneway \\- finds the one\\-way doors in a Terraform or OpenTofu plan\n";
  out += ".SH SYNOPSIS\n.B oneway\n" + roff(usage(d)) + "\n";
  out +=
      ".SH DESCRIPTION\n" + roff(d.about) +
      "\nEvery change of the plan is judged forward and back and gets one of six rollback classes with the "
      "evidence.\nResults go to standard output, diagnostics to standard error.\n";
  out += ".SH OPTIONS\nThese stand before or behind a command.\n";
  options(out, d.options);
  out += ".SH COMMANDS\n";
  for (const CommandDescription& c : d.commands) command(out, c, "oneway");
  out += ".SH EXIT STATUS\n";
  for (const ExitMeaning& m : kExitMeanings) entry(out, std::to_string(m.code), m.means);
  out += ".SH FILES\n";
  entry(out, ".oneway.yaml", "The team\u2019s policy, read from the current folder when there is one.");
  entry(out, "oneway.expect.yaml", "What a module release is expected to do, beside its plans.");
  out += ".SH EXAMPLES\n.nf\n" + roff("terraform show -json plan.tfplan | oneway plan -") + "\n" +
         roff("oneway plan --output markdown=comment.md --output sarif=oneway.sarif plan.tfplan") + "\n" +
         roff("oneway explain OW201") + "\n.fi\n";
  return out + ".SH SEE ALSO\n.BR terraform (1)\n";
}

std::string markdown_manual(const CLI::App& program) {
  std::string out;
  chapter(out, program, "oneway");
  out.pop_back();
  return out;
}

}  // namespace oneway::cli
