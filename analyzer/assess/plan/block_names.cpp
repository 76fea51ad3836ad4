#include "assess/plan/block_names.h"

#include <algorithm>
#include <cstring>

namespace oneway {
namespace {

constexpr std::size_t kChunk = 64 << 10;

}  // namespace

BlockNames::BlockNames() : ids_(0, ByName{this}, ByName{this}) {}

BlockNames::Parts BlockNames::split(std::string_view name) {
  constexpr std::string_view kModule = "module.";
  const std::size_t last = name.rfind(kModule);
  const std::size_t end = last == std::string_view::npos ? last : name.find('.', last + kModule.size());
  const std::size_t at = end == std::string_view::npos ? 0 : end + 1;
  return {name.substr(0, at), name.substr(at)};
}

BlockNames::Parts BlockNames::parts(Id id) const {
  const Entry& e = entries_[id];
  return {*modules_[e.module], {e.own, e.size}};
}

std::uint32_t BlockNames::module(std::string_view path) {
  const auto [at, is_new] =
      module_ids_.try_emplace(std::string(path), static_cast<std::uint32_t>(modules_.size()));
  if (is_new) modules_.push_back(&at->first);
  return at->second;
}

const char* BlockNames::keep(std::string_view text) {
  if (!next_ || free_ < text.size()) {
    free_ = std::max(kChunk, text.size());
    chunks_.emplace_back(new char[free_]);
    next_ = chunks_.back().get();
  }
  char* const kept = next_;
  std::memcpy(kept, text.data(), text.size());
  next_ += text.size();
  free_ -= text.size();
  return kept;
}

BlockNames::Id BlockNames::id(std::string_view name) {
  const Parts wanted = split(name);
  if (const auto known = ids_.find(wanted); known != ids_.end()) return *known;
  const Id id = static_cast<Id>(entries_.size());
  entries_.push_back(
      {module(wanted.module), static_cast<std::uint32_t>(wanted.own.size()), keep(wanted.own)});
  ids_.insert(id);
  return id;
}

std::optional<BlockNames::Id> BlockNames::find(std::string_view name) const {
  const auto known = ids_.find(split(name));
  return known == ids_.end() ? std::nullopt : std::optional(*known);
}

std::string BlockNames::text(Id id) const {
  const Parts p = parts(id);
  return std::string(p.module) + std::string(p.own);
}

}  // namespace oneway
