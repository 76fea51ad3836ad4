#include "evidence/seal.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <fstream>

#include "catalog/digest.h"
#include "model/error.h"

namespace oneway {
namespace {

constexpr std::string_view kEnd = "\n}\n";
constexpr std::string_view kSeal = ",\n  \"seal\": {\n    \"hmac_sha256\": ";
constexpr std::string_view kDigest = ",\n    \"sha256\": \"";
constexpr std::string_view kTail = "\"\n  }\n}\n";
constexpr std::size_t kHex = 64, kShortestKey = 16, kLongestKey = 4096;

std::string hmac_hex(std::string_view key, std::string_view text) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
       reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest, &size);
  std::string hex;
  for (unsigned int i = 0; i < size; ++i) {
    hex += "0123456789abcdef"[digest[i] >> 4];
    hex += "0123456789abcdef"[digest[i] & 15];
  }
  return hex;
}

bool equal(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace

std::string seal(std::string document, std::string_view key) {
  document.resize(document.size() - kEnd.size());
  const std::string hmac = key.empty() ? "null" : "\"" + hmac_hex(key, document) + "\"";
  document += kSeal;
  document += hmac;
  const std::string digest = sha256_hex(document);
  return document.append(kDigest).append(digest).append(kTail);
}

SealCheck check_seal(std::string_view sealed, std::string_view key) {
  const std::size_t tail = kDigest.size() + kHex + kTail.size();
  const std::size_t at = sealed.rfind(kSeal);
  if (at == std::string_view::npos || sealed.size() < at + kSeal.size() + tail)
    return {"it has no seal: it is no evidence record, or it was cut", false};
  const std::string_view covered = sealed.substr(0, sealed.size() - tail);
  const std::string expected = std::string(kDigest) + sha256_hex(covered) + std::string(kTail);
  if (!equal(sealed.substr(covered.size()), expected))
    return {"its SHA-256 is not the one that it was sealed with: at least one byte was changed", false};
  const std::string_view hmac = covered.substr(at + kSeal.size());
  const bool has_hmac = hmac != "null";
  if (key.empty()) return {"", has_hmac};
  if (!has_hmac)
    return {"it was sealed without a key, so nobody can be told from the one who sealed it", false};
  if (!equal(hmac, "\"" + hmac_hex(key, covered.substr(0, at)) + "\""))
    return {"its HMAC does not fit this key: another one sealed it, or it was changed and sealed anew", true};
  return {"", true};
}

std::string load_key(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string key;
  if (!file || !std::getline(file, key)) throw UsageError("cannot read a key from " + path);
  if (!key.empty() && key.back() == '\r') key.pop_back();
  if (key.size() < kShortestKey || key.size() > kLongestKey)
    throw UsageError("the key in " + path + " must have 16 to 4096 bytes on its first line");
  return key;
}

}  // namespace oneway
