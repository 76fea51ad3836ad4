#include "assess/surfaces/grants.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "assess/surfaces/network_range.h"
#include "catalog/catalog.h"

namespace oneway {
namespace {

using As = GrantDimension::As;
constexpr std::size_t kMostAtoms = 1500;  // a side; they are compared pair by pair

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text;
}

bool is_everything(const GrantDimension& d, const std::string& value) {
  return std::find(d.everything.begin(), d.everything.end(), value) != d.everything.end();
}

// May one text belong to both? Only asked of what is left out, so a yes too many is the careful answer.
bool may_meet(As as, const std::string& a, const std::string& b) {
  switch (as) {
    case As::Word:
      return a == b;
    case As::Glob:
    case As::Action:
      return glob_covers(a, b) || glob_covers(b, a) ||
             a.substr(0, a.find_first_of("*?")).starts_with(b.substr(0, b.find_first_of("*?"))) ||
             b.substr(0, b.find_first_of("*?")).starts_with(a.substr(0, a.find_first_of("*?")));
    case As::Network:
      return network_covers(a, b) || network_covers(b, a);
    case As::Ports:
      return ports_meet(a, b);
  }
  return true;
}

bool covers_value(As as, const std::string& wide, const std::string& narrow) {
  switch (as) {
    case As::Word:
      return wide == narrow;
    case As::Glob:
    case As::Action:
      return glob_covers(wide, narrow);
    case As::Network:
      return network_covers(wide, narrow);
    case As::Ports:
      return ports_cover(wide, narrow);
  }
  return false;
}

Truth truth(bool b) {
  return b ? Truth::Yes : Truth::No;
}

Truth covers(As as, const GrantValue& wide, const GrantValue& narrow) {
  if (wide.all) return Truth::Yes;
  if (wide.unknown || narrow.unknown) return Truth::Unknown;
  if (narrow.all) return Truth::No;
  if (wide.but && narrow.but)
    return truth(std::all_of(wide.values.begin(), wide.values.end(), [&](const std::string& left_out) {
      return std::any_of(narrow.values.begin(), narrow.values.end(),
                         [&](const std::string& also) { return covers_value(as, also, left_out); });
    }));
  if (wide.but)
    return truth(std::none_of(wide.values.begin(), wide.values.end(), [&](const std::string& left_out) {
      return may_meet(as, left_out, narrow.values[0]);
    }));
  if (narrow.but) return Truth::No;
  return truth(covers_value(as, wide.values[0], narrow.values[0]));
}

Truth covers(const AccessFamily& family, const Atom& wide, const Atom& narrow) {
  Truth all = Truth::Yes;
  for (std::size_t i = 0; i < wide.sides.size(); ++i) {
    const Truth t = covers(family.dimensions[i].as, wide.sides[i], narrow.sides[i]);
    if (t == Truth::No) return t;
    if (t == Truth::Unknown) all = t;
  }
  // What a condition lets through is not known, only whether it is the same one.
  if (!wide.condition.empty() && wide.condition != narrow.condition)
    return narrow.condition.empty() ? Truth::No : Truth::Unknown;
  return all;
}

// Appends atoms of `a` that nothing of `b` covers, allowed or refused ones.
void uncovered(const AccessFamily& family, const std::vector<Atom>& a, const std::vector<Atom>& b, bool deny,
               std::vector<Atom>& into, bool& unknown) {
  for (const Atom& atom : a) {
    if (atom.deny != deny) continue;
    Truth best = Truth::No;
    for (const Atom& other : b) {
      if (other.deny != deny) continue;
      const Truth t = covers(family, other, atom);
      if (t == Truth::Unknown && best == Truth::No) best = t;
      if (t == Truth::Yes) {
        best = t;
        break;
      }
    }
    if (best == Truth::No) into.push_back(atom);
    if (best == Truth::Unknown) unknown = true;
  }
}

// One grant of the document, its dimensions still sets.
class GrantReader {
 public:
  GrantReader(const AccessFamily& family, Value object, Value unknown, Paths& paths, GrantSet& out)
      : family_(family), object_(object), unknown_(unknown), paths_(paths), out_(out) {}

  void read(Value grant) {
    Atom atom;
    if (!family_.effect.empty()) {
      const auto effects = paths_.texts(grant, family_.effect);
      atom.deny = !effects.empty() &&
                  std::find(family_.deny.begin(), family_.deny.end(), effects[0]) != family_.deny.end();
    }
    if (!family_.condition.empty())
      for (const Value v : paths_.at(grant, family_.condition))
        if (!v.empty_value()) atom.condition += v.to_canonical_json();
    std::vector<std::vector<GrantValue>> sides;
    std::size_t product = 1;
    for (const GrantDimension& d : family_.dimensions) {
      sides.push_back(values(d, grant));
      if (sides.back().empty()) return;  // nobody, nothing: it grants nothing
      product *= sides.back().size();
      if (product > kMostAtoms) return void(out_.unknown = true);
    }
    expand(sides, atom);
  }

 private:
  std::vector<GrantValue> values(const GrantDimension& d, Value grant) {
    if (d.as == As::Ports && !d.upper.empty()) return range(d, grant);
    std::vector<std::string> found;
    bool open = false;
    for (const std::string& argument : d.arguments) {
      const bool outer = argument.starts_with('^');
      const std::string path = outer ? argument.substr(1) : argument;
      if ((outer || (family_.document.empty() && family_.grants.empty())) && marked(unknown_, path))
        open = true;
      for (std::string& text : paths_.texts(outer ? object_ : grant, path))
        found.push_back(d.as == As::Action ? lower(std::move(text)) : std::move(text));
    }
    std::vector<GrantValue> out;
    if (open) out.push_back({false, true, false, {}});
    if (!d.except.empty())
      if (auto left_out = paths_.texts(grant, d.except); !left_out.empty()) {
        if (d.as == As::Action)
          for (std::string& text : left_out) text = lower(std::move(text));
        std::sort(left_out.begin(), left_out.end());
        out.push_back({false, false, true, std::move(left_out)});
      }
    if (found.empty() && out.empty() && !d.absent.empty()) found.push_back(d.absent);
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    for (std::string& text : found) {
      if (is_everything(d, text)) return {{true, false, false, {text}}};
      out.push_back({false, false, false, {std::move(text)}});
    }
    return out;
  }

  std::vector<GrantValue> range(const GrantDimension& d, Value grant) {
    const auto from = d.arguments.empty() ? std::vector<std::string>() : paths_.texts(grant, d.arguments[0]);
    const auto to = paths_.texts(grant, d.upper);
    if (from.empty() || to.empty()) return {{true, false, false, {d.absent}}};
    const std::string text = from[0] == to[0] ? from[0] : from[0] + "-" + to[0];
    if (is_everything(d, text)) return {{true, false, false, {text}}};
    return {{false, false, false, {text}}};
  }

  void expand(const std::vector<std::vector<GrantValue>>& sides, const Atom& like) {
    std::vector<std::size_t> at(sides.size(), 0);
    while (true) {
      if (out_.atoms.size() >= kMostAtoms) return void(out_.unknown = true);
      Atom atom = like;
      for (std::size_t i = 0; i < sides.size(); ++i) atom.sides.push_back(sides[i][at[i]]);
      out_.atoms.push_back(std::move(atom));
      std::size_t i = 0;
      for (; i < sides.size() && ++at[i] == sides[i].size(); ++i) at[i] = 0;
      if (i == sides.size()) return;
    }
  }

  const AccessFamily& family_;
  Value object_, unknown_;
  Paths& paths_;
  GrantSet& out_;
};

std::string said(const GrantValue& v) {
  if (v.unknown) return "known only after apply";
  std::string text = v.but ? "all but " : "";
  for (std::size_t i = 0; i < v.values.size() && i < 3; ++i) text += (i ? ", " : "") + v.values[i];
  if (v.values.size() > 3) text += " and " + std::to_string(v.values.size() - 3) + " more";
  return text.empty() ? "all" : text;
}

}  // namespace

std::string Atom::said(const AccessFamily& family) const {
  std::string text = deny ? "refused: " : "";
  for (std::size_t i = 0; i < sides.size(); ++i)
    text += (i ? ", " : "") + family.dimensions[i].name + " " + oneway::said(sides[i]);
  return condition.empty() ? text : text + ", under a condition";
}

GrantSet grants_of(const AccessFamily& family, Value object, Value unknown) {
  GrantSet out;
  Paths paths;
  if (!family.document.empty() && marked(unknown, family.document)) out.unknown = true;
  if (family.document.empty() && !family.grants.empty() && marked(unknown, family.grants)) out.unknown = true;
  GrantReader reader(family, object, unknown, paths, out);
  std::string path = family.document;
  if (!family.grants.empty()) path += (path.empty() ? "" : ".") + family.grants;
  for (const Value grant : paths.at(object, path)) reader.read(grant);
  out.unknown = out.unknown || paths.broken();
  return out;
}

GrantDifference compare(const AccessFamily& family, const GrantSet& before, const GrantSet& after) {
  GrantDifference d;
  d.unknown = before.unknown || after.unknown;
  if (d.unknown) return d;  // half of the truth would name the wrong direction
  uncovered(family, after.atoms, before.atoms, false, d.wider, d.unknown);
  uncovered(family, before.atoms, after.atoms, true, d.wider, d.unknown);
  uncovered(family, before.atoms, after.atoms, false, d.narrower, d.unknown);
  uncovered(family, after.atoms, before.atoms, true, d.narrower, d.unknown);
  return d;
}

// "*" and "?" of `narrow` count as characters that only "*" (and "?") of `wide` take.
bool glob_covers(std::string_view wide, std::string_view narrow) {
  std::size_t w = 0, n = 0, star = std::string_view::npos, mark = 0;
  while (n < narrow.size()) {
    if (w < wide.size() && wide[w] == '*') {
      star = w++;
      mark = n;
    } else if (w < wide.size() && narrow[n] != '*' && (wide[w] == '?' || wide[w] == narrow[n])) {
      ++w, ++n;
    } else if (star != std::string_view::npos) {
      w = star + 1;
      n = ++mark;
    } else {
      return false;
    }
  }
  while (w < wide.size() && wide[w] == '*') ++w;
  return w == wide.size();
}

}  // namespace oneway
