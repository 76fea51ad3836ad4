// The fast path for processors with AVX2; only this file's own functions are compiled for them.
#if defined(__x86_64__)
#include <immintrin.h>

#include <bit>
#include <cstring>

#include "ingest/json/blocks.h"

#pragma GCC push_options
#pragma GCC target("avx2,pclmul,popcnt,bmi")

namespace oneway::json {
namespace {

class Block {
 public:
  explicit Block(const char* p)
      : low_(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(p))),
        high_(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(p + 32))) {}
  std::uint64_t equal(char c) const {
    const __m256i wanted = _mm256_set1_epi8(c);
    return bits(_mm256_cmpeq_epi8(low_, wanted), _mm256_cmpeq_epi8(high_, wanted));
  }
  std::uint64_t at_most(char c) const {
    const __m256i most = _mm256_set1_epi8(c);
    return bits(_mm256_cmpeq_epi8(_mm256_min_epu8(low_, most), low_),
                _mm256_cmpeq_epi8(_mm256_min_epu8(high_, most), high_));
  }
  std::uint64_t high() const { return bits(low_, high_); }

 private:
  static std::uint64_t bits(__m256i low, __m256i high) {
    return static_cast<std::uint32_t>(_mm256_movemask_epi8(low)) |
           static_cast<std::uint64_t>(static_cast<std::uint32_t>(_mm256_movemask_epi8(high))) << 32;
  }
  __m256i low_, high_;
};

// Bit i: the parity of bits 0 to i.
inline std::uint64_t prefix_xor(std::uint64_t x) {
  const __m128i product =
      _mm_clmulepi64_si128(_mm_set_epi64x(0, static_cast<long long>(x)), _mm_set1_epi8(-1), 0);
  return static_cast<std::uint64_t>(_mm_cvtsi128_si64(product));
}

#include "ingest/json/block_kernel.inc"

}  // namespace

bool scan_block_avx2(GrammarState& state, const char* bytes, std::uint32_t depth_limit, BlockMasks& masks) {
  return scan_block(state, bytes, depth_limit, masks);
}

}  // namespace oneway::json

#pragma GCC pop_options
#endif
