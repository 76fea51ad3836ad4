#include <zstd.h>

#include <sstream>
#include <stdexcept>

#include "report/json_parts.h"
#include "report/release_report.h"

namespace oneway::report {
namespace {

constexpr int kLevel = 1;  // JSON of changes shrinks to a twentieth even so

void write_stack(JsonWriter& w, const ReleaseStack& s, const Assessment& a, const Options& options) {
  w.begin_object();
  w.member("name", s.name);
  w.member("predicted", !s.real);
  w.member("worst", id(s.worst));
  w.member("unchanged", a.summary.unchanged);
  w.array("changes", a.changes, [&](const AssessedChange& c) { write_change(w, c, options); });
  w.array("moves", a.moves, [&](const Move& m) { write_move(w, m); });
  w.array("findings", a.findings, [&](const Finding& f) { write_finding(w, f); });
  w.end_object();
}

// As it stands in the document: two levels deep.
std::string stack_text(const ReleaseStack& s, const Assessment& a, const Options& options) {
  std::ostringstream out;
  {
    Sink sink(out);
    JsonWriter w(sink, JsonWriter::Layout::Indented);
    w.begin_object();
    w.key("stacks");
    w.begin_array();
    sink.flush();
    out.str("");
    write_stack(w, s, a, options);
  }
  std::string text = std::move(out).str();
  text.erase(0, text.find('{'));
  return text;
}

}  // namespace

void PackedStacks::add(std::size_t index, const ReleaseStack& stack, const Assessment& assessment) {
  const std::string text = stack_text(stack, assessment, options_);
  Packed& packed = packed_[index];
  packed.size = text.size();
  packed.bytes.resize(ZSTD_compressBound(text.size()));
  const std::size_t size =
      ZSTD_compress(packed.bytes.data(), packed.bytes.size(), text.data(), text.size(), kLevel);
  if (ZSTD_isError(size)) throw std::runtime_error(ZSTD_getErrorName(size));
  packed.bytes.resize(size);
  packed.bytes.shrink_to_fit();
}

std::string PackedStacks::unpacked(std::size_t index) const {
  const Packed& packed = packed_.at(index);
  std::string text(packed.size, '\0');
  if (text.empty()) return text;
  const std::size_t size =
      ZSTD_decompress(text.data(), text.size(), packed.bytes.data(), packed.bytes.size());
  if (size != text.size()) throw std::runtime_error("what was packed cannot be unpacked");
  return text;
}

}  // namespace oneway::report
