// Attribute paths as small numbers, so that a record of 40 attributes stays a few hundred bytes.
#pragma once
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace oneway {

class PathTable {
 public:
  static constexpr std::uint32_t kRoot = 0;

  PathTable() = default;
  PathTable(const PathTable&) = delete;
  PathTable& operator=(const PathTable&) = delete;

  // The number of the step `name` below `parent`; made if it is new.
  std::uint32_t id(std::uint32_t parent, std::string_view name);
  // The number of a dotted path, if that path was ever seen.
  std::optional<std::uint32_t> find(std::string_view dotted) const;
  std::uint32_t parent(std::uint32_t id) const { return entries_[id].parent; }
  // "settings.disk_size".
  std::string text(std::uint32_t id) const;
  std::size_t size() const { return entries_.size(); }

 private:
  struct Entry {
    std::uint32_t parent;
    std::string name;
  };
  struct Key {
    std::uint32_t parent;
    std::string_view name;  // into `entries_`
    bool operator==(const Key&) const = default;
  };
  struct KeyHash {
    std::size_t operator()(const Key& k) const {
      return std::hash<std::string_view>()(k.name) * 31 + k.parent;
    }
  };
  std::deque<Entry> entries_ = {{kRoot, ""}};
  std::unordered_map<Key, std::uint32_t, KeyHash> ids_;
};

}  // namespace oneway
