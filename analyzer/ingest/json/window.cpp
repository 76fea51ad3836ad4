#include "ingest/json/window.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace oneway::json {

Window::Window(ByteSource& source, std::uint32_t depth_limit, ScanPath path, std::size_t bytes)
    : source_(source),
      depth_limit_(depth_limit),
      scan_block_(block_function(path)),
      grammar_(depth_limit),
      bytes_(bytes),
      buffer_(new char[bytes + kBlock]),
      masks_(bytes / kBlock) {}

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
    const std::size_t n = source_.read(buffer_.get() + filled_, bytes_ - filled_);
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
    masks.opened = static_cast<std::uint8_t>(std::popcount(masks.open));
    masks.closed = static_cast<std::uint8_t>(std::popcount(masks.close));
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
    const std::size_t within = at_ % kBlock, begin = at_ - within;
    if (within == 0 && depth > block.closed) {
      depth += block.opened;
      depth -= block.closed;
    } else {
      const std::uint64_t unread = ~std::uint64_t{0} << within;
      for (std::uint64_t both = (block.open | block.close) & unread; both; both &= both - 1) {
        const int i = std::countr_zero(both);
        if (block.open >> i & 1) {
          ++depth;
        } else if (--depth == 0) {
          at_ = begin + static_cast<std::size_t>(i) + 1;
          return true;
        }
      }
    }
    at_ = std::min(end_, begin + kBlock);
  }
  return false;
}

}  // namespace oneway::json
