#include "report/markup.h"
#include "report/outlook.h"
#include "report/printable.h"
#include "report/words.h"

namespace oneway::report {
namespace {

constexpr std::size_t kFewAddresses = 6, kNameColumns = 160, kProseColumns = 600;

std::string prose(std::string_view text) {
  return markdown(text, kProseColumns);
}

std::string names(const std::vector<std::string>& addresses, std::uint64_t all) {
  std::string text;
  std::uint64_t shown = 0;
  for (const std::string& address : addresses) {
    if (shown == kFewAddresses) break;
    text += (shown++ ? ", " : "") + markdown_code(address, kNameColumns);
  }
  return all > shown ? text + " and " + std::to_string(all - shown) + " more" : text;
}

std::string collapsed(const std::string& summary, const std::string& body) {
  return "<details><summary>" + summary + "</summary>\n\n" + body + "\n</details>\n\n";
}

std::string declared(const Declared& d) {
  std::string body;
  for (const auto& [field, says] : d.answers)
    body += "- " + markdown_code(field, 40) + " " + prose(says) + "\n";
  return collapsed(std::string(d.holds ? "📝 Declared change " : "🛑 Contradicted declaration ") +
                       markdown(d.id, 100) + " for " + markdown(d.environment, 100),
                   body);
}

std::string windows(const Assessment& a) {
  std::string body;
  const std::size_t shown = a.windows.size() == 2 ? 1 : a.windows.size();
  for (std::size_t i = 0; i < shown; ++i) {
    const RulingWindow& r = a.windows[i];
    body += "- **" + (r.part.empty() ? std::string("the plan") : prose(r.part)) + "** " +
            prose(window_words(r.window)) + " — " + markdown_code(r.address, kNameColumns) + "\n";
  }
  return collapsed("⏳ Rollback window: " + markdown(a.windows.front().window.length, 80), body);
}

std::string recommendations(const Assessment& a) {
  std::string body;
  for (const Recommendation& r : a.recommendations) {
    body += "**" + class_words(r.cls) + "**\n\n";
    for (const Recommendation::Way& w : r.ways)
      body += "- do: **" + prose(w.title) + "** (" + markdown_code(w.pattern, 40) + "): " + prose(w.why) +
              " — " + names(w.addresses, w.changes) + "\n";
    for (const auto& [pattern, why] : r.why_not)
      body += "- not " + markdown_code(pattern, 40) + ": " + prose(why) + "\n";
    body += "\n";
  }
  return collapsed("↩️ If it goes wrong: back or forward", body);
}

std::string questions(const Assessment& a) {
  std::string body = "| | question | because of |\n|---|---|---|\n";
  for (const Question& q : a.questions)
    body += "| " + markdown(q.answer, 20) + " | " + prose(q.text.empty() ? q.id : q.text) + " | " +
            names(q.because, q.because.size()) + " |\n";
  return collapsed("❓ What to know before a rollback", body);
}

}  // namespace

std::vector<std::string> outlook_markdown(const Assessment& a) {
  std::vector<std::string> parts;
  if (a.declared) parts.push_back(declared(*a.declared));
  if (!a.windows.empty()) parts.push_back(windows(a));
  if (!a.recommendations.empty()) parts.push_back(recommendations(a));
  if (!a.questions.empty()) parts.push_back(questions(a));
  return parts;
}

}  // namespace oneway::report
