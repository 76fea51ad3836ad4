// UTF-16 of either byte order to UTF-8. A lone surrogate or half a unit throws InputError.
#pragma once
#include <memory>

#include "ingest/bytes/source.h"

namespace oneway {

enum class ByteOrder : unsigned char { Little, Big };

// Does not own `below`; a byte order mark must be consumed already.
std::unique_ptr<ByteSource> utf16_source(ByteSource& below, ByteOrder order);

}  // namespace oneway
