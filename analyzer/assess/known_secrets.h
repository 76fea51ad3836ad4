// What is known to be secret in the plans that were read, so that it is hidden where no mask covers it: in a
// computed copy, inside another text, or encoded.
//
// Keeps 64-bit hashes, no secret: two of eight bytes each. A text is taken for a secret if a hash of it is
// equal, which happens by chance once in 10^13 looks.
#pragma once
#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "model/assessment.h"
#include "model/value.h"

namespace oneway {

class KnownSecrets {
 public:
  void add(Value v);                               // every text in it, and what is secret within the text
  void add_masked(Value v, Value mask);            // what lies under a `true`
  void add_named(Value v, std::string_view name);  // what stands under the name of a secret

  // Hides them in everything that the assessment says.
  void hide(Assessment& assessment) const;
  bool holds_one(std::string_view text) const;  // of a value: plain or encoded

 private:
  void add_text(std::string_view text);
  void remember(std::string_view text);
  bool is_secret_name(std::string_view name);
  // The bytes of the first known secret at `at`, or 0.
  std::size_t length_at(std::string_view text, std::size_t at, bool words_too) const;
  void hide_in_prose(std::string& text) const;
  void hide_in_values(std::vector<Evidence>& evidence) const;

  static constexpr std::size_t kLongest = 512;
  std::unordered_set<std::uint64_t> beginnings_, hashes_;
  std::bitset<kLongest + 1> lengths_;
  std::unordered_map<std::string, bool> names_;  // what names_a_secret() says: the same few names come often
};

}  // namespace oneway
