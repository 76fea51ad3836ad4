// A stream of bytes: file, pipe, or a decoder around another stream (gzip, zstd, UTF-16).
#pragma once
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace oneway {

class ByteSource {
 public:
  virtual ~ByteSource() = default;
  // Fills at most `size` bytes; 0 means the end. Throws InputError on I/O or decoding faults.
  virtual std::size_t read(char* into, std::size_t size) = 0;
};

// In memory; for tests and small documents. Does not own `text`.
std::unique_ptr<ByteSource> memory_source(std::string_view text);
// An open descriptor (standard input); stays open. `name` is for messages. Pipes are widened to 1 MiB.
std::unique_ptr<ByteSource> descriptor_source(int descriptor, std::string name);
// Opens a file, or throws InputError.
std::unique_ptr<ByteSource> file_source(const std::string& path);

}  // namespace oneway
