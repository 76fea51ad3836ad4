// Hashing for fingerprints: fast, the same on every machine and in every run, not meant against an adversary.
#pragma once
#include <cstdint>
#include <cstring>
#include <string_view>

namespace oneway::moves {

constexpr std::uint64_t mix(std::uint64_t h) {
  h ^= h >> 32;
  h *= 0xD6E8FEB86659FD93ull;
  h ^= h >> 29;
  h *= 0xBF58476D1CE4E5B9ull;
  return h ^ h >> 32;
}

constexpr std::uint64_t combine(std::uint64_t a, std::uint64_t b) {
  return mix(a * 0x9E3779B97F4A7C15ull + b + 0x632BE59BD9B4E019ull);
}

inline std::uint64_t hash_text(std::string_view text, std::uint64_t seed = 0) {
  std::uint64_t h = seed ^ (text.size() * 0x9E3779B97F4A7C15ull);
  while (text.size() >= 8) {
    std::uint64_t word;
    std::memcpy(&word, text.data(), 8);
    h = mix(h ^ word) + 0x2545F4914F6CDD1Dull;
    text.remove_prefix(8);
  }
  std::uint64_t tail = 0;
  for (const char c : text) tail = tail << 8 | static_cast<unsigned char>(c);
  return mix(h ^ tail);
}

}  // namespace oneway::moves
