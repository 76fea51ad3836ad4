#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <tuple>

#include "assess/moves/hash.h"
#include "assess/names/name_use.h"

namespace oneway {
namespace {

using Does = NameUse::Does;
using Reuse = NameRule::Reuse;

bool same_object(const NameUse& a, const NameUse& b) {
  return a.input == b.input && a.address == b.address;
}

std::string static_text(const std::string& address) {
  const auto parsed = parse_address(address);
  return parsed ? parsed->static_string() : address;
}

// "identifier "orders"".
std::string name_words(const NameUse& u) {
  const std::string& text = u.evidence.after.empty() ? u.evidence.before : u.evidence.after;
  return "the name (" + u.evidence.path + (u.evidence.hidden ? "" : " = " + text) + ")";
}

std::string why_of(const NameRule& rule) {
  return (rule.why.empty() ? "" : " " + rule.why + ".") +
         (rule.escape.empty() ? "" : " Way out: " + rule.escape + ".");
}

std::string hold_words(const NameUse& gives) {
  return gives.hold.empty() ? "for a while" : "for " + gives.hold;
}

class Judge {
 public:
  explicit Judge(const NameContext& context) : context_(context) {
    if (context.moves != nullptr)
      for (const Move& m : *context.moves) moved_.insert({m.from_input, m.from, m.to});
  }

  // All uses of one name.
  void name(std::span<const NameUse> uses) {
    std::vector<const NameUse*> takes, gives, keeps;
    for (const NameUse& u : uses) {
      if (u.does == Does::Takes) takes.push_back(&u);
      if (u.does == Does::GivesBack) gives.push_back(&u);
      if (u.does == Does::Keeps || u.does == Does::Had) keeps.push_back(&u);
    }
    for (const NameUse* g : gives) {
      bool wanted = false;
      for (const NameUse* t : takes)
        if (g->input == t->input && (same_object(*g, *t) || !kept_apart(*g, *t))) {
          wanted = true;
          same_object(*g, *t) ? replaced(*g, *t) : handed_over(*g, *t);
        }
      if (!wanted) way_back(*g);
    }
    for (std::size_t i = 0; i < takes.size(); ++i)
      for (std::size_t k = i + 1; k < takes.size(); ++k)
        if (!same_object(*takes[i], *takes[k]) && !kept_apart(*takes[i], *takes[k]))
          both_take(*takes[i], *takes[k]);
    for (const NameUse* t : takes)
      for (const NameUse* k : keeps)
        if (!kept_apart(*t, *k)) taken_already(*t, *k);
    for (const NameUse* t : takes)
      for (const FormerName& f : context_.former)
        if (f.name == t->name) given_back_before(*t, f);
  }

  NameAnswer finish() {
    for (auto& [key, c] : consequences_) answer_.consequences.push_back(std::move(c));
    std::sort(answer_.findings.begin(), answer_.findings.end(), [](const Finding& a, const Finding& b) {
      return std::tie(a.code, a.addresses) < std::tie(b.code, b.addresses);
    });
    return std::move(answer_);
  }

 private:
  NameConsequence& at(const NameUse& u) {
    NameConsequence& c = consequences_[{u.input, u.address}];
    c.input = u.input;
    c.address = u.address;
    return c;
  }

  void effect(const NameUse& at_use, const char* code, Transition t, RollbackClass cls, std::string message) {
    Effect e;
    e.code = code;
    e.kind = EffectKind::NameHeld;
    e.transition = t;
    e.cls = cls;
    e.confidence = at_use.facts->confidence;
    e.message = std::move(message);
    e.evidence.push_back(at_use.evidence);
    e.rule = at_use.facts->rule;
    at(at_use).effects.push_back(std::move(e));
  }

  void stop(const NameUse& at_use, const char* code, bool certain, std::string message,
            std::vector<std::string> gone) {
    for (const ApplyStop& s : at(at_use).stops)
      if (s.code == code && s.message == message) return;
    at(at_use).stops.push_back({code, std::move(message), certain, std::move(gone)});
  }

  void finding(const char* code, Severity severity, std::string message, const NameUse& a, const NameUse& b) {
    answer_.findings.push_back({code, severity, std::move(message), {a.address, b.address}, {a.evidence}});
  }

  // A hash of it; 0: not known.
  std::uint64_t provider_key(const NameUse& u) const {
    if (u.input >= context_.provider_keys.size()) return 0;
    const auto& keys = context_.provider_keys[u.input];
    const std::uint64_t address = moves::hash_text(static_text(u.address));
    const auto it = std::lower_bound(keys.begin(), keys.end(), std::pair(address, std::uint64_t{0}));
    return it != keys.end() && it->first == address ? it->second : 0;
  }

  // May two objects have this name because it is unique only within an account or region, and theirs differ?
  bool kept_apart(const NameUse& a, const NameUse& b) const {
    if (a.name_rule().scope == "global") return false;
    if (a.input != b.input) return true;  // each stack has its own providers: nothing to be said
    const std::uint64_t x = provider_key(a), y = provider_key(b);
    return x != 0 && y != 0 && x != y;
  }

  // One change destroys and creates under one name.
  void replaced(const NameUse& old, const NameUse& made) {
    const NameRule& rule = old.name_rule();
    if (old.create_before_destroy) {
      if (rule.reuse == Reuse::Idempotent)
        effect(made, "OW304", Transition::Forward, RollbackClass::ManualRepair,
               "Create before destroy under one name: the create is handed " + name_words(made) +
                   " and the old object with it, which the destroy then deletes. Apply reports success and "
                   "nothing is left." +
                   why_of(rule));
      else
        stop(made, "OW306", rule.reuse != Reuse::Unknown && !made.assumed,
             "Create before destroy: the new object cannot take " + name_words(made) +
                 " while the old one has it." + why_of(rule),
             {});
      return;
    }
    used_again(old, made);
  }

  // The name is destroyed first and then wanted, by the same or another change.
  bool used_again(const NameUse& old, const NameUse& made) {
    const NameRule& rule = old.name_rule();
    switch (rule.reuse) {
      case Reuse::Held:
        if (old.held == Truth::No) return false;
        stop(made, "OW302", old.held == Truth::Yes && !made.assumed,
             name_words(made) + " is held " + hold_words(old) + " after the destroy: the create is refused." +
                 why_of(rule),
             {old.address});
        effect(made, "OW302", Transition::Forward, RollbackClass::ManualRepair,
               "The create needs " + name_words(made) + ", which the destroy of " + old.address +
                   " holds back " + hold_words(old) + "." + why_of(rule));
        return true;
      case Reuse::Never:
        stop(made, "OW303", !made.assumed,
             name_words(made) + " cannot be used a second time: the create is refused." + why_of(rule),
             {old.address});
        never_again(old);
        return true;
      case Reuse::Eventually:
        stop(made, "OW302", false,
             name_words(made) +
                 " may not be free yet when the create comes: it is given back only some time after the "
                 "destroy." +
                 why_of(rule),
             {old.address});
        return true;
      case Reuse::Resurrects:
        if (old.held == Truth::No) return false;
        effect(made, "OW304", Transition::Forward, RollbackClass::ManualRepair,
               "The create finds the destroyed object under " + name_words(made) +
                   " and brings it back with its old contents." + why_of(rule));
        return true;
      case Reuse::Idempotent:
      case Reuse::Immediate:
      case Reuse::Unknown:
        return false;
    }
    return false;
  }

  // Destroyed at one address, created at another.
  void handed_over(const NameUse& old, const NameUse& made) {
    const bool moved = moved_.contains({old.input, old.address, made.address});
    const std::string repair = moved ? " It is one object: a moved block keeps it, and the name."
                                     : " If it is one object, move it in the state instead.";
    if (used_again(old, made)) {
      finding("OW310", Severity::Error,
              old.address + " gives " + name_words(old) + " back and " + made.address +
                  " takes it in the same apply, which is refused or brings the old object back." + repair,
              old, made);
      return;
    }
    const bool idempotent = old.name_rule().reuse == Reuse::Idempotent;
    if (idempotent)
      effect(made, "OW304", Transition::Forward, RollbackClass::ManualRepair,
             "If the create comes before the destroy of " + old.address +
                 ", it is handed the old object, which is then deleted." + repair);
    else
      stop(made, "OW310", false,
           name_words(made) + " is still in use if the create comes before the destroy of " + old.address +
               ", and the engine does not order the two." + repair,
           {});
    finding("OW310", Severity::Warning,
            old.address + " gives " + name_words(old) + " back and " + made.address +
                " takes it, in no certain order." + repair,
            old, made);
  }

  // Until when there is no way back under the name.
  void held(const NameUse& old, std::string length, std::optional<std::int64_t> seconds) {
    Window w{std::move(length), old.name_rule().why, seconds, old.name_rule().escape, Window::Kind::NameHeld};
    w.what = name_words(old) + " is held";
    w.closes = seconds                                 ? w.length + " after apply"
               : old.name_rule().reuse == Reuse::Never ? "never"
                                                       : "not known";
    at(old).windows.push_back(std::move(w));
  }

  void never_again(const NameUse& old) {
    held(old, "for ever", std::nullopt);
    effect(old, "OW303", Transition::Revert,
           old.revivable ? RollbackClass::ManualRepair : RollbackClass::ForwardOnly,
           "Going back needs " + name_words(old) + ", which is never given out again" +
               (old.revivable ? ": bring the old object back instead, and import it." : ".") +
               why_of(old.name_rule()));
  }

  // The destroyed object's name when the old configuration wants it again.
  void way_back(const NameUse& old) {
    const NameRule& rule = old.name_rule();
    const bool is_held = old.held != Truth::No;
    if (rule.reuse == Reuse::Held && is_held) {
      held(old, old.hold.empty() ? "for a while" : old.hold, old.hold_seconds);
      effect(old, "OW302", Transition::Revert, RollbackClass::ManualRepair,
             "Going back needs " + name_words(old) + ", which is held " + hold_words(old) +
                 " after the destroy." + why_of(rule));
    }
    if (rule.reuse == Reuse::Never) never_again(old);
    if (rule.reuse == Reuse::Resurrects && is_held)
      effect(old, "OW304", Transition::Revert, RollbackClass::CompatibilityWindow,
             "Going back under " + name_words(old) +
                 " brings the deleted object back with its old contents, as long as it is kept." +
                 why_of(rule));
  }

  // An earlier plan gave the name back, and its hold is not over.
  void given_back_before(const NameUse& made, const FormerName& had) {
    const NameRule& rule = made.name_rule();
    const bool never = rule.reuse == Reuse::Never, revives = rule.reuse == Reuse::Resurrects;
    const char* code = never ? "OW303" : revives ? "OW304" : "OW302";
    const std::string until =
        never ? "and is never given out again"
              : "and is held " + (had.until.empty() ? "for a while" : "until " + had.until + " UTC");
    const std::string message =
        name_words(made) + " was given back by " + had.address + " in an earlier plan of " + had.stack +
        (had.certain ? " " : " (if that was applied) ") + until +
        (revives ? ": the create brings the old object back with its old contents." : ": the create is refused.") +
        why_of(rule);
    const bool certain = had.certain && !made.assumed && rule.reuse != Reuse::Eventually;
    if (!revives) stop(made, code, certain, message, {});
    if (certain)
      effect(made, code, Transition::Forward, RollbackClass::ManualRepair, message);
    else if (revives)
      answer_.findings.push_back(
          {code, Severity::Warning, made.address + ": " + message, {made.address}, {made.evidence}, {}});
  }

  void both_take(const NameUse& a, const NameUse& b) {
    const bool certain = a.input == b.input && a.name_rule().reuse != Reuse::Unknown;
    const std::string others =
        " Two creates want " + name_words(a) + ": " + a.address + " and " + b.address + ".";
    if (a.name_rule().reuse == Reuse::Idempotent)
      effect(b, "OW304", Transition::Forward, RollbackClass::ManualRepair,
             "Both addresses get one object, and a destroy of either deletes it." + others);
    else
      stop(b, "OW311", certain, "The second create is refused." + others, {});
    finding("OW311", certain ? Severity::Error : Severity::Warning, others.substr(1), a, b);
  }

  void taken_already(const NameUse& made, const NameUse& has) {
    const bool left_behind = same_object(made, has);
    const bool certain = made.input == has.input && made.name_rule().reuse != Reuse::Unknown;
    std::vector<std::string> gone;
    if (left_behind && has.forgotten) gone.push_back(has.address);
    const std::string who = left_behind ? "the old object, which stays behind,"
                                        : has.address + (made.input == has.input ? "" : " of another stack");
    const std::string import = left_behind ? "" : " If it is meant to be the same object, import it instead.";
    if (left_behind && made.name_rule().reuse == Reuse::Idempotent) return;  // it is taken up again
    if (made.name_rule().reuse == Reuse::Idempotent)
      effect(made, "OW304", Transition::Forward, RollbackClass::ManualRepair,
             "The create is handed the object of " + who + ": two addresses manage one object." + import);
    else
      stop(made, "OW312", certain, name_words(made) + " is taken: " + who + " has it." + import, gone);
    finding("OW312", certain ? Severity::Error : Severity::Warning,
            made.address + " is created under " + name_words(made) + ", which " + who + " has." + import,
            made, has);
  }

  const NameContext& context_;
  std::set<std::tuple<std::size_t, std::string, std::string>> moved_;
  std::map<std::pair<std::uint32_t, std::string>, NameConsequence> consequences_;
  NameAnswer answer_;
};

}  // namespace

NameAnswer judge_names(std::vector<NameUse> uses, const NameContext& context) {
  // What the state had counts only where the plan says nothing else of that address.
  std::set<std::pair<std::uint32_t, std::string_view>> changed;
  for (const NameUse& u : uses)
    if (u.does != Does::Had) changed.insert({u.input, u.address});
  std::vector<NameUse> standing;
  for (NameUse& u : uses)
    if (u.does == Does::Had && !changed.contains({u.input, u.address})) standing.push_back(u);
  std::erase_if(uses, [](const NameUse& u) { return u.does == Does::Had; });
  uses.insert(uses.end(), standing.begin(), standing.end());
  std::sort(uses.begin(), uses.end(), [](const NameUse& a, const NameUse& b) {
    return std::tie(a.name, a.input, a.address, a.does) < std::tie(b.name, b.input, b.address, b.does);
  });
  Judge judge(context);
  for (std::size_t begin = 0, end = 0; begin < uses.size(); begin = end) {
    for (end = begin; end < uses.size() && uses[end].name == uses[begin].name; ++end) {
    }
    judge.name(std::span(uses).subspan(begin, end - begin));
  }
  return judge.finish();
}

}  // namespace oneway
