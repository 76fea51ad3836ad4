#include "catalog/blob.h"

#include <cctype>
#include <stdexcept>

namespace oneway {
namespace {

constexpr std::string_view kMagic = "OWRULES1";
constexpr std::size_t kDigestSize = 64;
constexpr std::size_t kRowSize = 16;

void append_u32(std::string& out, std::size_t n) {
  for (int shift = 0; shift < 32; shift += 8) out += static_cast<char>(n >> shift);
}

}  // namespace

Blob::Blob(std::string_view bytes) : bytes_(bytes) {
  if (!bytes.starts_with(kMagic)) throw std::logic_error("not a compiled rule file");
  std::size_t at = kMagic.size() + kDigestSize;
  digest_ = bytes.substr(kMagic.size(), kDigestSize);
  for (Table& table : tables_) {
    table.count = u32(at);
    table.rows_at = at + 4;
    at = table.rows_at + table.count * kRowSize;
  }
}

std::uint32_t Blob::u32(std::size_t at) const {
  if (at + 4 > bytes_.size()) throw std::logic_error("the compiled rules are damaged");
  std::uint32_t n = 0;
  for (int i = 3; i >= 0; --i)
    n = n << 8 | static_cast<unsigned char>(bytes_[at + static_cast<std::size_t>(i)]);
  return n;
}

std::string_view Blob::piece(std::size_t row_at) const {
  return bytes_.substr(u32(row_at), u32(row_at + 4));
}

std::string_view Blob::key(TableId table, std::size_t row) const {
  return piece(tables_[static_cast<std::size_t>(table)].rows_at + row * kRowSize);
}

std::string_view Blob::record(TableId table, std::size_t row) const {
  return piece(tables_[static_cast<std::size_t>(table)].rows_at + row * kRowSize + 8);
}

std::size_t Blob::find(TableId table, std::string_view wanted) const {
  std::size_t low = 0, high = size(table);
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (key(table, middle) < wanted)
      low = middle + 1;
    else
      high = middle;
  }
  return low < size(table) && key(table, low) == wanted ? low : size(table);
}

std::string write_blob(const BlobTables& tables, std::string_view digest) {
  if (digest.size() != kDigestSize) throw std::logic_error("a digest has 64 hex digits");
  std::size_t pieces_at = kMagic.size() + kDigestSize;
  for (const auto& table : tables) pieces_at += 4 + table.size() * kRowSize;
  std::string out = std::string(kMagic) + std::string(digest), pieces;
  const auto row = [&](const std::string& piece) {
    append_u32(out, pieces_at + pieces.size());
    append_u32(out, piece.size());
    pieces += piece;
  };
  for (const auto& table : tables) {
    append_u32(out, table.size());
    for (const auto& [key, record] : table) {
      row(key);
      row(record);
    }
  }
  return out + pieces;
}

std::string folded(std::string_view name) {
  std::string out;
  for (const char c : name)
    if (std::isalnum(static_cast<unsigned char>(c)))
      out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

}  // namespace oneway
