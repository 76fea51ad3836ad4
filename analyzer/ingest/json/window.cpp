#include "ingest/json/window.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace oneway::json {

Window::Window(ByteSource& source, std::uint32_t depth_limit, ScanPath path)
    : source_(source),
      depth_limit_(depth_limit),
      scan_block_(block_function(path)),
      grammar_(depth_limit),
      buffer_(new char[kBytes + kBlock]),
      masks_(kBytes / kBlock) {}

bool Window::more() {
  if (fault_ || (input_ended_ && scanned_ == filled_)) return false;
  slide();
  const std::size_t seen = end_;
  read();
  scan(input_ended_ ? filled_ : filled_ / kBlock * kBlock);
  return end_ > seen;
}

void Window::slide() {
  const std::size_t from = at_ / kBlock * kBlock;
  if (from == 0) return;
  std::memmove(buffer_.get(), buffer_.get() + from, filled_ - from);
  std::copy(masks_.begin() + static_cast<std::ptrdiff_t>(from / kBlock),
            masks_.begin() + static_cast<std::ptrdiff_t>(scanned_ / kBlock), masks_.begin());
  base_ += from;
  at_ -= from;
  end_ -= from;
  filled_ -= from;
  scanned_ -= from;
}

void Window::read() {
  while (!input_ended_ && filled_ < scanned_ + kBlock) {
    const std::size_t n = source_.read(buffer_.get() + filled_, kBytes - filled_);
    filled_ += n;
    input_ended_ = n == 0;
  }
}

void Window::scan(std::size_t to) {
  while (scanned_ < to) {
    BlockMasks& masks = masks_[scanned_ / kBlock] = {};
    if (scan_block_ && to - scanned_ >= kBlock &&
        scan_block_(state_, buffer_.get() + scanned_, depth_limit_, masks)) {
      scanned_ += kBlock;
      continue;
    }
    const int count = static_cast<int>(std::min(kBlock, to - scanned_));
    const int good = grammar_.step(state_, buffer_.get() + scanned_, count, masks);
    scanned_ += static_cast<std::size_t>(good);
    if (good < count) {
      fault_ = grammar_.fault();
      break;
    }
  }
  end_ = scanned_;
  if (input_ended_ && !fault_ && !state_.complete()) {
    const bool scalar = state_.depth == 0 && !state_.in_string && scalar_complete(state_.scalar);
    if (!scalar) fault_ = "the input ends here, in the middle of a value";
  }
}

std::size_t Window::to_quote() const {
  for (std::size_t i = at_; i < end_; i = (i / kBlock + 1) * kBlock) {
    const std::uint64_t quotes = masks_[i / kBlock].quote >> (i % kBlock);
    if (quotes) return i + static_cast<std::size_t>(std::countr_zero(quotes)) - at_;
  }
  return left();
}

bool Window::pass_close(std::uint64_t& depth) {
  while (at_ < end_) {
    const BlockMasks& block = masks_[at_ / kBlock];
    const std::uint64_t unread = ~std::uint64_t{0} << (at_ % kBlock);
    const std::uint64_t open = block.open & unread;
    std::uint64_t close = block.close & unread;
    const auto closers = static_cast<std::uint64_t>(std::popcount(close));
    if (depth <= closers) {
      for (std::uint64_t closed = 1; close; close &= close - 1, ++closed) {
        const int i = std::countr_zero(close);
        const std::uint64_t before = (std::uint64_t{1} << i) - 1;
        if (depth + static_cast<std::uint64_t>(std::popcount(open & before)) != closed) continue;
        at_ = at_ / kBlock * kBlock + static_cast<std::size_t>(i) + 1;
        return true;
      }
    }
    depth += static_cast<std::uint64_t>(std::popcount(open));
    depth -= closers;
    at_ = std::min(end_, (at_ / kBlock + 1) * kBlock);
  }
  return false;
}

}  // namespace oneway::json
