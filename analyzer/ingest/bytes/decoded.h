// From raw bytes to UTF-8 text: looks at the first bytes and puts the decoders that they call for around the
// stream.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "ingest/bytes/lookahead.h"

namespace oneway {

class DecodedSource {
 public:
  // Does not own `raw`.
  explicit DecodedSource(ByteSource& raw);

  Lookahead& text() { return *layers_.back(); }
  // What was undone, one sentence each.
  const std::vector<std::string>& notes() const { return notes_; }
  bool compressed() const { return compressed_; }

 private:
  void decompress();
  void decode_text();
  void push(std::unique_ptr<ByteSource> decoder, std::string note);

  std::vector<std::unique_ptr<ByteSource>> decoders_;
  std::vector<std::unique_ptr<Lookahead>> layers_;
  std::vector<std::string> notes_;
  bool compressed_ = false;
};

}  // namespace oneway
