// How much one destroyed and one created object have in common.
#pragma once
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "assess/moves/fingerprint.h"

namespace oneway::moves {

// What speaks against a pair whatever else they share.
enum class Objection : unsigned char { None, Provider, Identity, ForcesReplacement };

struct Comparison {
  int score = 0;          // 0..1000: weight of what is equal among what can be compared
  bool evidence = false;  // something that says more than a bool or a small number is equal
  bool same_identity = false;
  bool exact = false;  // everything that can be compared is equal
  int rare = 0;        // equal values that only these two have
  Objection objection = Objection::None;
  std::uint32_t objection_path = 0;  // ForcesReplacement: which argument
};

// A record with one weight a leaf: large where the value is rare among the candidates.
struct Weighed {
  const MatchRecord* record = nullptr;
  const std::uint8_t* weights = nullptr;
};
inline constexpr std::uint8_t kRareBit = 0x80;  // in a weight: only one object on either side has this value

class Comparer {
 public:
  explicit Comparer(const PathTable& paths) : paths_(paths) {}

  Comparison compare(const Weighed& gone, const Weighed& fresh) const;
  // Paths of the attributes that differ, sorted by text.
  std::vector<std::string> differing(const Weighed& gone, const Weighed& fresh) const;

 private:
  template <typename Equal, typename Differs>
  void walk(const MatchRecord& gone, const MatchRecord& fresh, Equal equal, Differs differs) const;
  bool forces_replacement(const TypeFacts& facts, std::uint32_t path) const;

  const PathTable& paths_;
  mutable std::unordered_map<const TypeFacts*, std::vector<std::uint32_t>> force_new_;
};

// 0..12: how alike two addresses are (names, keys, module paths).
int likeness(const Address& a, const Address& b);

}  // namespace oneway::moves
