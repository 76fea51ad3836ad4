#include <zlib.h>

#include <array>

#include "ingest/bytes/compressed.h"
#include "model/error.h"

namespace oneway {
namespace {

class GzipSource : public ByteSource {
 public:
  explicit GzipSource(ByteSource& below) : below_(below) {
    if (inflateInit2(&stream_, 15 + 16) != Z_OK)
      throw InputError("the gzip decoder cannot start: out of memory");
  }
  ~GzipSource() override { inflateEnd(&stream_); }

  std::size_t read(char* into, std::size_t size) override {
    stream_.next_out = reinterpret_cast<Bytef*>(into);
    stream_.avail_out = static_cast<uInt>(std::min<std::size_t>(size, 1u << 30));
    const uInt room = stream_.avail_out;
    while (!done_ && stream_.avail_out == room) {
      if (stream_.avail_in == 0 && !refill()) {
        if (!between_members_)
          fail("the gzip stream ends before its data does", "it was cut off: send the whole file");
        done_ = true;
        break;
      }
      step();
    }
    return room - stream_.avail_out;
  }

 private:
  void step() {
    if (between_members_) {
      if (*stream_.next_in != 0x1f) {  // zero padding, or anything else that gzip ignores behind a member
        done_ = true;
        return;
      }
      inflateReset(&stream_);
      between_members_ = false;
    }
    const int status = inflate(&stream_, Z_NO_FLUSH);
    if (status == Z_STREAM_END)
      between_members_ = true;
    else if (status != Z_OK && status != Z_BUF_ERROR)
      fail(std::string("the gzip stream is damaged: ") + (stream_.msg ? stream_.msg : "no valid data"), {});
  }

  bool refill() {
    const std::size_t got = below_.read(input_.data(), input_.size());
    consumed_ += got;
    stream_.next_in = reinterpret_cast<Bytef*>(input_.data());
    stream_.avail_in = static_cast<uInt>(got);
    return got != 0;
  }

  [[noreturn]] void fail(const std::string& message, const std::string& advice) const {
    throw InputError(message + " (compressed byte " + std::to_string(consumed_ - stream_.avail_in) + ")",
                     advice);
  }

  ByteSource& below_;
  z_stream stream_{};
  std::array<char, 64 * 1024> input_;
  std::uint64_t consumed_ = 0;
  bool between_members_ = false, done_ = false;
};

}  // namespace

std::unique_ptr<ByteSource> gzip_source(ByteSource& below) {
  return std::make_unique<GzipSource>(below);
}

}  // namespace oneway
