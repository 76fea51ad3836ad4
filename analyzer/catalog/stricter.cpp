#include "catalog/stricter.h"

#include <algorithm>

#include "catalog/codec.h"
#include "catalog/words.h"

namespace oneway {
namespace {

template <class T>
bool contains(const std::vector<T>& list, const T& item) {
  const std::string bytes = codec::encode(item);
  return std::any_of(list.begin(), list.end(), [&](const T& other) { return codec::encode(other) == bytes; });
}

// The known items first, then what is new.
template <class T>
void keep(const std::vector<T>& known, std::vector<T>& wanted) {
  std::vector<T> all = known;
  for (T& item : wanted)
    if (!contains(known, item)) all.push_back(std::move(item));
  wanted = std::move(all);
}

std::size_t rank(const std::string& class_id) {
  const auto c = rollback_class_from_id(class_id);
  return c ? static_cast<std::size_t>(*c) : 0;
}

// What was there, in its order, may only be cut at the end or preceded by plain deletes: the first rule that
// holds wins, and none means that the object goes.
const DestroyRule* milder_destroy(const TypeFacts& known, const TypeFacts& wanted) {
  auto next = known.destroy.begin();
  for (const DestroyRule& d : wanted.destroy) {
    if (next != known.destroy.end() && codec::encode(d) == codec::encode(*next))
      ++next;
    else if (d.does != DestroyRule::Does::Deletes)
      return &d;
  }
  return nullptr;
}

}  // namespace

std::vector<Loosening> loosenings(const TypeFacts& known, const TypeFacts& wanted) {
  std::vector<Loosening> found;
  const auto milder = [&](const char* key, std::string what) { found.push_back({key, std::move(what)}); };
  if (wanted.holds < known.holds)
    milder("holds", "it would hold less (" + std::string(word(wanted.holds)) + " instead of " +
                        std::string(word(known.holds)) + ")");
  if (known.holds == TypeFacts::Holds::None && known.contents_unmanaged &&
      wanted.holds == TypeFacts::Holds::Derived)
    milder("holds", "its contents would be derived data");
  if (known.contents_unmanaged && !wanted.contents_unmanaged)
    milder("contents", "contents that no plan shows would be left out");
  for (const Recovery& r : wanted.recovery)
    if (!r.outside && !r.dies_with_object && !contains(known.recovery, r))
      milder("recovery", "`" + r.means + "` would be a new way to recover");
  if (const DestroyRule* d = milder_destroy(known, wanted))
    milder("destroy", "a destroy would do less (" + std::string(word(d->does)) + ")");
  for (const DestroyFlag& f : wanted.destroy_flags)
    if (f.does == DestroyFlag::Does::NeedsEmpty && !contains(known.destroy_flags, f))
      milder("flags", "it would only be destroyed when it is empty");
  for (const NameRule& n : wanted.names)
    if (n.reuse == NameRule::Reuse::Resurrects && !contains(known.names, n))
      milder("names", "a create would bring the old object back");
  if (known.holds == TypeFacts::Holds::Secret)  // whose value the state may still hold
    for (const SecretRule& s : wanted.secrets)
      if (!contains(known.secrets, s))
        milder("secrets", "`" + s.argument + "` would keep its value in the state");
  if (wanted.surface != known.surface && !known.surface.empty())
    milder("surface", "it would be judged by the rules of another surface (" + wanted.surface + ")");
  if (wanted.repair_pattern != known.repair_pattern && wanted.repair_pattern == kReissued)
    milder("repair", "it would count as a credential that can be issued anew");
  if (wanted.delegate != known.delegate || wanted.delegate_kind != known.delegate_kind ||
      wanted.delegate_version != known.delegate_version || wanted.delegate_object != known.delegate_object)
    milder("delegate", "it would be judged by other facts");
  if (rank(wanted.class_on_delete) < rank(known.class_on_delete))
    milder("class_on_delete", "the floor of a delete would sink");
  if (rank(wanted.class_on_update) < rank(known.class_on_update))
    milder("class_on_update", "the floor of an update would sink");
  return found;
}

TypeFacts stricter(const TypeFacts& known, TypeFacts wanted) {
  keep(known.guards, wanted.guards);
  keep(known.destroy_flags, wanted.destroy_flags);
  keep(known.names, wanted.names);
  keep(known.identity, wanted.identity);
  keep(known.identity_by_name, wanted.identity_by_name);
  keep(known.one_way, wanted.one_way);
  keep(known.erodes, wanted.erodes);
  keep(known.secrets, wanted.secrets);
  keep(known.force_new, wanted.force_new);
  keep(known.effects, wanted.effects);
  keep(known.windows, wanted.windows);
  keep(known.authoritative, wanted.authoritative);
  keep(known.moved_from, wanted.moved_from);
  return wanted;
}

}  // namespace oneway
