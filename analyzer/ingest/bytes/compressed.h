// Decompressing streams. Members (gzip) and frames (zstd) that follow each other are one stream, as the tools
// do it.
#pragma once
#include <memory>

#include "ingest/bytes/source.h"

namespace oneway {

// Neither owns `below`. A fault or an early end of the compressed stream throws InputError.
std::unique_ptr<ByteSource> gzip_source(ByteSource& below);
std::unique_ptr<ByteSource> zstd_source(ByteSource& below);

}  // namespace oneway
