// Attribute paths as small numbers, so that a record of 40 attributes stays a few hundred bytes.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace oneway {

class PathTable {
 public:
  static constexpr std::uint32_t kRoot = 0;

  // The number of the step `name` below `parent`; made if it is new.
  std::uint32_t id(std::uint32_t parent, std::string_view name);
  // The number of a dotted path, or nullopt if no such path was ever seen.
  bool find(std::string_view dotted, std::uint32_t& id) const;
  std::uint32_t parent(std::uint32_t id) const { return entries_[id].parent; }
  // "settings.disk_size".
  std::string text(std::uint32_t id) const;
  std::size_t size() const { return entries_.size(); }

 private:
  struct Entry {
    std::uint32_t parent;
    std::string name;
  };
  std::vector<Entry> entries_ = {{0, ""}};
  std::unordered_map<std::string, std::uint32_t> ids_;  // parent number and name
};

}  // namespace oneway
