// The fast path: 64 bytes at a time, a bit a byte, by SIMD compares and 64-bit arithmetic.
//
// A block function either finds the whole block sound, moves `state` over it and sets `masks`, or returns
// false with `state` untouched: then Grammar::step decides. It never takes what Grammar refuses. It leaves to
// Grammar what is rare: depth 0, every 64th level, surrogates and UTF-8 sequences cut by a block's border,
// and naming faults.
#pragma once
#include <cstdint>

#include "ingest/json/grammar.h"

namespace oneway::json {

// 64 bytes at `bytes`, 3 more readable.
using BlockFunction = bool (*)(GrammarState& state, const char* bytes, std::uint32_t depth_limit,
                               BlockMasks& masks);

enum class ScanPath { Scalar, Sse2, Avx2 };

ScanPath best_path();                         // what this processor can
BlockFunction block_function(ScanPath path);  // null for Scalar

}  // namespace oneway::json
