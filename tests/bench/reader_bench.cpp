// How fast a plan-like document is scanned, captured, compared and hashed. Bytes a second are of JSON text.
#include <benchmark/benchmark.h>

#include "bench/plan_resource.h"
#include "ingest/json/reader.h"
#include "ingest/json/window.h"

namespace oneway {
namespace {

const std::string& changes() {
  static const std::string text = [] {
    std::string out = "[";
    for (std::uint64_t i = 0; i < 4000; ++i) {
      if (i > 0) out += ',';
      bench::Resource r = bench::resource_at(i, i);
      r.module = "module.service_7.module.component_1";
      r.action = bench::action_of(i);
      bench::write_change(r, out);
    }
    return out + "]";
  }();
  return text;
}

void count_bytes(benchmark::State& state) {
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) *
                          static_cast<std::int64_t>(changes().size()));
}

void scan(benchmark::State& state, json::ScanPath path) {
  for (auto _ : state) {
    const auto source = memory_source(changes());
    json::Window window(*source, 512, path);
    while (window.more()) window.advance(window.left());
    if (window.fault()) state.SkipWithError(window.fault());
  }
  count_bytes(state);
}
BENCHMARK_CAPTURE(scan, scalar, json::ScanPath::Scalar);
BENCHMARK_CAPTURE(scan, sse2, json::ScanPath::Sse2);
BENCHMARK_CAPTURE(scan, best, json::best_path());

void skip(benchmark::State& state) {
  for (auto _ : state) {
    const auto source = memory_source(changes());
    json::Reader reader(*source);
    reader.skip();
  }
  count_bytes(state);
}
BENCHMARK(skip);

void walk_keys(benchmark::State& state) {
  for (auto _ : state) {
    const auto source = memory_source(changes());
    json::Reader reader(*source);
    std::string_view key;
    reader.begin_array();
    while (reader.next_element()) {
      reader.begin_object();
      while (reader.next_key(key)) reader.skip();
    }
  }
  count_bytes(state);
}
BENCHMARK(walk_keys);

void capture(benchmark::State& state) {
  Document document;
  for (auto _ : state) {
    const auto source = memory_source(changes());
    json::Reader reader(*source);
    document.clear();
    reader.capture(document);
  }
  count_bytes(state);
}
BENCHMARK(capture);

void equal(benchmark::State& state) {
  const Document a = json::parse(changes()), b = json::parse(changes());
  for (auto _ : state) benchmark::DoNotOptimize(deep_equal(a.root(), b.root()));
  count_bytes(state);
}
BENCHMARK(equal);

void hash(benchmark::State& state) {
  const Document a = json::parse(changes());
  for (auto _ : state) benchmark::DoNotOptimize(content_hash(a.root()));
  count_bytes(state);
}
BENCHMARK(hash);

}  // namespace
}  // namespace oneway
