// What is kept of a change to find out later whether a destroy and a create are one object: hashes, never
// values.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "assess/moves/path_table.h"
#include "catalog/catalog.h"
#include "model/change.h"

namespace oneway {

// One configured attribute (maps and single blocks are taken apart, three levels deep): its path and a hash
// of its content. Sets and lists compare as sets, JSON and YAML text by content, numbers exactly.
struct Leaf {
  std::uint32_t path = 0;
  std::uint32_t high = 0, low = 0;  // of a hash over path and content; 0 = neutral

  std::uint64_t hash() const { return std::uint64_t{high} << 32 | low; }
  bool neutral() const { return hash() == 0; }  // unknown or sensitive: neither for nor against
  bool weak() const { return low & 1; }         // a bool, a short number: says little when it is equal
  bool zero() const { return low & 2; }         // false or 0: as good as absent
};

// What tells the object apart in the world.
struct Identity {
  enum class Kind : unsigned char { ImportId, Id, Arn, Resource, Name };
  Kind kind = Kind::Id;
  std::uint8_t rule = 0;  // Name: which of the facts' name rules
  std::uint64_t hash = 0;
  bool operator==(const Identity&) const = default;
};

struct MatchRecord {
  enum class Side : unsigned char {
    Gone,       // destroyed
    Forgotten,  // leaves the state, lives on
    Fresh,      // created
    Before,     // what an object that stays at its address was...
    After       // ... and becomes (list index shifts)
  };
  Side side = Side::Gone;
  std::uint32_t input = 0;
  std::string address_text;
  Address address;
  std::string provider;
  std::string import_id;  // filled in from the facts' template, "" if a part is not known
  const TypeFacts* facts = nullptr;
  std::vector<Leaf> leaves;          // by path
  std::vector<Identity> identities;  // by kind and rule
};

// An address as an engine prints it: nothing in it that a block or a terminal would obey.
std::optional<Address> engine_address(std::string_view text);

// The records of one change, made while it is in memory: one for a destroy, forget or create; a pair for an
// object of a counted list that stays at its index but changes; none for everything else. `input` numbers the
// plan.
std::vector<MatchRecord> fingerprints(const Change& c, const Match& match, std::uint32_t input,
                                      PathTable& paths);

// The import id of `values` by a facts' template ("{vpc_id}_{name}"); parts that are not known become
// placeholders ("<name>") and `complete` false, and so do sensitive ones, unless the object's own id fits the
// template and has them. "" if the template is empty.
std::string fill_template(std::string_view text, Value values, Value unknown, Value sensitive,
                          bool& complete);

}  // namespace oneway
