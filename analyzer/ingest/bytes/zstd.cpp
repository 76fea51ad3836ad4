#include <zstd.h>

#include <array>

#include "ingest/bytes/compressed.h"
#include "model/error.h"

namespace oneway {
namespace {

constexpr int kWindowLog = 27;  // 128 MiB, the decoder's own limit: what a hostile frame can make us hold

class ZstdSource : public ByteSource {
 public:
  explicit ZstdSource(ByteSource& below) : below_(below), stream_(ZSTD_createDCtx()) {
    if (!stream_) throw InputError("the zstd decoder cannot start: out of memory");
    ZSTD_DCtx_setParameter(stream_, ZSTD_d_windowLogMax, kWindowLog);
  }
  ~ZstdSource() override { ZSTD_freeDCtx(stream_); }

  std::size_t read(char* into, std::size_t size) override {
    ZSTD_outBuffer out{into, size, 0};
    while (out.pos == 0) {
      if (in_.pos == in_.size) {
        in_ = {input_.data(), below_.read(input_.data(), input_.size()), 0};
        consumed_ += in_.size;
        if (in_.size == 0) {
          if (pending_ != 0)
            fail("the zstd stream ends before its data does", "it was cut off: send the whole file");
          return 0;
        }
      }
      pending_ = ZSTD_decompressStream(stream_, &out, &in_);
      if (ZSTD_isError(pending_))
        fail(std::string("the zstd stream is damaged: ") + ZSTD_getErrorName(pending_), {});
    }
    return out.pos;
  }

 private:
  [[noreturn]] void fail(const std::string& message, const std::string& advice) const {
    throw InputError(message + " (compressed byte " + std::to_string(consumed_ - in_.size + in_.pos) + ")",
                     advice);
  }

  ByteSource& below_;
  ZSTD_DCtx* stream_;
  std::array<char, 64 * 1024> input_;
  ZSTD_inBuffer in_{nullptr, 0, 0};
  std::size_t pending_ = 1;  // 0 when a frame is complete
  std::uint64_t consumed_ = 0;
};

}  // namespace

std::unique_ptr<ByteSource> zstd_source(ByteSource& below) {
  return std::make_unique<ZstdSource>(below);
}

}  // namespace oneway
