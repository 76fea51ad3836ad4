// The facts of all known resource types, compiled into the program; overlays may make them stricter.
//
// Looking a type up decodes that one record (about a microsecond, then cached); nothing is parsed at
// start-up. Not thread-safe while overlays are added; look-ups are safe from several threads afterwards.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/facts.h"
#include "model/change.h"

namespace oneway {

// Facts for one change, and how they were found.
struct Match {
  const TypeFacts* facts = nullptr;  // never null: inference answers for unknown types
  Confidence confidence = Confidence::Unknown;
  bool inferred = false;
  std::string why;          // how an inferred or delegated match came about, for the evidence
  std::string object_path;  // "" or the path below which the facts' paths lie ("manifest")
  // False: the facts were found under another type's name, whose arguments are spelt differently. Conditions
  // cannot be decided then: give holds() a Missing side, so that every answer is Unknown.
  bool arguments_apply = true;
};

// `side` of a change as the facts of `m` see it: below its object path, or Missing where arguments do not
// apply.
Value seen_by(const Match& m, Value side);

// A milder fact of an overlay, and who answers for it. Every report says so, under this code.
inline constexpr char kMilderFacts[] = "OW824";
struct Override {
  std::string type, reason, approved_by;
  std::string expires;  // the last day it counts: "2027-01-31"
  std::string where;    // "rules/aws.yaml:12"
};

enum class Truth : unsigned char { No, Yes, Unknown };

class Catalog {
 public:
  static const Catalog& builtin();
  ~Catalog();

  // Facts for the type of `c`, delegated to the carried object's kind where the type says so, inferred where
  // nothing is known. The pointer lives as long as the catalog.
  Match match(const Change& c) const;
  // Exactly this type name, or nullptr.
  const TypeFacts* find(std::string_view type) const;
  // What the type was renamed to, or "" (type successions for move matching).
  std::string_view successor_of(std::string_view old_type) const;
  void each(const std::function<void(const TypeFacts&)>& visit) const;
  std::size_t size() const;
  // Overlay entries that made facts milder, for the report.
  const std::vector<Override>& overrides() const;
  // Hex digest over all rules, for the report.
  std::string_view digest() const;

 private:
  friend class CatalogBuilder;
  Catalog();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Does `condition` hold for the object `side`? `unknown` is the after_unknown mask for that side (Missing for
// before). `provider_config` answers "provider." paths (Missing = unknown unless the clause has a fallback).
// An empty condition is Yes. Yes/No only when every clause is decided (No as soon as one is No).
Truth holds(const Condition& condition, Value side, Value unknown = {}, Value provider_config = {});

// Seconds of a period for this object: {min, max}; nullopt when it cannot be known.
struct Span {
  std::int64_t min_seconds, max_seconds;
};
std::optional<Span> resolve(const Period& period, Value side);
// "7 days", "60 seconds", "7 to 90 days".
std::string to_words(const Span& span);

}  // namespace oneway
