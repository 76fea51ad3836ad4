// Counts the bytes that pass, and hashes them when an output wants it.
#pragma once
#include <memory>
#include <string>

#include "ingest/bytes/source.h"

namespace oneway {

class MeteredSource : public ByteSource {
 public:
  MeteredSource(ByteSource& below, bool digest);
  ~MeteredSource() override;

  std::size_t read(char* into, std::size_t size) override;
  std::uint64_t bytes() const { return bytes_; }
  // SHA-256 of what has passed, as hex; "" unless a digest was asked for. Ends the hashing.
  std::string sha256();

 private:
  struct Hash;
  ByteSource& below_;
  std::uint64_t bytes_ = 0;
  std::unique_ptr<Hash> hash_;
};

}  // namespace oneway
