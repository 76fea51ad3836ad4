// The fast path for every x86-64 processor.
#if defined(__x86_64__)
#include <emmintrin.h>

#include <bit>
#include <cstring>

#include "ingest/json/blocks.h"

namespace oneway::json {
namespace {

class Block {
 public:
  explicit Block(const char* p) {
    for (int i = 0; i < 4; ++i) v_[i] = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p + 16 * i));
  }
  std::uint64_t equal(char c) const {
    const __m128i wanted = _mm_set1_epi8(c);
    return bits([&](__m128i v) { return _mm_cmpeq_epi8(v, wanted); });
  }
  std::uint64_t at_most(char c) const {
    const __m128i most = _mm_set1_epi8(c);
    return bits([&](__m128i v) { return _mm_cmpeq_epi8(_mm_min_epu8(v, most), v); });
  }
  std::uint64_t high() const {
    return bits([](__m128i v) { return v; });
  }

 private:
  template <class F>
  std::uint64_t bits(F f) const {
    std::uint64_t mask = 0;
    for (int i = 0; i < 4; ++i)
      mask |= static_cast<std::uint64_t>(static_cast<std::uint32_t>(_mm_movemask_epi8(f(v_[i])))) << (16 * i);
    return mask;
  }
  __m128i v_[4];
};

// Bit i: the parity of bits 0 to i.
inline std::uint64_t prefix_xor(std::uint64_t x) {
  for (int shift = 1; shift < 64; shift *= 2) x ^= x << shift;
  return x;
}

#include "ingest/json/block_kernel.inc"

}  // namespace

bool scan_block_sse2(GrammarState& state, const char* bytes, std::uint32_t depth_limit, BlockMasks& masks) {
  return scan_block(state, bytes, depth_limit, masks);
}

}  // namespace oneway::json
#endif
