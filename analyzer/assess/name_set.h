// A set of names that can only be asked, not listed: eight bytes a name, whatever its length.
//
// Two names are taken for one if their 64-bit hashes are equal; with a million names that happens once in 40
// million sets.
#pragma once
#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

namespace oneway {

class NameSet {
 public:
  // True if it was not there yet.
  bool insert(std::string_view name) { return add(hash(name)); }
  bool contains(std::string_view name) const {
    if (slots_.empty()) return false;
    const std::uint64_t wanted = hash(name);
    for (std::size_t at = wanted % slots_.size();; at = at + 1 == slots_.size() ? 0 : at + 1) {
      if (slots_[at] == wanted) return true;
      if (slots_[at] == 0) return false;
    }
  }
  bool empty() const { return count_ == 0; }
  std::size_t size() const { return count_; }

 private:
  static std::uint64_t hash(std::string_view name) {
    return std::hash<std::string_view>{}(name) | 1;
  }  // 0 = free slot

  bool add(std::uint64_t value) {
    if (count_ * 5 >= slots_.size() * 4) grow();
    for (std::size_t at = value % slots_.size();; at = at + 1 == slots_.size() ? 0 : at + 1) {
      if (slots_[at] == value) return false;
      if (slots_[at] != 0) continue;
      slots_[at] = value;
      ++count_;
      return true;
    }
  }

  void grow() {
    std::vector<std::uint64_t> old(slots_.size() + slots_.size() / 2 + 16);
    old.swap(slots_);
    count_ = 0;
    for (std::uint64_t value : old)
      if (value) add(value);
  }

  std::vector<std::uint64_t> slots_;
  std::size_t count_ = 0;
};

}  // namespace oneway
