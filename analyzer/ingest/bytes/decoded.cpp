#include "ingest/bytes/decoded.h"

#include "ingest/bytes/compressed.h"
#include "ingest/bytes/utf16.h"
#include "model/error.h"

namespace oneway {
namespace {

constexpr int kMaxLayers =
    3;  // compressed twice happens (an artifact store on top of a script); more is an attack

// UTF-16 without a mark shows as a NUL in every other byte of its ASCII part.
bool nul_in_every_other(std::string_view head, std::size_t nul_at) {
  const std::size_t n = std::min<std::size_t>(head.size(), 64) & ~std::size_t{1};
  if (n < 4) return false;
  for (std::size_t i = 0; i < n; ++i)
    if ((head[i] == '\0') != (i % 2 == nul_at)) return false;
  return true;
}

}  // namespace

DecodedSource::DecodedSource(ByteSource& raw) {
  layers_.push_back(std::make_unique<Lookahead>(raw));
  decompress();
  decode_text();
}

void DecodedSource::decompress() {
  for (int layer = 0;; ++layer) {
    const std::string_view head = text().peek(4);
    const bool gzip = head.starts_with("\x1f\x8b");
    const bool zstd = head.starts_with("\x28\xb5\x2f\xfd");
    if (!gzip && !zstd) return;
    if (layer == kMaxLayers) throw InputError("compressed more than three times over", "decompress it first");
    compressed_ = true;
    push(gzip ? gzip_source(text()) : zstd_source(text()),
         gzip ? "decompressed (gzip)" : "decompressed (zstd)");
  }
}

void DecodedSource::decode_text() {
  const std::string_view head = text().peek(64);
  if (head.starts_with("\xef\xbb\xbf")) {
    text().consume(3);
    notes_.push_back("UTF-8 byte order mark skipped");
  } else if (head.starts_with("\xff\xfe")) {
    text().consume(2);
    push(utf16_source(text(), ByteOrder::Little), "decoded from UTF-16 LE");
  } else if (head.starts_with("\xfe\xff")) {
    text().consume(2);
    push(utf16_source(text(), ByteOrder::Big), "decoded from UTF-16 BE");
  } else if (nul_in_every_other(head, 1)) {
    push(utf16_source(text(), ByteOrder::Little), "decoded from UTF-16 LE (no byte order mark)");
  } else if (nul_in_every_other(head, 0)) {
    push(utf16_source(text(), ByteOrder::Big), "decoded from UTF-16 BE (no byte order mark)");
  }
}

void DecodedSource::push(std::unique_ptr<ByteSource> decoder, std::string note) {
  decoders_.push_back(std::move(decoder));
  layers_.push_back(std::make_unique<Lookahead>(*decoders_.back()));
  notes_.push_back(std::move(note));
}

}  // namespace oneway
