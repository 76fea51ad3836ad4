// Permissions as sets, compared by what they allow: which are new, which are gone, which cannot be told.
//
// A grant is the product of its dimensions (actions x resources x principals ...), each a set of values or
// everything but some values. Grants are taken apart into atoms, one value a dimension; an atom is covered if
// one atom of the other side allows at least as much. Statements may so be split, merged and re-ordered
// without a difference.
#pragma once
#include <string>
#include <vector>

#include "assess/surfaces/paths.h"
#include "catalog/surface_rules.h"

namespace oneway {

struct GrantValue {
  bool all = false, unknown = false;
  bool but = false;                 // everything but `values`; otherwise exactly one value
  std::vector<std::string> values;  // Ports: "80" or "80-90"
};

struct Atom {
  bool deny = false;
  std::vector<GrantValue> sides;  // one a dimension
  std::string condition;          // canonical JSON text, "" = always
  std::string said(const AccessFamily& family) const;
};

struct GrantSet {
  std::vector<Atom> atoms;
  bool unknown = false;  // not everything could be read: only known after apply, no JSON, or too much
};

// What `object` grants. `unknown` is the mask of that side.
GrantSet grants_of(const AccessFamily& family, Value object, Value unknown);

struct GrantDifference {
  std::vector<Atom> wider;     // allowed now and not before, or no longer refused
  std::vector<Atom> narrower;  // the other way round
  bool unknown = false;        // some of it cannot be told
};
GrantDifference compare(const AccessFamily& family, const GrantSet& before, const GrantSet& after);

// Does every text that `narrow` stands for belong to `wide`? "*" and "?" as in paths.
bool glob_covers(std::string_view wide, std::string_view narrow);

}  // namespace oneway
