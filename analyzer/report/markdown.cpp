// The comment on a pull request: read in ten seconds, opened where somebody wants more, never too large to
// post.
#include <algorithm>
#include <map>
#include <set>

#include "report/markup.h"
#include "report/outlook.h"
#include "report/playbook.h"
#include "report/printable.h"
#include "report/report.h"
#include "report/words.h"

namespace oneway::report {
namespace {

constexpr std::size_t kRows = 15, kFewAddresses = 10, kNameColumns = 160, kProseColumns = 600,
                      kCellColumns = 240;
constexpr std::size_t kRoomForTheEnd = 320;  // the note on what was left out

std::string_view icon(RollbackClass c) {
  constexpr std::string_view kIcons[] = {"🟢", "🔵", "🟡", "🟠", "🟣", "🔴"};
  return kIcons[static_cast<int>(c)];
}

std::string prose(std::string_view text) {
  return markdown_prose(text, kProseColumns);
}
std::string name(std::string_view text) {
  return markdown_code(text, kNameColumns);
}

std::string coded(const std::string& message, const std::string& code) {
  return code.empty() ? prose(message) : prose(message) + " " + markdown_code(code, 40);
}

std::string names(const std::vector<std::string>& addresses) {
  std::string text;
  for (std::size_t i = 0; i < addresses.size(); ++i) {
    if (i == kFewAddresses) return text + " and " + std::to_string(addresses.size() - i) + " more";
    if (i > 0) text += ", ";
    text += name(addresses[i]);
  }
  return text;
}

// Named in a list, no more.
bool is_mild(const AssessedChange& c) {
  return c.cls == RollbackClass::FullyReversible && c.apply_stops.empty();
}

std::string collapsed(const std::string& summary, const std::string& body) {
  return "<details><summary>" + summary + "</summary>\n\n" + body + "\n</details>\n\n";
}

std::string evidence_list(const std::vector<Evidence>& evidence) {
  std::string text;
  for (const Evidence& e : evidence) text += "  - " + markdown_code(evidence_words(e, 100), 400) + "\n";
  return text;
}

std::string effects(const AssessedChange& c, Transition transition) {
  std::string text;
  for (const Effect& e : c.effects)
    if (e.transition == transition)
      text += "- " + coded(e.message, e.code) + "\n" + evidence_list(e.evidence);
  return text;
}

std::string apply_stops(const AssessedChange& c) {
  std::string text;
  for (const ApplyStop& s : c.apply_stops) {
    text += std::string(s.certain ? "**Apply stops:** " : "**Apply may stop:** ") + coded(s.message, s.code) +
            "\n";
    if (!s.gone_before.empty()) text += "By then already destroyed: " + names(s.gone_before) + "\n";
    text += "\n";
  }
  return text;
}

std::string repair(const Repair& r, bool first) {
  std::string text = std::string(first ? "\n**Do instead:** " : "\n**Or:** ") +
                     prose(r.summary.empty() ? r.pattern : r.summary) + "\n\n";
  for (std::size_t i = 0; i < r.steps.size(); ++i)
    text += std::to_string(i + 1) + ". " + prose(r.steps[i]) + "\n";
  text += "\n";
  for (const std::string& block : r.blocks) text += fenced(block, "hcl") + "\n";
  for (const std::string& command : r.commands) text += fenced(command, "sh") + "\n";
  return text;
}

std::string details(const AssessedChange& c, const Options& options) {
  std::string body;
  if (const std::string place = place_words(c, options); !place.empty())
    body += "**Where:** " + name(place) + "\n\n";
  if (!c.why_replaced.empty()) body += "**Why:** " + prose(c.why_replaced) + "\n\n";
  const bool refused = is_refused(c);
  if (refused) body += apply_stops(c);
  if (const std::string list = effects(c, Transition::Forward); !list.empty())
    body += std::string(refused ? "**What would happen**" : "**What happens**") + "\n\n" + list + "\n";
  if (!refused) body += apply_stops(c);
  std::string back = effects(c, Transition::Revert);
  for (const std::string& need : c.revert.needs) back += "- It needs: " + prose(need) + "\n";
  for (const std::string& block : c.revert.blocked_by) back += "- It is blocked by: " + prose(block) + "\n";
  if (!c.revert.actions.empty() || !back.empty()) {
    body += "**Going back**";
    if (!c.revert.actions.empty()) body += " would mean: " + prose(c.revert.actions);
    body += "\n\n" + back + "\n";
  }
  for (const Window& w : c.windows) body += "**Time window:** " + prose(window_words(w)) + "\n\n";
  if (!c.dependents.empty()) body += "**Used by:** " + names(c.dependents) + "\n\n";
  for (const Repair& r : c.repairs) body += repair(r, &r == &c.repairs.front());
  return collapsed(std::string(icon(c.cls)) + " " + name(c.address) + " " + markdown(action_phrase(c)), body);
}

class MarkdownReport {
 public:
  MarkdownReport(const Assessment& a, const Options& options) : a_(a), options_(options) {}

  std::string text() {
    if (!add(head())) return smallest();
    failures();
    table();
    findings();
    repairs_of_the_plan();
    playbooks();
    changes();
    for (const std::string& part : outlook_markdown(a_))
      if (!add(part)) ++left_out_["parts on going back"];
    if (!acknowledged().empty()) add(acknowledged()) || (left_out_["acknowledgements"] += 1);
    end();
    return out_;
  }

 private:
  // Everything or nothing of `piece`, always leaving room for the end.
  bool add(const std::string& piece, std::size_t reserve = kRoomForTheEnd) {
    if (out_.size() + piece.size() + reserve > options_.max_bytes) return false;
    out_ += piece;
    return true;
  }

  std::string verdict_line() const {
    return std::string(a_.gate.passed ? "✅ " : "🛑 ") + "oneway: " + markdown(verdict(a_), 300);
  }

  std::string head() const {
    return "### " + verdict_line() + "\n\n" + markdown(accounting(a_.summary)) + "\n\n";
  }

  // For budgets in which not even the head and the end fit.
  std::string smallest() const {
    const std::string line =
        a_.gate.passed ? "oneway: gate passed\n" : "oneway: gate FAILED; the report does not fit\n";
    return line.substr(0, options_.max_bytes);
  }

  // What fails the plan as a whole has no row in the table.
  void failures() {
    std::string list;
    std::size_t n = 0;
    for (const Gate::Failure& f : a_.gate.failures) {
      if (!f.address.empty() || ++n > 5) continue;
      list += "- " + coded(f.message, f.code) + "\n";
    }
    if (n > 5) list += "- and " + std::to_string(n - 5) + " more\n";
    n = 0;
    for (const Gate::Failure& f : a_.gate.warnings) {
      if (++n > 5) continue;
      list += "- ⚠️ The policy warns: " + (f.address.empty() ? "" : name(f.address) + " ") +
              coded(f.message, f.code) + "\n";
    }
    if (n > 5) list += "- and " + std::to_string(n - 5) + " more warnings\n";
    if (!list.empty()) add(list + "\n");
  }

  void table() {
    std::string rows = "| | change | action | what it means |\n|:-:|---|---|---|\n";
    std::size_t n = 0, worse = 0;
    for (const AssessedChange& c : a_.changes) {
      if (is_mild(c) || ++worse > kRows) continue;
      const Effect* e = headline(c);
      std::string row = "| " + std::string(icon(c.cls)) + " | " + name(c.address) + " | " +
                        markdown(action_word(c), 60) + " | **" + class_words(c.cls) + "**";
      if (const std::string place = place_words(c, options_); !place.empty()) row += " " + name(place);
      if (!c.apply_stops.empty())
        row += std::string(is_refused(c) ? "<br>**apply stops:** " : "<br>**apply may stop:** ") +
               markdown_prose(beginning(c.apply_stops.front().message, kCellColumns));
      else if (e)
        row += "<br>" + markdown_prose(beginning(e->message, kCellColumns));
      row += " |\n";
      if (out_.size() + rows.size() + row.size() + kRoomForTheEnd + 100 > options_.max_bytes) continue;
      rows += row;
      ++n;
    }
    if (n == 0) {
      if (worse > 0) left_out_["rows of changes"] += worse;
      return;
    }
    rows += "\n";
    if (worse > n)
      rows += "and " + std::to_string(worse - n) +
              " more changes that are not fully reversible or may stop the apply\n\n";
    add(rows);
  }

  void findings() {
    std::string notes;
    for (const Finding& f : a_.findings) {
      std::string piece = "- **" + std::string(id(f.severity)) + "** " + coded(f.message, f.code);
      if (!f.addresses.empty()) piece += ": " + names(f.addresses);
      piece += "\n" + evidence_list(f.evidence);
      if (f.severity == Severity::Note)
        notes += piece;
      else if (!add(piece))
        ++left_out_["findings"];
    }
    if (!a_.findings.empty()) add("\n");
    if (!notes.empty() && !add(collapsed("Notes on the plan", notes))) ++left_out_["list of notes"];
  }

  // Blocks that repair several changes at once come before the single changes: at most a third of what is
  // left.
  void repairs_of_the_plan() {
    const std::size_t left = options_.max_bytes > out_.size() ? options_.max_bytes - out_.size() : 0;
    const std::size_t reserve = kRoomForTheEnd + left - left / 3;
    std::string body;
    std::set<std::string_view> blocks;
    auto append = [&](const std::string& piece, const char* what) {
      if (out_.size() + body.size() + piece.size() + reserve + 200 > options_.max_bytes)
        ++left_out_[what];
      else
        body += piece;
    };
    for (const Move& m : a_.moves) {
      std::string piece = "- " + name(m.from) + " → " + name(m.to);
      if (!m.why.empty()) piece += ": " + prose(m.why);
      piece += "\n";
      if (!m.block.empty() && blocks.insert(m.block).second) piece += "\n" + fenced(m.block, "hcl") + "\n";
      append(piece, "moves");
    }
    for (const MoveGroup& g : a_.move_groups)
      append(std::string(g.any_pairing ? "- any pairing will do: " : "- cannot tell which became which: ") +
                 names(g.from) + " → " + names(g.to) + ": " + prose(g.why) + "\n",
             "groups of moves");
    if (!body.empty())
      add(collapsed("🚚 " + counted(a_.moves.size(), "move") + " instead of destroy and create", body), 0);
    body.clear();
    for (const ImportSuggestion& i : a_.imports) {
      std::string piece = "- " + name(i.address) + (i.complete ? "" : " (fill in the marked part)");
      if (!i.why.empty()) piece += ": " + prose(i.why);
      append(piece + "\n" + (i.block.empty() ? "" : "\n" + fenced(i.block, "hcl") + "\n"), "imports");
    }
    if (!body.empty()) add(collapsed("📥 " + counted(a_.imports.size(), "import"), body), 0);
  }

  void playbooks() {
    for (const Playbook& p : a_.playbooks)
      if (!add(collapsed("📖 if it goes wrong: " + markdown(p.title, 120), playbook_markdown(p))))
        ++left_out_["playbooks"];
  }

  void changes() {
    std::string mild;
    std::size_t n = 0;
    for (const AssessedChange& c : a_.changes) {
      if (is_mild(c)) {
        const std::string piece = "- " + name(c.address) + " " + markdown(action_phrase(c)) + "\n";
        ++n;
        if (out_.size() + mild.size() + piece.size() + kRoomForTheEnd + 200 > options_.max_bytes)
          ++left_out_["mild changes"];
        else
          mild += piece;
      } else if (!add(details(c, options_))) {
        ++left_out_["changes in detail"];
      }
    }
    if (!mild.empty()) add(collapsed("🟢 " + counted(n, "fully reversible change"), mild), 0);
  }

  std::string acknowledged() const {
    std::string list;
    for (const Gate::Acknowledged& k : a_.gate.acknowledged) {
      list += "- " + markdown_code(k.code, 40) + " " + name(k.address) + ": " + prose(k.reason);
      if (!k.approved_by.empty()) list += ", approved by " + markdown(k.approved_by, 100);
      if (!k.expires.empty()) list += ", until " + markdown(k.expires, 40);
      if (!k.place.empty()) list += " (" + name(k.place) + ")";
      list += "\n";
    }
    return list.empty() ? list : collapsed("Acknowledged", list);
  }

  void end() {
    if (left_out_.empty()) return;
    std::string text = "_Left out for size:";
    const char* separator = " ";
    for (const auto& [what, n] : left_out_) {
      text += separator + std::to_string(n) + " " + what;
      separator = ", ";
    }
    add(text + ". The JSON and HTML reports hold everything._\n", 0);
  }

  const Assessment& a_;
  const Options& options_;
  std::string out_;
  std::map<std::string, std::size_t> left_out_;
};

}  // namespace

void write_markdown(const Assessment& a, const Options& options, std::ostream& out) {
  out << MarkdownReport(a, options).text();
}

}  // namespace oneway::report
