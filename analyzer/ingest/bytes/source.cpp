#include "ingest/bytes/source.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "model/error.h"

namespace oneway {
namespace {

class MemorySource final : public ByteSource {
 public:
  explicit MemorySource(std::string_view text) : rest_(text) {}

  std::size_t read(char* into, std::size_t size) override {
    const std::size_t n = std::min(size, rest_.size());
    if (n > 0) std::memcpy(into, rest_.data(), n);
    rest_.remove_prefix(n);
    return n;
  }

 private:
  std::string_view rest_;
};

class DescriptorSource final : public ByteSource {
 public:
  DescriptorSource(int descriptor, std::string name, bool owned)
      : descriptor_(descriptor), name_(std::move(name)), owned_(owned) {
#ifdef F_SETPIPE_SZ
    constexpr int kPipeBytes = 1 << 20;
    ::fcntl(descriptor, F_SETPIPE_SZ, kPipeBytes);  // fails harmlessly on anything but a pipe
#endif
    ::posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL);
  }
  ~DescriptorSource() override {
    if (owned_) ::close(descriptor_);
  }
  DescriptorSource(const DescriptorSource&) = delete;
  DescriptorSource& operator=(const DescriptorSource&) = delete;

  std::size_t read(char* into, std::size_t size) override {
    while (true) {
      const ssize_t n = ::read(descriptor_, into, size);
      if (n >= 0) return static_cast<std::size_t>(n);
      if (errno != EINTR) throw InputError("cannot read " + name_ + ": " + std::strerror(errno));
    }
  }

 private:
  int descriptor_;
  std::string name_;
  bool owned_;
};

}  // namespace

std::unique_ptr<ByteSource> memory_source(std::string_view text) {
  return std::make_unique<MemorySource>(text);
}

std::unique_ptr<ByteSource> descriptor_source(int descriptor, std::string name) {
  return std::make_unique<DescriptorSource>(descriptor, std::move(name), false);
}

std::unique_ptr<ByteSource> file_source(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0)
    throw InputError("cannot open " + path + ": " + std::strerror(errno),
                     "check the path and its permissions");
  return std::make_unique<DescriptorSource>(descriptor, path, true);
}

}  // namespace oneway
