// A stream that can be looked into before it is read, and that takes back what was read too far.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "ingest/bytes/source.h"

namespace oneway {

// Does not own `below`, which must outlive it.
class Lookahead : public ByteSource {
 public:
  explicit Lookahead(ByteSource& below) : below_(below) {}

  // At least `wanted` bytes, or all that are left. Valid until the next call.
  std::string_view peek(std::size_t wanted);
  void consume(std::size_t n);
  // Puts bytes back in front of everything else.
  void put_back(std::string_view bytes);
  std::size_t read(char* into, std::size_t size) override;
  // Bytes consumed or read so far, less those that were put back.
  std::uint64_t offset() const { return offset_; }

 private:
  ByteSource& below_;
  std::uint64_t offset_ = 0;
  std::string buffer_;
  std::size_t start_ = 0;
  bool ended_ = false;
};

}  // namespace oneway
