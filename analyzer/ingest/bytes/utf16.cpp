#include "ingest/bytes/utf16.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "model/error.h"

namespace oneway {
namespace {

class Utf16Source : public ByteSource {
 public:
  Utf16Source(ByteSource& below, ByteOrder order) : below_(below), order_(order) {}

  std::size_t read(char* into, std::size_t size) override {
    if (ready_ == text_size_) decode();
    const std::size_t n = std::min(size, text_size_ - ready_);
    std::memcpy(into, text_.data() + ready_, n);
    ready_ += n;
    return n;
  }

 private:
  static constexpr std::size_t kUnits = 32 * 1024;

  // Decodes until there is some text or the input has ended.
  void decode() {
    ready_ = text_size_ = 0;
    while (text_size_ == 0) {
      std::size_t have = left_;
      const std::size_t got = below_.read(bytes_.data() + have, bytes_.size() - have);
      if (got == 0) {
        if (have != 0) fail("the UTF-16 text ends in the middle of a unit");
        if (high_ != 0) fail("the UTF-16 text ends in the middle of a surrogate pair");
        return;
      }
      have += got;
      for (std::size_t i = 0; i + 1 < have; i += 2) unit(at(i));
      left_ = have % 2;
      if (left_) bytes_[0] = bytes_[have - 1];
      offset_ += have - left_;
    }
  }

  std::uint32_t at(std::size_t i) const {
    const auto a = static_cast<unsigned char>(bytes_[i]), b = static_cast<unsigned char>(bytes_[i + 1]);
    return order_ == ByteOrder::Little ? a | b << 8 : b | a << 8;
  }

  void unit(std::uint32_t u) {
    const bool low = (u & 0xfc00) == 0xdc00;
    if (low != (high_ != 0)) fail("the UTF-16 text has a lone surrogate");
    if (low) {
      put(0x10000 + ((high_ & 0x3ff) << 10 | (u & 0x3ff)));
      high_ = 0;
    } else if ((u & 0xfc00) == 0xd800) {
      high_ = u;
    } else {
      put(u);
    }
  }

  void put(std::uint32_t c) {
    char* out = text_.data() + text_size_;
    if (c < 0x80) {
      *out++ = static_cast<char>(c);
    } else if (c < 0x800) {
      *out++ = static_cast<char>(0xc0 | c >> 6);
      *out++ = static_cast<char>(0x80 | (c & 63));
    } else if (c < 0x10000) {
      *out++ = static_cast<char>(0xe0 | c >> 12);
      *out++ = static_cast<char>(0x80 | (c >> 6 & 63));
      *out++ = static_cast<char>(0x80 | (c & 63));
    } else {
      *out++ = static_cast<char>(0xf0 | c >> 18);
      *out++ = static_cast<char>(0x80 | (c >> 12 & 63));
      *out++ = static_cast<char>(0x80 | (c >> 6 & 63));
      *out++ = static_cast<char>(0x80 | (c & 63));
    }
    text_size_ = static_cast<std::size_t>(out - text_.data());
  }

  [[noreturn]] void fail(const std::string& message) const {
    throw InputError(message, "write the file as UTF-8", offset_);
  }

  ByteSource& below_;
  ByteOrder order_;
  std::array<char, 2 * kUnits> bytes_;
  std::array<char, 3 * kUnits + 4> text_;  // a unit becomes at most three bytes
  std::size_t left_ = 0, ready_ = 0, text_size_ = 0;
  std::uint32_t high_ = 0;
  std::uint64_t offset_ = 0;
};

}  // namespace

std::unique_ptr<ByteSource> utf16_source(ByteSource& below, ByteOrder order) {
  return std::make_unique<Utf16Source>(below, order);
}

}  // namespace oneway
