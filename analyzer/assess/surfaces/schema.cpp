#include "assess/surfaces/schema.h"

#include <algorithm>

#include "assess/evidence.h"
#include "assess/surfaces/paths.h"

namespace oneway {
namespace {

constexpr std::size_t kDeepest = 8, kMostColumns = 5000;

std::string first(Paths& paths, Value v, const std::string& path) {
  if (path.empty()) return "";
  const auto texts = paths.texts(v, path);
  return texts.empty() ? "" : texts[0];
}

std::set<std::string> elements(Value side, const std::string& path) {
  Paths paths;
  std::set<std::string> out;
  for (const Value v : paths.at(side, path)) out.insert(v.to_canonical_json());
  return out;
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text;
}

}  // namespace

SchemaJudge::SchemaJudge()
    : tables_(surface_rules().tables),
      objects_(surface_rules().schema_objects),
      statements_(surface_rules().statements) {}

void SchemaJudge::change(const Sight& sight) {
  if (sight.action().empty()) return;
  for (const View& view : sight.views()) {
    for (const std::size_t i : tables_.of(view.name)) table(sight, view, surface_rules().tables[i]);
    for (const std::size_t i : objects_.of(view.name)) object(sight, view, surface_rules().schema_objects[i]);
    for (const std::size_t i : statements_.of(view.name))
      statements(sight, view, surface_rules().statements[i]);
  }
}

SchemaJudge::Release& SchemaJudge::release_of(const Sight& sight, const View& view,
                                              const std::vector<std::string>& parent) {
  Paths paths;
  std::string key;
  for (const std::string& argument : parent) {
    const std::string before = first(paths, view.before, argument);
    key += argument + "=" + (before.empty() ? first(paths, view.after, argument) : before) + "\n";
  }
  return releases_[{sight.input, key}];
}

namespace {

template <class Columns>
void read_columns(const SchemaTable& rule, Value list_root, const std::string& path,
                  const std::string& prefix, std::size_t depth, Paths& paths, Columns& into) {
  for (const Value v : paths.at(list_root, path)) {
    if (into.size() >= kMostColumns) return;
    std::string name = first(paths, v, rule.name);
    if (name.empty()) continue;
    name = prefix + name;
    auto& column = into[name];
    column.type = lower(first(paths, v, rule.type));
    const std::string word = rule.optional.empty() ? "" : first(paths, v, rule.optional);
    const Value given = rule.optional.empty() ? Value{} : v.dotted(rule.optional);
    column.optional =
        given.is_bool() ? given.is_true() == (rule.optional_words.empty() || rule.optional_words[0] == "true")
        : word.empty()  ? rule.optional_by_default
                        : std::find(rule.optional_words.begin(), rule.optional_words.end(), word) !=
                             rule.optional_words.end();
    if (!rule.nested.empty() && depth < kDeepest)
      read_columns(rule, v, rule.nested, name + ".", depth + 1, paths, into);
  }
}

}  // namespace

void SchemaJudge::table(const Sight& sight, const View& view, const SchemaTable& rule) {
  Release& release = release_of(sight, view, rule.parent);
  if (sight.creates()) return void(release.expands.insert(sight.change.address));
  if (sight.destroys()) return void(release.contracts.insert(sight.change.address));
  const bool hidden =
      marked(view.before_sensitive, rule.columns) || marked(view.after_sensitive, rule.columns);
  if (!rule.columns.empty() && !marked(view.unknown, rule.columns) && hidden) {
    if (elements(view.before, rule.columns) != elements(view.after, rule.columns))
      say(sight, "OW741", "Its columns change; the plan marks them sensitive, so what changes is not shown.")
          .cls = RollbackClass::ForwardOnly;
  } else if (!rule.columns.empty() && !marked(view.unknown, rule.columns)) {
    Paths paths;
    Columns before, after;
    read_columns(rule, view.before, rule.columns, "", 0, paths, before);
    read_columns(rule, view.after, rule.columns, "", 0, paths, after);
    if (!paths.broken()) columns(sight, rule, before, after, release);
  }
  lists(sight, view, rule, release);
}

void SchemaJudge::columns(const Sight& sight, const SchemaTable& rule, const Columns& before,
                          const Columns& after, Release& release) {
  std::vector<std::string> gone, added;
  const std::string& address = sight.change.address;
  for (const auto& [name, column] : before)
    if (!after.contains(name)) gone.push_back(name);
  for (const auto& [name, column] : after)
    if (!before.contains(name)) added.push_back(name);
  if (gone.size() == 1 && added.size() == 1 && before.at(gone[0]).type == after.at(added[0]).type) {
    release.contracts.insert(address);
    Said& said =
        say(sight, "OW742",
            "The column " + gone[0] + " seems to become " + added[0] +
                ": a rename is an expansion and a contraction in one step, and no version of the application "
                "knows both names. Add the new one, write both, move the readers, then drop the old one.",
            rule.columns, gone[0], added[0]);
    said.cls = RollbackClass::NonRecoverable;  // carried out as a drop and an add
    return;
  }
  for (const std::string& name : gone) {
    release.contracts.insert(address);
    drop(sight,
         "The column " + name +
             " is dropped with its data: the old version of the application fails, and adding it again "
             "brings an empty "
             "column.",
         rule.columns, name);
  }
  for (const std::string& name : added) {
    release.expands.insert(address);
    if (!after.at(name).optional)
      say(sight, "OW743",
          "The new column " + name + " of " + address +
              " must have a value: writers of the old version do not give one.",
          rule.columns, "", name);
  }
  for (const auto& [name, column] : before) {
    const auto at = after.find(name);
    if (at == after.end()) continue;
    if (column.type != at->second.type) {
      release.contracts.insert(address);
      say(sight, "OW741",
          "The column " + name +
              " changes its type: values are rewritten, and the old type may not take them back.",
          rule.columns, column.type, at->second.type)
          .cls = RollbackClass::ForwardOnly;
    }
    if (column.optional && !at->second.optional) {
      release.contracts.insert(address);
      say(sight, "OW743",
          "The column " + name + " of " + address +
              " may no longer be empty: rows or writers that leave it empty are refused.",
          rule.columns, name + " may be empty", name + " must have a value");
    }
  }
}

void SchemaJudge::lists(const Sight& sight, const View& view, const SchemaTable& rule, Release& release) {
  for (const std::string& path : rule.indexes) {
    if (marked(view.unknown, path) || elements(view.before, path) == elements(view.after, path)) continue;
    say(sight, "OW744",
        "An index of " + sight.change.address +
            " changes: queries that relied on it get slow, and building one on live data takes time and load "
            "both "
            "ways.",
        path);
  }
  for (const std::string& path : rule.constraints) {
    if (marked(view.unknown, path)) continue;
    const auto before = elements(view.before, path), after = elements(view.after, path);
    if (std::includes(before.begin(), before.end(), after.begin(), after.end())) continue;
    release.contracts.insert(sight.change.address);
    say(sight, "OW743",
        "A constraint of " + sight.change.address +
            " is added or changed: rows and writers that break it are refused.",
        path);
  }
}

void SchemaJudge::object(const Sight& sight, const View& view, const SchemaObject& rule) {
  Release& release = release_of(sight, view, rule.parent);
  const std::string& address = sight.change.address;
  const bool constraint = rule.is == SchemaObject::Is::Constraint;
  // A constraint works the other way round: adding one takes a freedom away.
  if (sight.creates()) (constraint ? release.contracts : release.expands).insert(address);
  if (sight.destroys()) (constraint ? release.expands : release.contracts).insert(address);
  if (constraint && (sight.creates() || sight.replaces()))
    say(sight, "OW743", "The constraint " + address + " is new: rows and writers that break it are refused.");
  if (rule.is == SchemaObject::Is::Index && (sight.destroys() || sight.replaces()))
    say(sight, "OW744",
        "The index " + address +
            " goes: queries that relied on it get slow or are refused, and building it again "
            "takes time and load.");
  if (rule.is == SchemaObject::Is::Column && (sight.destroys() || sight.replaces()))
    drop(sight, "The column goes with its data: the old version of the application fails.");
}

void SchemaJudge::statements(const Sight& sight, const View& view, const TypedArguments& rule) {
  Paths paths;
  Release& release = release_of(sight, view, {});
  for (const std::string& path : rule.arguments) {
    const auto old = paths.texts(view.before, path);
    for (const std::string& text : paths.texts(view.after, path)) {
      if (std::find(old.begin(), old.end(), text) != old.end()) continue;
      std::set<SqlPhrase::Does> met;
      for (const SqlPhrase& phrase : surface_rules().phrases)
        if (matches_part(phrase.pattern, text)) met.insert(phrase.does);
      const std::string& address = sight.change.address;
      for (const SqlPhrase::Does does : met) switch (does) {
          case SqlPhrase::Does::Expands:
            release.expands.insert(address);
            break;
          case SqlPhrase::Does::Drops:
            release.contracts.insert(address);
            drop(sight, "It runs SQL that drops a table or a column, or empties one: the data goes.", path);
            break;
          case SqlPhrase::Does::ChangesType:
            release.contracts.insert(address);
            say(sight, "OW741", "It runs SQL that changes the type of a column.", path).cls =
                RollbackClass::ForwardOnly;
            break;
          case SqlPhrase::Does::Renames:
            release.contracts.insert(address);
            say(sight, "OW742",
                "It runs SQL that renames something: no version of the application knows both names.", path)
                .cls = RollbackClass::ManualRepair;
            break;
          case SqlPhrase::Does::Constrains:
            release.contracts.insert(address);
            say(sight, "OW743",
                address + " runs SQL that adds a constraint: rows and writers that break it are refused.",
                path);
            break;
          case SqlPhrase::Does::Indexes:
            say(sight, "OW744",
                address + " runs SQL that changes an index: it takes time and load on live data.", path);
            break;
        }
    }
  }
}

void SchemaJudge::drop(const Sight& sight, std::string message, std::string path, std::string before) {
  say(sight, "OW740", std::move(message), std::move(path), std::move(before)).cls =
      RollbackClass::NonRecoverable;
}

SchemaJudge::Said& SchemaJudge::say(const Sight& sight, std::string code, std::string message,
                                    std::string path, std::string before, std::string after) {
  Said s{sight.input, std::move(code), std::move(message), sight.change.address, {}, std::nullopt};
  if (!path.empty() && (!before.empty() || !after.empty())) {
    path = replaced(path, ".@json", "");
    Evidence e = text_evidence(path, before, false, false);
    const Evidence to = text_evidence(path, after, true, false);
    if (before.empty()) e.before.clear();
    if (!after.empty()) e.after = to.after;
    e.hidden = e.hidden || to.hidden;
    s.evidence.push_back(std::move(e));
  }
  said_.push_back(std::move(s));
  return said_.back();
}

namespace {

void add_effect(AssessedChange& change, std::string_view code, RollbackClass cls, const std::string& message,
                std::vector<Evidence> evidence) {
  Effect e;
  e.code = code;
  e.kind = code == "OW741" ? EffectKind::OneWayArgument : EffectKind::DataLost;
  e.transition = code == "OW741" ? Transition::Revert : Transition::Forward;
  e.cls = cls;
  e.confidence = Confidence::Documented;
  e.message = message;
  e.rule = "surfaces/schemas.yaml";
  e.evidence = std::move(evidence);
  change.effects.push_back(std::move(e));
}

}  // namespace

void SchemaJudge::answer(Assessment& a, const std::vector<const Stack*>& stacks) {
  std::map<std::pair<std::size_t, std::string>, AssessedChange*> changes;
  if (!said_.empty())
    for (AssessedChange& c : a.changes) changes[{c.input, c.address}] = &c;
  for (Said& s : said_) {
    const auto at = changes.find({s.input, s.address});
    if (s.cls && at != changes.end())
      add_effect(*at->second, s.code, *s.cls, s.message, std::move(s.evidence));
    else
      add_finding(a, s.code, s.message, {s.address}).evidence = std::move(s.evidence);
  }
  for (const auto& [key, release] : releases_) {
    if (release.expands.empty() || release.contracts.empty() || destroys_everything(*stacks[key.first]))
      continue;
    std::set<std::string> all = release.expands;
    all.insert(release.contracts.begin(), release.contracts.end());
    add_finding(
        a, "OW723",
        "One release expands and contracts the same schema: while it runs, and after going back, neither the "
        "old nor the new version of the application finds all that it needs. Contract in a later release, "
        "once nothing uses the old shape.",
        {all.begin(), all.end()});
  }
}

}  // namespace oneway
