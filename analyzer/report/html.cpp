// One self-contained page: no other file, no network, and a policy under which only its own style and script
// run.
#include <algorithm>
#include <set>
#include <unordered_map>

#include "report/html_page.h"
#include "report/html_tree.h"
#include "report/markup.h"
#include "report/outlook.h"
#include "report/printable.h"
#include "report/report.h"
#include "report/sink.h"
#include "report/words.h"

namespace oneway::report {
namespace {

constexpr std::size_t kNameColumns = 1000, kReasons = 12;

std::string digit(RollbackClass c) {
  return std::to_string(static_cast<int>(c));
}
std::string code(const std::string& text) {
  return "<code>" + markup(text, kNameColumns) + "</code>";
}
std::string coded(const std::string& message, const std::string& finding_code) {
  return finding_code.empty() ? markup_prose(message) : markup_prose(message) + " " + code(finding_code);
}

class HtmlReport {
 public:
  HtmlReport(const Assessment& a, const Options& options, Sink& out)
      : a_(a), options_(options), out_(out), tree_(a) {
    for (std::size_t i = 0; i < a.changes.size(); ++i) by_address_.emplace(a.changes[i].address, i);
  }

  void write() {
    open_page();
    header();
    controls();
    out_ << "<main>\n";
    findings();
    changes();
    moves();
    imports();
    outlook_html(a_, out_);
    acknowledged();
    out_ << "</main>\n<footer>oneway " << markup(options_.tool_version) << ", rules "
         << markup(a_.rules_digest, 80) << "</footer>\n<script>" << kPageScript
         << "</script>\n</body>\n</html>\n";
  }

 private:
  void open_page() {
    out_ << "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
         << "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-"
         << kPageStyleHash << "'; script-src 'sha256-" << kPageScriptHash
         << "'; base-uri 'none'; form-action 'none'\">\n"
         << "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
         << "<meta name=\"referrer\" content=\"no-referrer\">\n<title>oneway: gate "
         << std::string_view(a_.gate.passed ? "passed" : "failed") << "</title>\n<style>" << kPageStyle
         << "</style>\n</head>\n<body>\n";
  }

  void header() {
    out_ << "<header>\n<h1 class=\"" << std::string_view(a_.gate.passed ? "passed" : "failed") << "\">"
         << markup(verdict(a_)) << "</h1>\n<p>" << markup(accounting(a_.summary)) << "</p>\n";
    bar();
    out_ << "<ul class=\"legend\">\n";
    for (std::size_t i = kAllClasses.size(); i-- > 0;)
      if (a_.summary.by_class[i] > 0)
        out_ << "<li><b class=\"t" << digit(kAllClasses[i]) << "\">" << a_.summary.by_class[i] << "</b>"
             << class_words(kAllClasses[i]) << " <span class=\"dim\">" << meaning(kAllClasses[i])
             << "</span></li>\n";
    out_ << "</ul>\n";
    reasons();
    for (const InputInfo& input : a_.inputs) {
      out_ << "<p class=\"dim\">read " << code(input.path) << " (" << id(input.kind);
      if (input.engine != Engine::Unknown) out_ << ", " << id(input.engine);
      if (!input.engine_version.empty()) out_ << ' ' << markup(input.engine_version, 60);
      out_ << ")";
      for (const std::string& note : input.notes) out_ << "; " << markup(note);
      out_ << "</p>\n";
    }
    out_ << "</header>\n";
  }

  // The share of each class, as a picture.
  void bar() {
    if (a_.summary.changes == 0) return;
    out_ << "<svg class=\"bar\" viewBox=\"0 0 1000 14\" preserveAspectRatio=\"none\" aria-hidden=\"true\">";
    std::uint64_t before = 0, sum = 0;
    for (std::uint64_t n : a_.summary.by_class) sum += n;
    for (std::size_t i = kAllClasses.size(); i-- > 0 && sum > 0;) {
      const std::uint64_t x = before * 1000 / sum;
      before += a_.summary.by_class[i];
      const std::uint64_t end = before * 1000 / sum;
      if (a_.summary.by_class[i] > 0)
        out_ << "<rect class=\"f" << digit(kAllClasses[i]) << "\" x=\"" << x << "\" y=\"0\" width=\""
             << std::max<std::uint64_t>(end - x, 4) << "\" height=\"14\"/>";
    }
    out_ << "</svg>\n";
  }

  // Why the gate fails, and what the policy only warns of; each leads to the card of its change.
  void reasons() {
    const std::size_t failures = a_.gate.failures.size(), warnings = a_.gate.warnings.size();
    if (failures + warnings == 0) return;
    out_ << "<ul class=\"reasons\">\n";
    for (std::size_t i = 0; i < std::min(failures, kReasons); ++i)
      out_ << "<li>" << reason(a_.gate.failures[i]) << "</li>\n";
    if (failures > kReasons) out_ << "<li>and " << (failures - kReasons) << " more</li>\n";
    for (std::size_t i = 0; i < std::min(warnings, kReasons); ++i)
      out_ << "<li class=\"warned\">The policy warns: " << reason(a_.gate.warnings[i]) << "</li>\n";
    if (warnings > kReasons)
      out_ << "<li class=\"warned\">and " << (warnings - kReasons) << " more warnings</li>\n";
    out_ << "</ul>\n";
  }
  std::string reason(const Gate::Failure& f) const {
    std::string subject;
    if (auto card = by_address_.find(f.address); card != by_address_.end())
      subject =
          "<a href=\"#c" + std::to_string(card->second) + "\">" + markup(f.address, kNameColumns) + "</a>: ";
    else if (!f.address.empty())
      subject = code(f.address) + " ";
    return subject + coded(f.message, f.code);
  }

  void controls() {
    out_ << "<nav aria-label=\"Filter\">\n<input id=\"search\" type=\"search\" placeholder=\"Search address, "
            "code, "
            "text\" aria-label=\"Search\">\n<select id=\"action\" aria-label=\"Action\"><option "
            "value=\"\">every "
            "action</option>";
    std::set<std::string> actions;
    std::set<RollbackClass> classes;
    for (const AssessedChange& c : a_.changes) actions.insert(c.actions.summary()), classes.insert(c.cls);
    for (const std::string& action : actions) out_ << "<option>" << markup(action) << "</option>";
    out_ << "</select>\n";
    for (auto it = classes.rbegin(); it != classes.rend(); ++it)
      out_ << "<label class=\"t" << digit(*it) << "\"><input type=\"checkbox\" value=\"" << digit(*it)
           << "\" checked>" << class_words(*it) << "</label>\n";
    out_ << "<button id=\"open\">Open all</button>\n<button id=\"close\">Close all</button>\n<span "
            "id=\"shown\" "
            "class=\"dim\" role=\"status\"></span>\n</nav>\n";
  }

  void block(const std::string& text) {
    out_ << "<div class=\"block\"><pre>" << lines(text)
         << "</pre><button class=\"copy\">copy</button></div>\n";
  }
  static std::string lines(const std::string& text) {
    std::string out;
    const std::string shown = printable_lines(text);
    for (std::size_t start = 0; start < shown.size();) {
      const std::size_t end = shown.find('\n', start);
      out += markup(std::string_view(shown).substr(start, end - start)) + "\n";
      start = end + 1;
    }
    return out;
  }

  void list(const std::vector<std::string>& items) {
    out_ << "<ul>\n";
    for (const std::string& item : items) out_ << "<li>" << markup(item) << "</li>\n";
    out_ << "</ul>\n";
  }

  void evidence(const std::vector<Evidence>& all) {
    if (all.empty()) return;
    out_ << "<ul class=\"evidence\">";
    for (const Evidence& e : all) out_ << "<li>" << code(evidence_words(e, 300)) << "</li>";
    out_ << "</ul>";
  }

  void changes() {
    for (std::size_t i = 0; i < a_.changes.size();) {
      const RollbackClass cls = a_.changes[i].cls;
      std::size_t end = i;
      while (end < a_.changes.size() && a_.changes[end].cls == cls) ++end;
      out_ << "<section class=\"class\">\n<h2 class=\"t" << digit(cls) << "\">" << title(cls) << " ("
           << (end - i) << ")</h2>\n<p class=\"dim\">" << meaning(cls) << "</p>\n";
      for (; i < end; ++i) change(a_.changes[i], i);
      out_ << "</section>\n";
    }
  }

  void change(const AssessedChange& c, std::size_t index) {
    const bool open = c.cls == RollbackClass::NonRecoverable && index < 10;
    out_ << "<details class=\"change b" << digit(c.cls) << "\" id=\"c" << index << "\" data-class=\""
         << digit(c.cls) << "\" data-action=\"" << markup(c.actions.summary()) << '"'
         << std::string_view(open ? " open" : "") << ">\n<summary><span class=\"name\">"
         << markup(c.address, kNameColumns) << "</span> " << markup(action_phrase(c))
         << " <span class=\"tag t" << digit(c.cls) << "\">" << class_words(c.cls) << "</span>";
    if (!c.apply_stops.empty()) out_ << " <span class=\"tag stop\">apply stops</span>";
    if (const Effect* e = headline(c))
      out_ << "<span class=\"what\">" << markup_prose(beginning(e->message, 400)) << "</span>";
    out_ << "</summary>\n<div><dl>\n";
    if (a_.inputs.size() > 1 && c.input < a_.inputs.size()) entry("In", code(a_.inputs[c.input].path));
    if (const std::string place = place_words(c, options_); !place.empty()) entry("Where", code(place));
    if (!c.why_replaced.empty()) entry("Why", markup(c.why_replaced));
    const bool refused = is_refused(c);
    if (refused) apply_stops(c);
    effects(c, Transition::Forward, refused ? "What would happen" : "What happens");
    if (!refused) apply_stops(c);
    going_back(c);
    for (const Window& w : c.windows) entry("Time window", markup(window_words(w)));
    if (!c.dependents.empty()) entry("What it drags along", tree_.html(c));
    for (const Repair& r : c.repairs) repair(r, &r == &c.repairs.front());
    entry("How sure", markup(std::string(id(c.confidence))));
    out_ << "</dl></div>\n</details>\n";
  }

  void entry(std::string_view term, const std::string& html) {
    out_ << "<dt>" << term << "</dt><dd>" << html << "</dd>\n";
  }

  static bool any(const AssessedChange& c, Transition t) {
    return std::any_of(c.effects.begin(), c.effects.end(),
                       [&](const Effect& e) { return e.transition == t; });
  }
  void effect_list(const AssessedChange& c, Transition t) {
    out_ << "<ul>\n";
    for (const Effect& e : c.effects) {
      if (e.transition != t) continue;
      out_ << "<li>" << coded(e.message, e.code);
      if (!e.rule.empty()) out_ << " <span class=\"dim\">" << markup(e.rule, 200) << "</span>";
      evidence(e.evidence);
      out_ << "</li>\n";
    }
    out_ << "</ul>\n";
  }
  void effects(const AssessedChange& c, Transition t, std::string_view term) {
    if (!any(c, t)) return;
    out_ << "<dt>" << term << "</dt><dd>";
    effect_list(c, t);
    out_ << "</dd>\n";
  }

  void apply_stops(const AssessedChange& c) {
    for (const ApplyStop& s : c.apply_stops) apply_stop(s);
  }

  void apply_stop(const ApplyStop& s) {
    std::string html = coded(s.message, s.code);
    if (!s.gone_before.empty()) {
      html += "<br>By then already destroyed: ";
      for (std::size_t i = 0; i < s.gone_before.size(); ++i)
        html += (i > 0 ? ", " : "") + code(s.gone_before[i]);
    }
    entry(s.certain ? "Apply stops" : "Apply may stop", html);
  }

  void going_back(const AssessedChange& c) {
    if (c.revert.actions.empty() && !any(c, Transition::Revert) && c.revert.needs.empty() &&
        c.revert.blocked_by.empty())
      return;
    out_ << "<dt>Going back</dt><dd>";
    if (!c.revert.actions.empty())
      out_ << "Applying the old configuration again would mean: " << markup(c.revert.actions) << ".\n";
    if (any(c, Transition::Revert)) effect_list(c, Transition::Revert);
    if (!c.revert.needs.empty()) out_ << "It needs:", list(c.revert.needs);
    if (!c.revert.blocked_by.empty()) out_ << "It is blocked by:", list(c.revert.blocked_by);
    out_ << "</dd>\n";
  }

  void repair(const Repair& r, bool first) {
    out_ << "<dt>" << std::string_view(first ? "Do instead" : "Or") << " <span class=\"dim\">"
         << markup(r.pattern, 100) << "</span></dt><dd>" << markup_prose(r.summary);
    if (!r.steps.empty()) {
      out_ << "<ol>\n";
      for (const std::string& step : r.steps) out_ << "<li>" << markup_prose(step) << "</li>\n";
      out_ << "</ol>\n";
    }
    for (const std::string& text : r.blocks) block(text);
    for (const std::string& text : r.commands) block(text);
    out_ << "</dd>\n";
  }

  void findings() {
    if (a_.findings.empty()) return;
    out_ << "<section>\n<h2>The plan as a whole (" << a_.findings.size() << ")</h2>\n<table>\n";
    for (const Finding& f : a_.findings) {
      const char* tone = f.severity == Severity::Error     ? "t5"
                         : f.severity == Severity::Warning ? "t3"
                                                           : "dim";
      out_ << "<tr><td class=\"" << std::string_view(tone) << "\">" << id(f.severity) << "</td><td>"
           << coded(f.message, f.code);
      for (std::size_t i = 0; i < f.addresses.size() && i < 100; ++i)
        out_ << std::string_view(i == 0 ? "<br>" : ", ") << code(f.addresses[i]);
      if (f.addresses.size() > 100) out_ << " and " << (f.addresses.size() - 100) << " more";
      evidence(f.evidence);
      out_ << "</td></tr>\n";
    }
    out_ << "</table>\n</section>\n";
  }

  void moves() {
    if (a_.moves.empty() && a_.move_groups.empty()) return;
    out_ << "<section>\n<h2>Moves: the same object under another address ("
         << (a_.moves.size() + a_.move_groups.size()) << ")</h2>\n<ul>\n";
    std::set<std::string_view> blocks;
    for (const Move& m : a_.moves) {
      out_ << "<li>" << code(m.from) << " &rarr; " << code(m.to) << " <span class=\"dim\">" << markup(m.why);
      if (!m.differs.empty()) out_ << "; differs in " << markup(listed(m.differs, 20));
      out_ << "</span>";
      if (!m.block.empty() && blocks.insert(m.block).second) block(m.block);
      out_ << "</li>\n";
    }
    for (const MoveGroup& g : a_.move_groups)
      out_ << "<li>"
           << std::string_view(g.any_pairing ? "Any pairing will do: " : "Cannot tell which became which: ")
           << code(listed(g.from, 20)) << " &rarr; " << code(listed(g.to, 20)) << " <span class=\"dim\">"
           << markup(g.why) << "</span></li>\n";
    out_ << "</ul>\n</section>\n";
  }

  void imports() {
    if (a_.imports.empty()) return;
    out_ << "<section>\n<h2>Imports (" << a_.imports.size() << ")</h2>\n<ul>\n";
    for (const ImportSuggestion& i : a_.imports) {
      out_ << "<li>" << code(i.address) << " with id " << code(i.id)
           << std::string_view(i.complete ? "" : " (fill in the marked part first)")
           << " <span class=\"dim\">" << markup(i.why) << "</span>";
      if (!i.block.empty()) block(i.block);
      out_ << "</li>\n";
    }
    out_ << "</ul>\n</section>\n";
  }

  void acknowledged() {
    if (a_.gate.acknowledged.empty()) return;
    out_ << "<section>\n<h2>Acknowledged (" << a_.gate.acknowledged.size() << ")</h2>\n<table>\n";
    for (const Gate::Acknowledged& k : a_.gate.acknowledged)
      out_ << "<tr><td>" << code(k.code) << "</td><td>" << code(k.address) << "</td><td>" << markup(k.reason)
           << "</td><td>" << markup(k.approved_by, 200) << "</td><td>" << markup(k.expires, 60) << "</td><td>"
           << code(k.place) << "</td></tr>\n";
    out_ << "</table>\n</section>\n";
  }

  const Assessment& a_;
  const Options& options_;
  Sink& out_;
  DependencyTree tree_;
  std::unordered_map<std::string_view, std::size_t> by_address_;
};

}  // namespace

void write_html(const Assessment& a, const Options& options, std::ostream& out) {
  Sink sink(out);
  HtmlReport(a, options, sink).write();
}

}  // namespace oneway::report
