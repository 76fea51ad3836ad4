// A stream of bytes: file, pipe, or a decoder around another stream (gzip, zstd, UTF-16).
#pragma once
#include <cstddef>
#include <memory>
#include <string>

namespace oneway {

class ByteSource {
 public:
  virtual ~ByteSource() = default;
  // Fills at most `size` bytes; 0 means the end. Throws InputError on I/O or decoding faults.
  virtual std::size_t read(char* into, std::size_t size) = 0;
};

// In memory; for tests and small documents. Does not own `text`.
std::unique_ptr<ByteSource> memory_source(std::string_view text);

}  // namespace oneway
