#include "ingest/bytes/lookahead.h"

#include <algorithm>
#include <cstring>

namespace oneway {
namespace {
constexpr std::size_t kPiece = 64 * 1024;
}

std::string_view Lookahead::peek(std::size_t wanted) {
  while (!ended_ && buffer_.size() - start_ < wanted) {
    buffer_.erase(0, start_);
    start_ = 0;
    const std::size_t had = buffer_.size();
    buffer_.resize(had + std::max(kPiece, wanted - had));
    const std::size_t got = below_.read(buffer_.data() + had, buffer_.size() - had);
    buffer_.resize(had + got);
    ended_ = got == 0;
  }
  return std::string_view(buffer_).substr(start_);
}

void Lookahead::consume(std::size_t n) {
  n = std::min(n, buffer_.size() - start_);
  start_ += n;
  offset_ += n;
}

void Lookahead::put_back(std::string_view bytes) {
  std::string joined(bytes);
  offset_ -= std::min<std::uint64_t>(offset_, bytes.size());
  joined.append(buffer_, start_);
  buffer_ = std::move(joined);
  start_ = 0;
}

std::size_t Lookahead::read(char* into, std::size_t size) {
  if (start_ < buffer_.size()) {
    const std::size_t n = std::min(size, buffer_.size() - start_);
    std::memcpy(into, buffer_.data() + start_, n);
    consume(n);
    if (start_ == buffer_.size()) {
      buffer_.clear();
      start_ = 0;
    }
    return n;
  }
  const std::size_t n = ended_ ? 0 : below_.read(into, size);
  offset_ += n;
  return n;
}

}  // namespace oneway
