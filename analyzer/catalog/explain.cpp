#include "catalog/explain.h"

#include <algorithm>

#include "catalog/phrases.h"
#include "catalog/registry.h"
#include "catalog/words.h"
#include "catalog/yaml/diagnostics.h"

namespace oneway {
namespace {

class SheetWriter {
 public:
  explicit SheetWriter(FactSheet& sheet) : sheet_(sheet) {}
  void section(std::string heading) { sheet_.sections.push_back({std::move(heading), {}}); }
  void line(std::string text) {
    if (!text.empty()) sheet_.sections.back().lines.push_back(std::move(text));
  }
  // A section of one text; nothing if there is none.
  void section(std::string heading, std::string text) {
    if (text.empty()) return;
    section(std::move(heading));
    line(std::move(text));
  }
  void section(std::string heading, const std::vector<std::string>& lines) {
    if (lines.empty()) return;
    section(std::move(heading));
    for (const std::string& l : lines) line(l);
  }

 private:
  FactSheet& sheet_;
};

std::string joined(const std::vector<std::string>& items) {
  std::string out;
  for (const std::string& item : items) out += (out.empty() ? "" : ", ") + item;
  return out;
}

std::string because(const std::string& why) {
  return why.empty() ? "" : ": " + why;
}

std::string when(const char* word, const Condition& condition) {
  const std::string said = in_words(condition);
  return said.empty() ? "" : " " + std::string(word) + " " + said;
}

std::string loss(const TypeFacts& t) {
  static constexpr const char* kHolds[] = {
      "Nothing that the configuration does not say.",
      "Derived data: it can be rebuilt from its source, but not by applying the old configuration.",
      "Key or secret material: what it opened or encrypted stays closed without it.",
      "Data that cannot be made again from elsewhere."};
  std::string out = kHolds[static_cast<std::size_t>(t.holds)];
  if (t.contents_unmanaged) out += " Contents that no plan shows go with it.";
  return out;
}

std::string destroy_words(const DestroyRule& d) {
  static constexpr const char* kDoes[] = {"deletes the object",
                                          "only forgets it",
                                          "does nothing: what it did stays done",
                                          "loses the value, which lived only in the state",
                                          "schedules the deletion, which can be cancelled",
                                          "only switches it off"};
  const std::string time = in_words(d.period), condition = in_words(d.when);
  const std::string why = d.why.empty() && d.does == DestroyRule::Does::Forgets ? "the object stays" : d.why;
  return (condition.empty() ? "The" : "If " + condition + " the") + " destroy " +
         kDoes[static_cast<std::size_t>(d.does)] + (time.empty() ? "" : " for " + time) + because(why) + ".";
}

std::string flag_words(const DestroyFlag& f) {
  static constexpr const char* kDoes[] = {"The destroy takes contents with it that are not managed here",
                                          "No last copy is taken",
                                          "Existing backups go too",
                                          "The destroy is refused while it has contents",
                                          "The destroy is refused for want of a name for the last copy",
                                          "The destroy takes other objects of the cloud with it",
                                          "The destroy ends something paid for",
                                          "The soft delete is skipped"};
  return std::string(kDoes[static_cast<std::size_t>(f.does)]) + when("if", f.when) + because(f.why) + ".";
}

// "final-snapshot" -> "Final snapshot".
std::string means_words(const std::string& means) {
  std::string out = means;
  std::replace(out.begin(), out.end(), '-', ' ');
  out[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(out[0])));
  return out;
}

std::string recovery_words(const Recovery& r) {
  std::string out = means_words(r.means);
  if (r.dies_with_object)
    return out + ": does not survive the destroy" + (r.how.empty() ? "" : " (" + r.how + ")") + ".";
  out += when("if", r.when);
  if (r.outside)
    out += r.means == "support-request" ? ", which nobody promises" : ", if there is one (no plan shows it)";
  const std::string time = in_words(r.period);
  if (!time.empty()) out += ", for " + time;
  if (!r.how.empty()) out += ": " + r.how;
  if (r.forfeited_by_same_name) out += ". A create under the same name forfeits it";
  return out + ".";
}

std::string effect_words(const WorldEffect& e) {
  std::string on;
  const auto add = [&](bool yes, const char* name) {
    if (yes) on += (on.empty() ? "" : ", ") + std::string(name);
  };
  add(e.on_create, "create");
  add(e.on_update, "update");
  add(e.on_destroy, "destroy");
  std::string out =
      "On " + on + (e.argument.empty() ? "" : " of " + e.argument) + " it " + std::string(word(e.does));
  out += when("if", e.when) + because(e.why);
  return out + (e.undo.empty() ? "." : ". Undo: " + e.undo + ".");
}

void on_destroy(const TypeFacts& t, SheetWriter& out) {
  out.section("Lost on destroy");
  out.line(loss(t));
  for (const DestroyRule& d : t.destroy) out.line(destroy_words(d));
  for (const DestroyFlag& f : t.destroy_flags) out.line(flag_words(f));
  for (const Guard& g : t.guards)
    out.line(
        (g.lifted_by_provider ? "No real guard, the provider lifts it itself" : "The destroy is refused") +
        when("while", g.when) + because(g.why) + ".");
  std::vector<std::string> ways;
  for (const Recovery& r : t.recovery) ways.push_back(recovery_words(r));
  if (ways.empty() && t.holds != TypeFacts::Holds::None) ways.push_back("Nothing that is known.");
  out.section("What brings it back", ways);
}

void on_update(const TypeFacts& t, SheetWriter& out) {
  std::vector<std::string> lines;
  for (const OneWay& o : t.one_way)
    lines.push_back(o.argument + ": " + in_words(o.direction) + "; " + in_words(o.revert) +
                    when("if", o.when) + because(o.why) + ".");
  out.section("One-way arguments", lines);
  lines.clear();
  for (const Erosion& e : t.erodes) lines.push_back(in_words(e) + ".");
  out.section("Erodes what could be recovered", lines);
  lines.clear();
  for (const SecretRule& s : t.secrets) {
    const std::string valid = in_words(s.old_valid_for);
    lines.push_back(s.argument + ": a change " + std::string(word(s.does)) + " it" +
                    (valid.empty() ? "" : "; the old one works on for " + valid) + because(s.why) + ".");
  }
  out.section("Secrets", lines);
  out.section("Replaced by a change of", joined(t.force_new));
  out.section("Removes what others set", joined(t.authoritative));
}

FactSheet type_sheet(const TypeFacts& t) {
  FactSheet sheet{t.type, "type", t.type + " (" + t.surface + ", " + t.provider + ")", {}};
  SheetWriter out(sheet);
  if (!t.delegate.empty())
    out.section("Judged by", "What it carries (" + t.delegate +
                                 "); what follows is the worst case when that is not known.");
  on_destroy(t, out);
  on_update(t, out);
  std::vector<std::string> lines;
  for (const NameRule& n : t.names) lines.push_back(in_words(n) + ".");
  out.section("Name", lines);
  out.section("New after a re-creation", joined(t.identity));
  out.section("New under another name", joined(t.identity_by_name));
  lines.clear();
  for (const WorldEffect& e : t.effects) lines.push_back(effect_words(e));
  out.section("Acts on the world", lines);
  lines.clear();
  for (const WindowRule& w : t.windows) {
    const std::string time = w.closes.empty() ? in_words(w.period) : "until " + w.closes;
    const std::string when = in_words(w.when);
    lines.push_back(w.what + ": " + time + (when.empty() ? "" : ", if " + when) +
                    (w.closes_early.empty() ? "" : ". Closed earlier by " + w.closes_early) + ".");
  }
  out.section("Windows", lines);
  out.section("Import id", t.import_id);
  if (!t.moved_from.empty())
    out.section("Earlier names", joined(t.moved_from) + (t.move_supported ? " (a moved block works)"
                                                                          : " (no moved block: import it)"));
  out.section("Repair", t.repair.empty() || t.repair_pattern.empty() ? t.repair + t.repair_pattern
                                                                     : t.repair_pattern + ": " + t.repair);
  out.section("Notes", t.notes);
  out.section("Confidence", std::string(word(t.confidence)) + ", stated in " + t.rule);
  out.section("Sources", t.sources);
  return sheet;
}

FactSheet code_sheet(const CodeInfo& c) {
  FactSheet sheet{c.code, "code", c.code + " " + c.title, {}};
  SheetWriter out(sheet);
  out.section("Kind", c.kind + ", " + std::string(id(c.severity)));
  out.section("Why it matters", c.why);
  out.section("What to do", c.what_to_do);
  return sheet;
}

std::string spoken_if(ClassInfo::If condition) {
  switch (condition) {
    case ClassInfo::If::Always:
      return "";
    case ClassInfo::If::Moves:
      return "if objects only moved";
    case ClassInfo::If::Imports:
      return "if an import brings it back";
    case ClassInfo::If::InModule:
      return "if all of it comes out of modules";
    case ClassInfo::If::Replaces:
      return "if objects are replaced";
    case ClassInfo::If::SecretChanged:
      return "if a secret changed";
    case ClassInfo::If::Restorable:
      return "if the plan shows a copy";
  }
  return "";
}

FactSheet class_sheet(RollbackClass c) {
  const ClassInfo& info = describe(c);
  FactSheet sheet{std::string(id(c)), "class", std::string(title(c)), {}};
  SheetWriter out(sheet);
  out.section("Means", info.means);
  out.section("For example", info.example);
  out.section("What to do", info.advice);
  std::vector<std::string> lines;
  for (const ClassInfo::Way& w : info.transitions)
    lines.push_back(w.pattern +
                    (w.only_if == ClassInfo::If::Always ? "" : " (" + spoken_if(w.only_if) + ")") + ": " +
                    w.why);
  out.section("If it went wrong", lines);
  lines.clear();
  for (const ClassInfo::Not& n : info.against) lines.push_back(n.pattern + ": " + n.why);
  out.section("Rather not", lines);
  return sheet;
}

FactSheet repair_sheet(const RepairInfo& r) {
  FactSheet sheet{r.pattern, "repair", r.title, {}};
  SheetWriter out(sheet);
  out.section("Use it when", r.use_when);
  out.section("Do not when", r.not_when);
  out.section("Steps", r.steps);
  return sheet;
}

std::vector<std::string> step_lines(const std::vector<StepInfo>& steps) {
  std::vector<std::string> lines;
  for (const StepInfo& s : steps) lines.push_back(s.run.empty() ? s.text : s.text + " $ " + s.run);
  return lines;
}

FactSheet playbook_sheet(const PlaybookInfo& p) {
  FactSheet sheet{p.id, "playbook", p.title, {}};
  SheetWriter out(sheet);
  out.section("When", p.when);
  std::string fits = p.surfaces.empty() ? "" : "surfaces " + joined(p.surfaces);
  if (!p.codes.empty()) fits += (fits.empty() ? "" : "; ") + ("codes " + joined(p.codes));
  if (p.external_modules) fits += "; whatever lies in a module from elsewhere";
  out.section("Fits a plan by", fits);
  out.section("Trigger", p.trigger);
  out.section("First, stop the loop", p.pause);
  out.section("Choose", p.choose);
  out.section("To go back", step_lines(p.revert));
  out.section("To go forward", step_lines(p.forward));
  out.section("Verify", step_lines(p.verify));
  out.section("Never", p.never);
  out.section("Keep as evidence", p.evidence);
  out.section("Sources", p.sources);
  return sheet;
}

std::string upper(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return std::toupper(c); });
  return out;
}

}  // namespace

std::optional<FactSheet> explain(const Catalog& catalog, std::string_view word) {
  if (const CodeInfo* c = code(upper(word))) return code_sheet(*c);
  if (const auto c = rollback_class_from_id(word)) return class_sheet(*c);
  if (const RepairInfo* r = repair(word)) return repair_sheet(*r);
  if (const PlaybookInfo* p = playbook(word)) return playbook_sheet(*p);
  if (const TypeFacts* t = catalog.find(word)) return type_sheet(*t);
  const std::string_view successor = catalog.successor_of(word);
  if (const TypeFacts* t = successor.empty() ? nullptr : catalog.find(successor)) {
    FactSheet sheet = type_sheet(*t);
    sheet.sections.insert(
        sheet.sections.begin(),
        {"Renamed", {std::string(word) + " is called " + std::string(successor) + " today."}});
    return sheet;
  }
  return std::nullopt;
}

std::vector<std::string> words_of(const Catalog& catalog, std::string_view kind) {
  std::vector<std::string> words;
  if (kind == "codes")
    for (const CodeInfo& c : all_codes()) words.push_back(c.code);
  if (kind == "classes")
    for (const RollbackClass c : kAllClasses) words.emplace_back(id(c));
  if (kind == "repairs")
    for (const RepairInfo& r : all_repairs()) words.push_back(r.pattern);
  if (kind == "playbooks")
    for (const PlaybookInfo& p : all_playbooks()) words.push_back(p.id);
  if (kind == "types") catalog.each([&](const TypeFacts& t) { words.push_back(t.type); });
  return words;
}

FactSheet words_to_explain(const Catalog& catalog) {
  FactSheet sheet{"", "words", "What oneway explain knows", {}};
  SheetWriter out(sheet);
  out.section("Rollback classes");
  for (const RollbackClass c : kAllClasses) out.line(std::string(id(c)) + ": " + describe(c).means);
  out.section("Playbooks");
  for (const PlaybookInfo& p : all_playbooks()) out.line(p.id + ": " + p.title);
  out.section("Repairs");
  for (const RepairInfo& r : all_repairs()) out.line(r.pattern + ": " + r.title);
  out.section("Codes");
  for (const CodeInfo& c : all_codes()) out.line(c.code + ": " + c.title);
  out.section("Resource types", std::to_string(catalog.size()) + " of them; `oneway rules list` names them.");
  return sheet;
}

std::vector<std::string> suggestions(const Catalog& catalog, std::string_view word, std::size_t limit) {
  std::vector<std::string> words;
  for (const char* kind : {"codes", "classes", "repairs", "playbooks", "types"})
    for (std::string& known : words_of(catalog, kind)) words.push_back(std::move(known));
  std::vector<std::string_view> candidates(words.begin(), words.end());
  std::vector<std::string> found;
  while (found.size() < limit) {
    const std::string near = nearest(word, candidates);
    if (near.empty()) break;
    found.push_back(near);
    std::erase(candidates, near);
  }
  return found;
}

}  // namespace oneway
