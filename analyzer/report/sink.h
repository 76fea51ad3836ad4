// Collects bytes and hands them to the stream in large pieces: reports write many small ones.
#pragma once
#include <charconv>
#include <cstdint>
#include <ostream>
#include <string>
#include <string_view>

namespace oneway::report {

class Sink {
 public:
  explicit Sink(std::ostream& out) : out_(out) { buffer_.reserve(kFull + kFull / 4); }
  ~Sink() { flush(); }
  Sink(const Sink&) = delete;
  Sink& operator=(const Sink&) = delete;

  Sink& operator<<(std::string_view text) {
    buffer_.append(text);
    if (buffer_.size() >= kFull) flush();
    return *this;
  }
  Sink& operator<<(char c) {
    buffer_.push_back(c);
    return *this;
  }
  Sink& operator<<(std::uint64_t n) {
    char digits[24];
    auto end = std::to_chars(digits, digits + sizeof digits, n).ptr;
    buffer_.append(digits, end);
    return *this;
  }
  void spaces(std::size_t n) { buffer_.append(n, ' '); }
  void flush() {
    out_.write(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
    buffer_.clear();
  }

 private:
  static constexpr std::size_t kFull = 64 * 1024;
  std::ostream& out_;
  std::string buffer_;
};

}  // namespace oneway::report
