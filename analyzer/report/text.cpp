// The report for a person at a terminal or in a log of CI: the verdict first, then the worst change.
#include <algorithm>
#include <set>
#include <utility>

#include "report/outlook.h"
#include "report/playbook.h"
#include "report/printable.h"
#include "report/report.h"
#include "report/terminal.h"
#include "report/words.h"

namespace oneway::report {
namespace {

constexpr std::size_t kHang = 14;  // labels of a change: "  apply stops   "
constexpr std::size_t kFewFailures = 8, kFewMild = 20, kFewAddresses = 6, kFewFindings = 50;

Style style_of(RollbackClass c) {
  switch (c) {
    case RollbackClass::NonRecoverable:
      return Style::Red;
    case RollbackClass::Compensatable:
      return Style::Magenta;
    case RollbackClass::ForwardOnly:
      return Style::Yellow;
    case RollbackClass::ManualRepair:
      return Style::Cyan;
    case RollbackClass::CompatibilityWindow:
      return Style::Blue;
    case RollbackClass::FullyReversible:
      return Style::Green;
  }
  return Style::Plain;
}

std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return out;
}

std::string coded(const std::string& message, const std::string& code) {
  return code.empty() ? printable(message) : printable(message) + " [" + printable(code) + "]";
}

// The labelled lines below the address of one change.
class Body {
 public:
  Body(Terminal& out, const Options& options)
      : out_(out), verbose_(options.detail == Detail::Verbose), value_columns_(verbose_ ? 2000 : 120) {}

  void write(const AssessedChange& c) {
    line("why", printable(c.why_replaced));
    const bool refused = is_refused(c);
    if (refused) apply_stops(c);
    effects(c, Transition::Forward, refused ? "would happen" : "what happens");
    if (!refused) apply_stops(c);
    going_back(c);
    std::string_view label = "time window";
    for (const Window& w : c.windows) bullet(std::exchange(label, ""), window_words(w));
    if (!c.dependents.empty()) {
      const std::size_t limit = verbose_ ? c.dependents.size() : kFewAddresses;
      line("used by", counted(c.dependents.size(), "object") + ": " + listed(c.dependents, limit));
    }
    for (const Repair& r : c.repairs) repair(r, &r == &c.repairs.front());
    if (verbose_ || c.confidence < Confidence::WidelyKnown) line("how sure", sureness(c));
    if (verbose_ && !c.action_reason.empty())
      line("reason", printable(c.action_reason) + " (the engine's word)");
    if (verbose_ && !c.provider.empty()) line("provider", printable(c.provider));
  }

 private:
  void line(std::string_view label, const std::string& text) {
    if (!text.empty()) out_.hanging(label, text, 2, kHang, Style::Bold);
  }
  void bullet(std::string_view label, const std::string& text) {
    std::string first(label);
    first.resize(kHang, ' ');
    out_.hanging(first + "* ", text, 2, kHang + 2, Style::Bold);
  }
  void more(const std::string& text, std::size_t deeper, Style style = Style::Plain) {
    out_.paragraph(text, 2 + kHang + deeper, style);
  }

  bool shown(const AssessedChange& c, const Effect& e) const {
    return verbose_ || e.cls != RollbackClass::FullyReversible || c.cls == RollbackClass::FullyReversible;
  }

  bool effects(const AssessedChange& c, Transition transition, std::string_view label) {
    bool any = false;
    for (const Effect& e : c.effects) {
      if (e.transition != transition || !shown(c, e)) continue;
      bullet(any ? "" : label, coded(e.message, e.code));
      any = true;
      for (const Evidence& v : e.evidence) more(evidence_words(v, value_columns_), 4, Style::Dim);
      if (verbose_ && !e.rule.empty())
        more("rule " + printable(e.rule) + ", " + std::string(id(e.confidence)) + ", " + class_words(e.cls),
             4, Style::Dim);
    }
    return any;
  }

  void apply_stops(const AssessedChange& c) {
    for (const ApplyStop& stop : c.apply_stops) apply_stop(stop);
  }

  void apply_stop(const ApplyStop& stop) {
    out_.hanging("apply stops", (stop.certain ? "" : "Possibly: ") + coded(stop.message, stop.code), 2, kHang,
                 Style::Red);
    if (stop.gone_before.empty()) return;
    const std::size_t limit = verbose_ ? stop.gone_before.size() : kFewAddresses;
    more("By then already destroyed: " + listed(stop.gone_before, limit), 0);
  }

  void going_back(const AssessedChange& c) {
    const Revert& r = c.revert;
    std::string_view label = "going back";
    if (!r.actions.empty()) {
      line(label, "Applying the old configuration again would mean: " + printable(r.actions) + ".");
      label = "";
    }
    if (effects(c, Transition::Revert, label)) label = "";
    for (const std::string& need : r.needs) bullet(std::exchange(label, ""), "It needs: " + printable(need));
    for (const std::string& block : r.blocked_by)
      bullet(std::exchange(label, ""), "It is blocked by: " + printable(block));
  }

  void repair(const Repair& r, bool first) {
    std::string text = printable(r.summary);
    if (verbose_ || text.empty()) text += (text.empty() ? "" : " ") + ("(" + printable(r.pattern) + ")");
    out_.hanging(first ? "do instead" : "or", text, 2, kHang, Style::Green);
    const std::size_t hang = r.steps.size() > 9 ? 4 : 3;
    for (std::size_t i = 0; i < r.steps.size(); ++i)
      out_.hanging(std::to_string(i + 1) + ".", printable(r.steps[i]), 2 + kHang, hang);
    for (const std::string& block : r.blocks) out_.verbatim(block, 2 + kHang + 2);
    for (const std::string& command : r.commands) out_.verbatim(command, 2 + kHang, "$ ");
  }

  static std::string sureness(const AssessedChange& c) {
    switch (c.confidence) {
      case Confidence::Documented:
        return "documented by the provider or the vendor";
      case Confidence::WidelyKnown:
        return "widely known, not documented in one place";
      case Confidence::Inferred:
        return "inferred: oneway has no facts about this type and judged by its name and arguments";
      case Confidence::Unknown:
        return "unknown: the plan does not show enough to judge, so the worst that it allows is assumed";
    }
    return "";
  }

  Terminal& out_;
  bool verbose_;
  std::size_t value_columns_;
};

class TextReport {
 public:
  TextReport(const Assessment& a, const Options& options, std::ostream& stream)
      : a_(a), options_(options), stream_(stream), out_(text_, options.width, options.color) {}

  void write() {
    head();
    if (options_.detail != Detail::Quiet) {
      changes();
      findings();
      moves();
      imports();
      flush();
      outlook_text(a_, {options_.width, options_.color, verbose()}, text_);
      playbooks();
      acknowledged();
      foot();
    }
    flush(0);
  }

 private:
  bool verbose() const { return options_.detail == Detail::Verbose; }

  void flush(std::size_t limit = 64 * 1024) {
    if (text_.size() < limit) return;
    stream_.write(text_.data(), static_cast<std::streamsize>(text_.size()));
    text_.clear();
  }

  void head() {
    const std::string line = verdict(a_);
    const std::size_t word = std::min(line.find_first_of(":(;"), line.size());
    out_.paragraph(upper(line.substr(0, word)) + line.substr(word), 0,
                   a_.gate.passed ? Style::Green : Style::Red);
    reasons(a_.gate.failures, "", Style::Red);
    reasons(a_.gate.warnings, "warning: ", Style::Yellow);
    if (!a_.gate.failures.empty() || !a_.gate.warnings.empty()) out_.blank();
    out_.paragraph(accounting(a_.summary));
    for (const InputInfo& input : a_.inputs) {
      std::string text = printable(input.path, 200) + " (" + std::string(id(input.kind));
      if (input.engine != Engine::Unknown) text += ", " + std::string(id(input.engine));
      if (!input.engine_version.empty()) text += " " + printable(input.engine_version, 40);
      out_.hanging("read", text + ")", 0, 5, Style::Dim, Style::Dim);
      for (const std::string& note : input.notes)
        out_.hanging("-", printable(note), 5, 2, Style::Dim, Style::Dim);
    }
    if (!a_.moves.empty() && options_.detail != Detail::Quiet)
      out_.paragraph(counted(a_.moves.size(), "object") +
                     " that this plan would destroy and create again can be moved instead: see MOVES below.");
  }

  // What the gate fails on, or only warns of.
  void reasons(const std::vector<Gate::Failure>& list, const std::string& label, Style style) {
    const std::size_t limit = verbose() ? list.size() : kFewFailures;
    for (std::size_t i = 0; i < std::min(limit, list.size()); ++i) {
      const Gate::Failure& f = list[i];
      std::string text = label + (f.address.empty() ? "the plan" : printable(f.address, 200));
      text += ": " + (f.message.empty() ? class_words(f.cls) : printable(f.message));
      out_.hanging("-", f.code.empty() ? text : text + " [" + printable(f.code) + "]", 2, 2, style);
    }
    if (list.size() > limit)
      out_.paragraph("and " + counted(list.size() - limit, label.empty() ? "more reason" : "more warning") +
                         ", all in the report below",
                     2);
  }

  void changes() {
    for (auto it = a_.changes.begin(); it != a_.changes.end();) {
      const RollbackClass cls = it->cls;
      auto end = std::find_if(it, a_.changes.end(), [&](const AssessedChange& c) { return c.cls != cls; });
      out_.blank();
      out_.heading(upper(title(cls)) + " (" + std::to_string(end - it) + ")", style_of(cls));
      out_.paragraph("Meaning: " + std::string(meaning(cls)) + ".", 3, Style::Dim);
      if (cls == RollbackClass::FullyReversible && !verbose())
        mild(it, end);
      else
        in_full(it, end);
      it = end;
    }
  }

  std::string placed(const AssessedChange& c) const {
    const std::string place = place_words(c, options_);
    return place.empty() ? "" : " (" + place + ")";
  }

  using Iterator = std::vector<AssessedChange>::const_iterator;

  void title_line(const AssessedChange& c) {
    std::string text = printable(c.address, 300) + " " + action_phrase(c) + placed(c);
    if (a_.inputs.size() > 1 && c.input < a_.inputs.size())
      text += " (in " + printable(a_.inputs[c.input].path, 200) + ")";
    out_.hanging("#", text, 0, 2, style_of(c.cls), Style::Bold);
  }

  static bool ordinary(const AssessedChange& c, const Effect& e) {
    return e.kind == EffectKind::UpdatedInPlace || e.kind == EffectKind::Recreated ||
           (e.kind == EffectKind::StateOnly && c.deposed.empty());
  }

  // What a fully reversible change says beyond its one line: why it is replaced, what it does to the world or
  // to a guard, where apply may stop.
  std::vector<std::string> remarks(const AssessedChange& c) const {
    std::vector<std::string> texts;
    if (!c.why_replaced.empty()) texts.push_back(printable(c.why_replaced, 500));
    for (const Effect& e : c.effects)
      if (!ordinary(c, e)) texts.push_back(coded(e.message, e.code));
    for (const ApplyStop& stop : c.apply_stops)
      texts.push_back((stop.certain ? "Apply stops here: " : "Apply may stop here: ") +
                      coded(stop.message, stop.code));
    return texts;
  }

  void mild(Iterator it, Iterator end) {
    std::size_t listed = 0, left = 0;
    for (; it != end; ++it) {
      const std::vector<std::string> texts = remarks(*it);
      if (listed >= kFewMild && texts.empty() && ++left) continue;
      out_.paragraph(printable(it->address, 300) + " " + action_phrase(*it) + placed(*it), 2);
      for (const std::string& text : texts) out_.hanging("-", text, 4, 2);
      ++listed;
    }
    if (left > 0) out_.paragraph("and " + std::to_string(left) + " more (--verbose shows them)", 2);
  }

  // Neighbours that have the same to say share one text.
  void in_full(Iterator it, Iterator end) {
    std::string body, next;
    for (body = body_of(*it); it != end; flush()) {
      out_.blank();
      std::size_t together = 0;
      do {
        title_line(*it);
        ++together;
        if (++it == end) break;
        next = body_of(*it);
      } while (next == body);
      if (together > 1) out_.paragraph("Each of these " + std::to_string(together) + ":", 2, Style::Dim);
      text_ += body;
      body.swap(next);
    }
  }

  std::string body_of(const AssessedChange& c) {
    std::string body;
    Terminal terminal(body, options_.width, options_.color);
    Body(terminal, options_).write(c);
    return body;
  }

  void section(std::string_view title, std::size_t n) {
    out_.blank();
    out_.heading(std::string(title) + " (" + std::to_string(n) + ")", Style::Bold);
  }

  void findings() {
    if (a_.findings.empty()) return;
    section("THE PLAN AS A WHOLE", a_.findings.size());
    std::size_t n = 0;
    for (const Finding& f : a_.findings) {
      if (n++ == kFewFindings && !verbose()) {
        out_.paragraph(
            "and " + counted(a_.findings.size() - kFewFindings, "more finding") + " (--verbose shows them)",
            2);
        break;
      }
      const Style style = f.severity == Severity::Error     ? Style::Red
                          : f.severity == Severity::Warning ? Style::Yellow
                                                            : Style::Dim;
      out_.hanging(id(f.severity), coded(f.message, f.code), 2, 9, style);
      if (!f.addresses.empty())
        out_.paragraph(listed(f.addresses, verbose() ? f.addresses.size() : kFewAddresses), 11, Style::Dim);
      for (const Evidence& e : f.evidence)
        out_.paragraph(evidence_words(e, verbose() ? 2000 : 120), 11, Style::Dim);
      flush();
    }
  }

  void moves() {
    if (a_.moves.empty() && a_.move_groups.empty()) return;
    section("MOVES: THE SAME OBJECT UNDER ANOTHER ADDRESS", a_.moves.size() + a_.move_groups.size());
    std::set<std::string_view> blocks;
    for (const Move& m : a_.moves) {
      out_.hanging("-", printable(m.from, 300) + " -> " + printable(m.to, 300), 2, 2, Style::Green);
      if (!m.why.empty()) out_.paragraph("because " + printable(m.why), 4, Style::Dim);
      if (!m.event.empty()) out_.paragraph("part of: " + printable(m.event), 4, Style::Dim);
      if (!m.differs.empty())
        out_.paragraph("differs in: " + listed(m.differs, kFewAddresses), 4, Style::Dim);
      if (verbose())
        out_.paragraph("confidence " + std::string(id(m.confidence)) + ", score " + std::to_string(m.score),
                       4, Style::Dim);
      if (!m.block.empty() && blocks.insert(m.block).second) out_.verbatim(m.block, 6);
      flush();
    }
    for (const MoveGroup& g : a_.move_groups) {
      out_.hanging(
          "?", (g.any_pairing ? "any pairing will do: " : "cannot tell which is which: ") + printable(g.why),
          2, 2, Style::Yellow);
      out_.hanging("from", listed(g.from, kFewAddresses), 4, 5);
      out_.hanging("to", listed(g.to, kFewAddresses), 4, 5);
    }
  }

  void imports() {
    if (a_.imports.empty()) return;
    section("IMPORTS: OBJECTS THAT EXIST ALREADY OR STAY BEHIND", a_.imports.size());
    for (const ImportSuggestion& i : a_.imports) {
      std::string text = printable(i.address, 300) + " with id " + printable(i.id, 300);
      if (!i.complete) text += " (fill in the marked part first)";
      out_.hanging("-", text, 2, 2, Style::Green);
      if (!i.why.empty()) out_.paragraph("because " + printable(i.why), 4, Style::Dim);
      if (!i.block.empty()) out_.verbatim(i.block, 6);
      flush();
    }
  }

  void playbooks() {
    if (a_.playbooks.empty()) return;
    section("PLAYBOOKS: IF IT GOES WRONG", a_.playbooks.size());
    for (const Playbook& p : a_.playbooks) {
      write_playbook(out_, p, verbose());
      flush();
    }
  }

  void acknowledged() {
    if (a_.gate.acknowledged.empty()) return;
    section("ACKNOWLEDGED: KNOWN AND ACCEPTED FOR NOW", a_.gate.acknowledged.size());
    for (const Gate::Acknowledged& k : a_.gate.acknowledged) {
      std::string text = printable(k.code) + " " + printable(k.address, 300) + ": " + printable(k.reason);
      if (!k.approved_by.empty()) text += ", approved by " + printable(k.approved_by);
      if (!k.expires.empty()) text += ", until " + printable(k.expires);
      if (!k.place.empty()) text += " (" + printable(k.place, 200) + ")";
      out_.hanging("-", text, 2, 2);
    }
  }

  // A code that the report shows, the most important one first.
  std::string shown_code() const {
    if (!a_.gate.failures.empty()) return a_.gate.failures.front().code;
    for (const AssessedChange& c : a_.changes) {
      if (c.cls != RollbackClass::FullyReversible || verbose())
        return c.effects.empty() ? "" : c.effects.front().code;
      for (const Effect& e : c.effects)
        if (!ordinary(c, e)) return e.code;
      if (!c.apply_stops.empty()) return c.apply_stops.front().code;
    }
    return a_.findings.empty() ? "" : a_.findings.front().code;
  }

  void foot() {
    const std::string code = shown_code();
    if (code.empty()) return;
    out_.blank();
    out_.paragraph("What a code means: oneway explain " + printable(code), 0, Style::Dim);
  }

  const Assessment& a_;
  const Options& options_;
  std::ostream& stream_;
  std::string text_;
  Terminal out_;
};

}  // namespace

void write_text(const Assessment& a, const Options& options, std::ostream& out) {
  TextReport(a, options, out).write();
}

}  // namespace oneway::report
