#include "report/markup.h"
#include "report/outlook.h"
#include "report/printable.h"
#include "report/sink.h"
#include "report/words.h"

namespace oneway::report {
namespace {

constexpr std::size_t kNameColumns = 1000;

std::string code(const std::string& text) {
  return "<code>" + markup(text, kNameColumns) + "</code>";
}

void row(Sink& out, const std::string& left, const std::string& right) {
  out << "<tr><td>" << left << "</td><td>" << right << "</td></tr>\n";
}

void declared(const Declared& d, Sink& out) {
  out << "<section>\n<h2>The declared change " << markup(d.id, 200) << "</h2>\n<p>For "
      << markup(d.environment, 200) << ", as " << code(d.file) << " says. "
      << std::string_view(d.holds ? "Nothing in the plan contradicts it."
                                  : "The plan contradicts it: see the errors.")
      << "</p>\n<table>\n";
  for (const auto& [field, says] : d.answers) row(out, markup(field), markup(says));
  out << "</table>\n</section>\n";
}

void windows(const Assessment& a, Sink& out) {
  out << "<section>\n<h2>Rollback windows</h2>\n<table>\n";
  for (const RulingWindow& r : a.windows)
    row(out, r.part.empty() ? "the plan" : markup(r.part),
        markup(window_words(r.window)) + " <span class=\"dim\">" + code(r.address) + "</span>");
  out << "</table>\n</section>\n";
}

void recommendations(const Assessment& a, Sink& out) {
  out << "<section>\n<h2>If it goes wrong: back or forward</h2>\n";
  for (const Recommendation& r : a.recommendations) {
    out << "<h3 class=\"t" << static_cast<std::uint64_t>(r.cls) << "\">" << class_words(r.cls)
        << "</h3>\n<table>\n";
    for (const Recommendation::Way& w : r.ways) {
      std::string text = "<b>" + markup(w.title) + "</b>: " + markup(w.why) + " <span class=\"dim\">for ";
      text += markup(listed(w.addresses, w.addresses.size()));
      if (w.changes > w.addresses.size())
        text += " and " + std::to_string(w.changes - w.addresses.size()) + " more";
      row(out, "do " + code(w.pattern), text + "</span>");
    }
    for (const auto& [pattern, why] : r.why_not) row(out, "not " + code(pattern), markup(why));
    out << "</table>\n";
  }
  out << "</section>\n";
}

void questions(const Assessment& a, Sink& out) {
  out << "<section>\n<h2>What to know before a rollback</h2>\n<table>\n";
  for (const Question& q : a.questions) {
    std::string text = markup(q.text.empty() ? q.id : q.text);
    if (!q.because.empty())
      text += " <span class=\"dim\">because of " + markup(listed(q.because, 20)) + "</span>";
    row(out, markup(q.answer, 20), text);
  }
  out << "</table>\n</section>\n";
}

}  // namespace

void outlook_html(const Assessment& a, Sink& out) {
  if (a.declared) declared(*a.declared, out);
  if (!a.windows.empty()) windows(a, out);
  if (!a.recommendations.empty()) recommendations(a, out);
  if (!a.questions.empty()) questions(a, out);
}

}  // namespace oneway::report
