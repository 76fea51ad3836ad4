// Static addresses ("module.a.aws_vpc.b") and the numbers they have in a graph. Made for plans with very many
// blocks: those of one module share its path, and growing moves and copies no text.
#pragma once
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace oneway {

class BlockNames {
 public:
  using Id = std::uint32_t;  // 0, 1, 2, ... in the order of their first appearance

  BlockNames();
  BlockNames(const BlockNames&) = delete;
  BlockNames& operator=(const BlockNames&) = delete;

  Id id(std::string_view name);
  std::optional<Id> find(std::string_view name) const;  // none: never seen
  std::string text(Id id) const;

 private:
  struct Parts {
    std::string_view module, own;  // one behind the other they are the name
    bool operator==(const Parts&) const = default;
  };
  struct Entry {
    std::uint32_t module;  // index into modules_
    std::uint32_t size;
    const char* own;
  };
  struct ByName {
    const BlockNames* names;
    using is_transparent = void;
    std::size_t operator()(Id id) const { return (*this)(names->parts(id)); }
    std::size_t operator()(const Parts& p) const {
      return std::hash<std::string_view>{}(p.module) * 31 + std::hash<std::string_view>{}(p.own);
    }
    bool operator()(Id a, Id b) const { return names->parts(a) == names->parts(b); }
    bool operator()(Id a, const Parts& b) const { return names->parts(a) == b; }
    bool operator()(const Parts& a, Id b) const { return a == names->parts(b); }
  };

  static Parts split(std::string_view name);
  Parts parts(Id id) const;
  std::uint32_t module(std::string_view path);
  const char* keep(std::string_view text);

  std::unordered_map<std::string, std::uint32_t> module_ids_;
  std::vector<const std::string*> modules_;  // keys of module_ids_
  std::vector<std::unique_ptr<char[]>> chunks_;
  char* next_ = nullptr;  // in the last chunk, `free_` bytes before its end
  std::size_t free_ = 0;
  std::deque<Entry> entries_;
  std::unordered_set<Id, ByName, ByName> ids_;
};

}  // namespace oneway
