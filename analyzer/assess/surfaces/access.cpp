#include "assess/surfaces/access.h"

#include <algorithm>

#include "model/address.h"

namespace oneway {
namespace {

constexpr std::size_t kShownAtoms = 4, kShownDependents = 12;

std::string block_of(const std::string& address) {
  const auto parsed = parse_address(address);
  return parsed ? parsed->static_string() : address;
}

// What is cut off then are those who use the rules, not only who writes them.
bool is_about_networks(const AccessFamily& family) {
  return std::any_of(family.dimensions.begin(), family.dimensions.end(),
                     [](const GrantDimension& d) { return d.as == GrantDimension::As::Network; });
}

// By what other objects speak of an object.
void add_names(Value object, NameSet& into) {
  for (const char* path : {"name", "id", "arn", "metadata.name"})
    if (const Value v = object.dotted(path); v.is_string() && !v.text().empty()) into.insert(v.text());
}

void append(GrantSet&& from, GrantSet& into) {
  into.unknown = into.unknown || from.unknown;
  for (Atom& atom : from.atoms) into.atoms.push_back(std::move(atom));
}

std::string list(const std::set<std::string>& addresses) {
  std::string text = *addresses.begin();
  return addresses.size() == 1 ? text : text + " and " + std::to_string(addresses.size() - 1) + " more";
}

}  // namespace

AccessJudge::AccessJudge() : families_(surface_rules().access) {}

void AccessJudge::change(const Sight& sight) {
  if (sight.creates()) add_names(sight.change.after, created_[sight.input]);
  if (sight.destroys()) add_names(sight.change.before, destroyed_[sight.input]);
  if (sight.action().empty()) return;
  for (const View& view : sight.views())
    for (const std::size_t i : families_.of(view.name)) add(sight, view, surface_rules().access[i]);
}

void AccessJudge::add(const Sight& sight, const View& view, const AccessFamily& family) {
  std::string key = std::to_string(&family - surface_rules().access.data());
  std::set<std::string> owners;
  Paths paths;
  for (const std::string& argument : family.owner) {
    const Value side = view.after.is_object() && !marked(view.unknown, argument) ? view.after : view.before;
    for (std::string& text : paths.texts(side, argument)) {
      key += "\n" + argument + "=" + text;
      owners.insert(std::move(text));
    }
  }
  const bool owned = !owners.empty();
  if (!owned) key += "\n" + sight.change.address;
  // Without a known owner something new or gone gives nothing to anybody that stays.
  if (!owned && (sight.creates() || sight.destroys())) return;

  Pool& pool = pools_[{sight.input, key}];
  pool.family = &family;
  pool.addresses.insert(sight.change.address);
  pool.owners.merge(owners);
  pool.created = pool.created || sight.creates();
  pool.destroyed = pool.destroyed || sight.destroys();
  pool.stays = pool.stays || sight.updates() || sight.replaces();
  const std::string& place = family.document.empty() ? family.grants : family.document;
  pool.hidden = pool.hidden || marked(view.before_sensitive, place) || marked(view.after_sensitive, place);
  if (view.before.is_object()) append(grants_of(family, view.before, {}), pool.before);
  if (view.after.is_object()) append(grants_of(family, view.after, view.unknown), pool.after);
}

bool AccessJudge::owner_comes_or_goes(const Pool& pool, std::uint32_t input) const {
  if (pool.stays || (pool.created && pool.destroyed)) return false;
  const auto& known = pool.created ? created_ : destroyed_;
  const auto at = known.find(input);
  if (at == known.end()) return false;
  for (const std::string& owner : pool.owners)
    if (at->second.contains(owner)) return true;
  return false;
}

void AccessJudge::answer(Assessment& a, const std::vector<const Stack*>& stacks) {
  for (const auto& [key, pool] : pools_) {
    if (owner_comes_or_goes(pool, key.first) || destroys_everything(*stacks[key.first])) continue;
    say(a, pool, *stacks[key.first]);
  }
}

void AccessJudge::say(Assessment& a, const Pool& pool, const Stack& stack) {
  const AccessFamily& family = *pool.family;
  const std::vector<std::string> addresses(pool.addresses.begin(), pool.addresses.end());
  const std::string who = list(pool.addresses);
  const GrantDifference d = compare(family, pool.before, pool.after);
  if (d.unknown)
    add_finding(a, "OW707",
                who + ": whether there are wider or narrower " + family.what +
                    " cannot be told: a part is known only after apply, cannot be read, or hangs on another "
                    "condition. Take it as both.",
                addresses);
  const auto show = [&](Finding& f, const std::vector<Atom>& atoms, bool allowed_after) {
    const std::string path = family.document.empty() ? family.what : replaced(family.document, ".@json", "");
    for (std::size_t i = 0; i < atoms.size() && i < kShownAtoms; ++i)
      f.evidence.push_back(
          text_evidence(path, atoms[i].said(family), atoms[i].deny != allowed_after, pool.hidden));
    for (const Atom& atom : atoms)
      for (std::size_t i = 0; i < atom.sides.size(); ++i)
        if (family.dimensions[i].who && !atom.sides[i].but && !atom.sides[i].unknown)
          for (const std::string& address : addresses)
            concerned_[address].insert(atom.sides[i].values.begin(), atom.sides[i].values.end());
  };
  const auto counted = [](std::size_t n) {
    return n > kShownAtoms ? " (" + std::to_string(n) + " in all)" : "";
  };
  if (!d.wider.empty())
    show(add_finding(
             a, family.wider,
             who + ": wider " + family.what + counted(d.wider.size()) +
                 ". Going back takes them away again, but what was done with them meanwhile stays done. " +
                 family.propagation,
             addresses),
         d.wider, true);
  if (d.narrower.empty()) return;
  Finding& f =
      add_finding(a, family.narrower,
                  who + ": narrower " + family.what + counted(d.narrower.size()) +
                      ". Going back gives back what is taken away: if that was on purpose, fix forward "
                      "and give only what is missing. " +
                      family.propagation,
                  addresses);
  show(f, d.narrower, false);
  if (is_about_networks(family))
    for (const std::string& address : addresses)
      for (std::string& user : stack.graph.dependents(block_of(address), kShownDependents))
        if (std::find(f.addresses.begin(), f.addresses.end(), user) == f.addresses.end())
          f.addresses.push_back(std::move(user));
}

}  // namespace oneway
