#include "ingest/bytes/digest.h"

// The one-shot EVP interface loads providers and configuration first, which costs more than a small plan
// takes.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>

namespace oneway {

struct MeteredSource::Hash {
  SHA256_CTX context;
};

MeteredSource::MeteredSource(ByteSource& below, bool digest) : below_(below) {
  if (!digest) return;
  hash_ = std::make_unique<Hash>();
  SHA256_Init(&hash_->context);
}

MeteredSource::~MeteredSource() = default;

std::size_t MeteredSource::read(char* into, std::size_t size) {
  const std::size_t got = below_.read(into, size);
  bytes_ += got;
  if (hash_) SHA256_Update(&hash_->context, into, got);
  return got;
}

std::string MeteredSource::sha256() {
  if (!hash_) return {};
  unsigned char sum[SHA256_DIGEST_LENGTH];
  SHA256_Final(sum, &hash_->context);
  hash_.reset();
  std::string hex;
  for (unsigned char byte : sum) {
    hex += "0123456789abcdef"[byte >> 4];
    hex += "0123456789abcdef"[byte & 15];
  }
  return hex;
}

}  // namespace oneway
