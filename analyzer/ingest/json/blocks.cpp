#include "ingest/json/blocks.h"

namespace oneway::json {

#if defined(__x86_64__)

bool scan_block_sse2(GrammarState&, const char*, std::uint32_t, BlockMasks&);
bool scan_block_avx2(GrammarState&, const char*, std::uint32_t, BlockMasks&);

ScanPath best_path() {
  static const bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("pclmul") &&
                           __builtin_cpu_supports("bmi") && __builtin_cpu_supports("popcnt");
  return avx2 ? ScanPath::Avx2 : ScanPath::Sse2;
}

BlockFunction block_function(ScanPath path) {
  switch (path) {
    case ScanPath::Sse2:
      return scan_block_sse2;
    case ScanPath::Avx2:
      return scan_block_avx2;
    case ScanPath::Scalar:
      break;
  }
  return nullptr;
}

#else

ScanPath best_path() {
  return ScanPath::Scalar;
}
BlockFunction block_function(ScanPath) {
  return nullptr;
}

#endif

}  // namespace oneway::json
