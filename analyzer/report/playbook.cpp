#include "report/playbook.h"

#include "report/markup.h"
#include "report/printable.h"
#include "report/words.h"

namespace oneway::report {
namespace {

constexpr std::size_t kFewAddresses = 8, kProse = 600;

struct Part {
  const char* title;
  const std::vector<PlaybookStep>& steps;
};

std::vector<Part> parts(const Playbook& p) {
  return {{"first, stop the loop", p.pause},
          {"to go back", p.revert},
          {"to go forward", p.forward},
          {"verify", p.verify},
          {"then start the loop again", p.resume}};
}

// Numbers run on through all parts: in an incident somebody says "step 7".
template <class F>
void numbered(const std::vector<PlaybookStep>& steps, std::size_t& n, F write) {
  for (const PlaybookStep& step : steps) write(std::to_string(++n) + ".", step);
}

}  // namespace

void write_playbook(Terminal& out, const Playbook& p, bool verbose) {
  out.blank();
  out.hanging("#", printable(p.title) + " (" + printable(p.id) + ")", 0, 2, Style::Bold, Style::Bold);
  out.hanging("when", printable(p.when), 2, 10, Style::Bold);
  out.hanging("trigger", printable(p.trigger), 2, 10, Style::Bold);
  out.hanging("for", listed(p.addresses, verbose ? p.addresses.size() : kFewAddresses), 2, 10, Style::Bold);
  for (const std::string& window : p.windows)
    out.hanging(&window == &p.windows.front() ? "window" : "", printable(window), 2, 10, Style::Bold);
  out.hanging("choose", printable(p.choose), 2, 10, Style::Bold);
  std::size_t n = 0;
  for (const Part& part : parts(p)) {
    if (part.steps.empty()) continue;
    out.paragraph(std::string(part.title) + ":", 2, Style::Bold);
    numbered(part.steps, n, [&](const std::string& number, const PlaybookStep& step) {
      out.hanging(number, printable(step.text), 4, 4);
      for (const std::string& command : step.commands) out.verbatim(command, 8, "$ ");
    });
  }
  out.paragraph("never:", 2, Style::Red);
  for (const std::string& text : p.never) out.hanging("-", printable(text), 4, 2);
  out.paragraph("keep as evidence:", 2, Style::Bold);
  for (const std::string& text : p.evidence) out.hanging("-", printable(text), 4, 2);
}

void write_playbook(JsonWriter& json, const Playbook& p) {
  const auto steps = [&](std::string_view name, const std::vector<PlaybookStep>& list) {
    json.array(name, list, [&](const PlaybookStep& step) {
      json.begin_object();
      json.member("text", step.text);
      json.strings("commands", step.commands);
      json.end_object();
    });
  };
  json.begin_object();
  json.member("id", p.id);
  json.member("title", p.title);
  json.member("when", p.when);
  json.member("trigger", p.trigger);
  json.strings("addresses", p.addresses);
  json.strings("windows", p.windows);
  json.member("choose", p.choose);
  steps("pause", p.pause);
  steps("revert", p.revert);
  steps("forward", p.forward);
  steps("verify", p.verify);
  steps("resume", p.resume);
  json.strings("never", p.never);
  json.strings("evidence", p.evidence);
  json.end_object();
}

std::string playbook_markdown(const Playbook& p) {
  std::string out = "**When:** " + markdown(p.when, kProse) + "\n\n**Trigger:** " +
                    markdown(p.trigger, kProse) + "\n\n**For:** ";
  for (std::size_t i = 0; i < p.addresses.size() && i < kFewAddresses; ++i)
    out += (i ? ", " : "") + markdown_code(p.addresses[i], 160);
  if (p.addresses.size() > kFewAddresses)
    out += " and " + std::to_string(p.addresses.size() - kFewAddresses) + " more";
  out += "\n\n";
  for (const std::string& window : p.windows) out += "**Window:** " + markdown(window, kProse) + "\n\n";
  out += "**Choose:** " + markdown(p.choose, kProse) + "\n\n";
  std::size_t n = 0;
  for (const Part& part : parts(p)) {
    if (part.steps.empty()) continue;
    out += "**" + std::string(part.title) + "**\n\n";
    numbered(part.steps, n, [&](const std::string& number, const PlaybookStep& step) {
      out += number + " " + markdown(step.text, kProse) + "\n";
      for (const std::string& command : step.commands) out += "\n" + fenced(command, "sh") + "\n";
    });
    out += "\n";
  }
  out += "**never**\n\n";
  for (const std::string& text : p.never) out += "- " + markdown(text, kProse) + "\n";
  out += "\n**keep as evidence**\n\n";
  for (const std::string& text : p.evidence) out += "- " + markdown(text, kProse) + "\n";
  return out;
}

}  // namespace oneway::report
