// The compiled rules as bytes: a few tables, each sorted by key, read in place without any parsing.
//
// Layout: magic, 64 hex digits of digest, then for each table of kTables: count, and per row the offset and
// size of its key and of its record (u32, little endian), then all keys and records.
#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace oneway {

// Types: name -> TypeFacts. Successors: old name -> new name. Arm, Cloudformation: folded name -> type name.
enum class TableId : unsigned char {
  Types,
  Successors,
  Arm,
  Cloudformation,
  Codes,
  Repairs,
  Classes,
  Inference,
  Playbooks,
  Loops,
  Surfaces
};
inline constexpr std::size_t kTables = 11;

class Blob {
 public:
  // `bytes` must outlive the Blob. Throws std::logic_error if they are no compiled rules.
  explicit Blob(std::string_view bytes);

  std::string_view digest() const { return digest_; }
  std::size_t size(TableId table) const { return tables_[static_cast<std::size_t>(table)].count; }
  std::string_view key(TableId table, std::size_t row) const;
  std::string_view record(TableId table, std::size_t row) const;
  // The row of `key`, or size(table). O(log n), nothing is allocated.
  std::size_t find(TableId table, std::string_view key) const;

 private:
  struct Table {
    std::size_t rows_at = 0, count = 0;
  };
  std::uint32_t u32(std::size_t at) const;
  std::string_view piece(std::size_t row_at) const;

  std::string_view bytes_, digest_;
  std::array<Table, kTables> tables_{};
};

using BlobTables = std::array<std::map<std::string, std::string>, kTables>;
std::string write_blob(const BlobTables& tables, std::string_view digest);

// How ARM and CloudFormation names are compared: letters and digits only, lower case.
std::string folded(std::string_view name);

// The rules that the build compiled into this program.
const Blob& builtin_blob();

}  // namespace oneway
