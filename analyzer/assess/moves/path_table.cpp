#include "assess/moves/path_table.h"

namespace oneway {

std::uint32_t PathTable::id(std::uint32_t parent, std::string_view name) {
  if (auto it = ids_.find(Key{parent, name}); it != ids_.end()) return it->second;
  const auto made = static_cast<std::uint32_t>(entries_.size());
  entries_.push_back({parent, std::string(name)});
  ids_.emplace(Key{parent, entries_.back().name}, made);
  return made;
}

std::optional<std::uint32_t> PathTable::find(std::string_view dotted) const {
  std::uint32_t at = kRoot;
  while (!dotted.empty()) {
    const std::size_t dot = dotted.find('.');
    const auto it = ids_.find(Key{at, dotted.substr(0, dot)});
    if (it == ids_.end()) return std::nullopt;
    at = it->second;
    dotted = dot == std::string_view::npos ? std::string_view() : dotted.substr(dot + 1);
  }
  return at;
}

std::string PathTable::text(std::uint32_t id) const {
  std::string out;
  for (; id != kRoot; id = entries_[id].parent)
    out = out.empty() ? entries_[id].name : entries_[id].name + "." + out;
  return out;
}

}  // namespace oneway
