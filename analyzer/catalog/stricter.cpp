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

}  // namespace

std::vector<Loosening> loosenings(const TypeFacts& known, const TypeFacts& wanted) {
  std::vector<Loosening> found;
  const auto milder = [&](const char* key, std::string what) { found.push_back({key, std::move(what)}); };
  if (wanted.holds < known.holds)
    milder("holds", "it would hold less (" + std::string(word(wanted.holds)) + " instead of " +
                        std::string(word(known.holds)) + ")");
  if (known.contents_unmanaged && !wanted.contents_unmanaged)
    milder("contents", "contents that no plan shows would be left out");
  for (const Recovery& r : wanted.recovery)
    if (!r.outside && !r.dies_with_object && !contains(known.recovery, r))
      milder("recovery", "`" + r.means + "` would be a new way to recover");
  for (const DestroyRule& d : wanted.destroy)
    if (d.does != DestroyRule::Does::Deletes && !contains(known.destroy, d))
      milder("destroy", "a destroy would do less (" + std::string(word(d.does)) + ")");
  if (wanted.delegate != known.delegate || wanted.delegate_kind != known.delegate_kind)
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
