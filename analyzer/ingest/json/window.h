// A fixed window that slides over a ByteSource. Every visible byte is already validated and its structure
// indexed, so the reader above only walks. The first fault in the input is where the window ends for good.
#pragma once
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "ingest/bytes/source.h"
#include "ingest/json/blocks.h"
#include "ingest/json/grammar.h"

namespace oneway::json {

class Window {
 public:
  static constexpr std::size_t kBlock = 64;
  static constexpr std::size_t kBytes = 256 << 10;

  // `bytes`: a multiple of kBlock, at least two blocks; less than kBytes for what is known to be short.
  Window(ByteSource& source, std::uint32_t depth_limit, ScanPath path = best_path(),
         std::size_t bytes = kBytes);

  // Unread bytes: [at(), end()).
  const char* at() const { return buffer_.get() + at_; }
  const char* end() const { return buffer_.get() + end_; }
  std::size_t left() const { return end_ - at_; }
  void advance(std::size_t n) { at_ += n; }
  std::uint64_t offset() const { return base_ + at_; }

  // Slides on so that more bytes are visible; what is unread stays (it must be little: less than a block).
  // False at the end of input or at a fault; pointers are stale afterwards.
  bool more();
  const char* fault() const { return fault_; }  // null: none

  // What was read from the source but not consumed, validated or not.
  std::string_view unread() const { return {at(), filled_ - at_}; }

  // Bytes before the next quote that ends a string; left() if none is visible.
  std::size_t to_quote() const;
  // Moves past the bracket that closes the innermost of `depth` open ones. When it is not visible, everything
  // is read and `depth` counts those still open.
  bool pass_close(std::uint64_t& depth);

 private:
  void slide();
  void read();
  void scan(std::size_t to);

  ByteSource& source_;
  std::uint32_t depth_limit_;
  BlockFunction scan_block_;  // null: Grammar alone
  Grammar grammar_;
  GrammarState state_;
  std::size_t bytes_;
  std::unique_ptr<char[]> buffer_;
  std::vector<BlockMasks> masks_;
  std::size_t at_ = 0, end_ = 0;  // visible
  std::size_t filled_ = 0;        // read from the source
  std::size_t scanned_ = 0;       // a multiple of kBlock, except at the end of input
  std::uint64_t base_ = 0;        // offset of the buffer's first byte
  bool input_ended_ = false;
  const char* fault_ = nullptr;
};

}  // namespace oneway::json
