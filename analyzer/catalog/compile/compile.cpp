#include "catalog/compile/compile.h"

#include <openssl/sha.h>

#include "catalog/blob.h"
#include "catalog/codec.h"

namespace oneway {
namespace {

std::string sha256_hex(const std::string& bytes) {
  unsigned char digest[SHA256_DIGEST_LENGTH];
  SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest);
  std::string hex;
  for (const unsigned char b : digest) {
    hex += "0123456789abcdef"[b >> 4];
    hex += "0123456789abcdef"[b & 15];
  }
  return hex;
}

}  // namespace

std::string compile_rules(const RuleSet& rules) {
  BlobTables tables;
  const auto table = [&](TableId id) -> std::map<std::string, std::string>& {
    return tables[static_cast<std::size_t>(id)];
  };
  for (const TypeFacts& type : rules.types) {
    table(TableId::Types)[type.type] = codec::encode(type);
    for (const std::string& old : type.moved_from) table(TableId::Successors).emplace(old, type.type);
    if (!type.arm_type.empty()) table(TableId::Arm).emplace(folded(type.arm_type), type.type);
    if (!type.cloudformation.empty())
      table(TableId::Cloudformation).emplace(folded(type.cloudformation), type.type);
  }
  for (const CodeInfo& code : rules.codes) table(TableId::Codes)[code.code] = codec::encode(code);
  for (const RepairInfo& repair : rules.repairs)
    table(TableId::Repairs)[repair.pattern] = codec::encode(repair);
  for (const ClassInfo& c : rules.classes) table(TableId::Classes)[std::string(id(c.cls))] = codec::encode(c);
  table(TableId::Inference)[""] = codec::encode(rules.inference);

  std::string everything;
  for (const auto& rows : tables)
    for (const auto& [key, record] : rows) everything += key + '\0' + record + '\0';
  return write_blob(tables, sha256_hex(everything));
}

}  // namespace oneway
