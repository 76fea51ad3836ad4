#include "report/words.h"

#include <algorithm>
#include <cctype>

#include "report/printable.h"

namespace oneway::report {

std::string counted(std::uint64_t n, std::string_view singular) {
  std::string text = std::to_string(n) + " " + std::string(singular);
  if (n != 1) text += 's';
  return text;
}

std::string class_words(RollbackClass c) {
  std::string words(title(c));
  words[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(words[0])));
  return words;
}

std::string_view meaning(RollbackClass c) {
  switch (c) {
    case RollbackClass::FullyReversible:
      return "the old configuration brings back the old world";
    case RollbackClass::CompatibilityWindow:
      return "there is a way back, but only for a stated time or while old and new overlap";
    case RollbackClass::ManualRepair:
      return "there is a way back, but it takes an import, state surgery, re-pointing or an operator";
    case RollbackClass::ForwardOnly:
      return "the old state is refused, unsafe or impossible; if this goes wrong, it must be fixed forward";
    case RollbackClass::Compensatable:
      return "it happens in the world and cannot be undone; only a counter-action helps";
    case RollbackClass::NonRecoverable:
      return "data or key material is gone for good unless a backup brings it back";
  }
  return "";
}

std::string accounting(const Summary& s) {
  std::string parts, one;
  std::uint64_t sum = 0, kinds = 0;
  for (std::size_t i = kAllClasses.size(); i-- > 0;) {
    const std::uint64_t n = s.by_class[i];
    if (n == 0) continue;
    ++kinds;
    sum += n;
    one = class_words(kAllClasses[i]);
    parts += (kinds == 1 ? " " : " + ") + std::to_string(n) + " " + one;
  }
  std::string line = counted(s.changes, "change");
  if (sum != s.changes)
    return line + ":" + parts + " = " + std::to_string(sum) +
           " (the parts do NOT add up: do not trust this report)";
  if (kinds == 1)
    line += (sum == 1 ? ": " : ": all ") + one;
  else if (kinds > 1)
    line += ":" + parts + " = " + std::to_string(sum);
  if (s.unchanged == 0) return line;
  if (s.unchanged == s.changes)
    return line + (s.changes == 1 ? " (it changes nothing)" : " (none of them changes anything)");
  return line + " (" + std::to_string(s.unchanged) + " of them " + (s.unchanged == 1 ? "changes" : "change") +
         " nothing)";
}

std::string verdict(const Assessment& a) {
  const std::string warnings =
      a.gate.warnings.empty() ? "" : "; " + counted(a.gate.warnings.size(), "warning") + " by the policy";
  const std::string rule = a.gate.fail_on.empty() ? "" : "it fails on " + printable(a.gate.fail_on, 200);
  if (!a.gate.passed) {
    std::string text =
        "Gate failed: " + counted(a.gate.failures.size(), "reason") + " not to apply this plan as it is";
    if (!rule.empty()) text += " (" + rule + ")";
    return text + warnings;
  }
  std::string text = "Gate passed";
  if (!rule.empty()) text += " (" + rule + ")";
  if (a.summary.worst != RollbackClass::FullyReversible)
    text += "; the worst change is " + class_words(a.summary.worst);
  if (!a.gate.acknowledged.empty())
    text += "; " + std::to_string(a.gate.acknowledged.size()) + " acknowledged";
  return text + warnings;
}

bool is_refused(const AssessedChange& c) {
  const bool destroys_first = c.actions.replaces() && !c.actions.create_before_destroy();
  return std::any_of(c.apply_stops.begin(), c.apply_stops.end(), [&](const ApplyStop& s) {
    // What stops at a name (OW3xx) stops the create, when the old object is gone already.
    return s.certain && !(destroys_first && s.code.starts_with("OW3"));
  });
}

namespace {

std::string will_be(const AssessedChange& c) {
  const Actions& actions = c.actions;
  std::string moved;
  if (!c.previous_address.empty()) moved = " (moved from " + printable(c.previous_address, 200) + ")";
  if (actions.has_unknown()) {
    std::string words;
    for (const std::string& w : actions.words()) words += (words.empty() ? "" : ", ") + printable(w, 60);
    return "has actions that oneway does not know: [" + words + "]" + moved;
  }
  if (!c.deposed.empty()) {
    const std::string which = " (the deposed object " + printable(c.deposed, 40) + ", not the current one)";
    return (actions.forgets() ? "will be forgotten, it stays in the cloud" : "will be destroyed") + which +
           moved;
  }
  if (actions.create_before_destroy()) return "will be created anew, then the old one destroyed" + moved;
  if (actions.replaces()) return "will be destroyed, then created again" + moved;
  if (actions.leaves_old_behind())
    return "will be created anew; the old one stays in the cloud, unmanaged" + moved;
  switch (actions.list()[0]) {
    case Action::Create:
      return "will be created" + moved;
    case Action::Read:
      return "will be read during apply" + moved;
    case Action::Update:
      return "will be updated in place" + moved;
    case Action::Delete:
      return "will be destroyed" + moved;
    case Action::Forget:
      return "will be forgotten: it stays in the cloud, unmanaged" + moved;
    case Action::Open:
      return "will be opened during apply" + moved;
    default:
      return moved.empty() ? "stays as it is" : "changes only its address" + moved;
  }
}

}  // namespace

std::string action_phrase(const AssessedChange& c) {
  std::string phrase = will_be(c);
  if (is_refused(c) && phrase.starts_with("will be"))
    phrase = "would be" + phrase.substr(std::string_view("will be").size()) + ", but the apply is refused";
  return phrase;
}

std::string action_word(const AssessedChange& c) {
  std::string word = c.actions.summary();
  if (word == "no-op" && !c.previous_address.empty()) word = "move";
  if (!c.deposed.empty()) word += " (deposed)";
  return word;
}

std::string evidence_words(const Evidence& e, std::size_t value_columns) {
  auto value = [&](const std::string& text) {
    const std::string shown = printable(text, value_columns);
    return e.hidden ? "(sensitive " + shown + ")" : shown;
  };
  std::string text = printable(e.path, 200);
  if (e.before.empty() && e.after.empty() && !e.unknown) return text;
  const bool one_value = e.before.empty() || (!e.unknown && (e.after.empty() || e.before == e.after));
  text += one_value ? " = " : ": ";
  if (!e.before.empty()) text += value(e.before);
  if (!e.before.empty() && !e.unknown && e.before == e.after) return text;
  if (!e.before.empty() && (!e.after.empty() || e.unknown)) text += " -> ";
  if (e.unknown)
    text += "(known only after apply)";
  else if (!e.after.empty())
    text += value(e.after);
  return text;
}

std::string place_words(const AssessedChange& c, const Options& options) {
  const auto at = options.locate ? options.locate(c.input, c.address) : std::nullopt;
  return at && at->exact ? printable(at->file, 200) + ":" + std::to_string(at->first_line) : "";
}

std::string window_words(const Window& w) {
  std::string text = printable(w.length);
  if (w.seconds && w.opens == "at apply") text += " from apply";
  if (!w.what.empty()) text += (text.empty() ? "" : ": ") + printable(w.what);
  if (!w.why.empty()) text += text.empty() ? printable(w.why) : " (" + printable(w.why) + ")";
  if (!w.closes_early.empty() && w.kind != Window::Kind::NameHeld)  // the effect says the way out
    text += (text.empty() ? "Closed earlier by: " : ". Closed earlier by: ") + printable(w.closes_early);
  return text;
}

std::string listed(const std::vector<std::string>& items, std::size_t limit, std::size_t columns) {
  std::string text;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i == limit) return text + " and " + std::to_string(items.size() - limit) + " more";
    if (i > 0) text += ", ";
    text += printable(items[i], columns);
  }
  return text;
}

const Effect* headline(const AssessedChange& c) {
  const Effect* best = nullptr;
  for (const Effect& e : c.effects) {
    if (!best || e.cls > best->cls) best = &e;
    if (best->transition == Transition::Revert && e.transition == Transition::Forward && e.cls == best->cls)
      best = &e;
  }
  return best;
}

}  // namespace oneway::report
